//! Free indexes in the institution's status lists.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{StorageError, Transaction};
use credentials::status::{MIN_LENGTH, StatusEntry};
use domain::{InstitutionId, StatusListId, StatusPlace, Timestamp};
use std::sync::Arc;

/// Indexes of one list: the minimum of Bitstring Status List 1.0 (131 072).
const INDEXES: u32 = 131_072;
const _: () = assert!(INDEXES as usize == MIN_LENGTH);
/// The signer admits the next list when signed badges hold 90 % of the newest one's indexes.
const FULL: u32 = INDEXES / 10 * 9;
/// Above this many indexes, unsigned badges included, drawing a free one would take long.
const CROWDED: u32 = INDEXES / 100 * 99;

/// Draws indexes for new credentials.
#[derive(Clone)]
pub(super) struct StatusIndexes {
    clock: Arc<dyn Clock>,
}

impl StatusIndexes {
    /// Indexes drawn from this clock's random numbers.
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }

    /// A free index in the open list, drawn at random so that it reveals nothing about the order of issuing.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn draw(
        &self,
        tx: &mut Transaction,
        institution: &InstitutionId,
        now: Timestamp,
    ) -> Result<StatusPlace, StorageError> {
        let list = if let Some(list) = open_list(tx, institution).await? {
            list
        } else {
            // Two servers that share the database would open two lists, and the signer admits one.
            tx.lock_status_lists(institution).await?;
            if let Some(list) = open_list(tx, institution).await? {
                list
            } else {
                let list = StatusListId::new(now, self.clock.random());
                tx.add_status_list(&list, institution, now).await?;
                list
            }
        };
        loop {
            let index = index(self.clock.random());
            if !tx.index_is_taken(&list, index).await? {
                return Ok(StatusPlace { list, index });
            }
        }
    }
}

/// The entry of a credential at this place.
pub(super) fn status_entry(addresses: &Addresses, place: &StatusPlace) -> StatusEntry {
    StatusEntry::revocation(addresses.status_list(&place.list), place.index)
}

/// The list for new credentials, if it has free indexes.
async fn open_list(
    tx: &mut Transaction,
    institution: &InstitutionId,
) -> Result<Option<StatusListId>, StorageError> {
    let Some(newest) = tx.newest_status_list(institution).await? else { return Ok(None) };
    let is_open = tx.indexes_held(&newest.id).await? < FULL && tx.indexes_taken(&newest.id).await? < CROWDED;
    Ok(is_open.then_some(newest.id))
}

/// An index from random bits: a power of two divides them evenly.
fn index(random: u128) -> u32 {
    u32::try_from(random % u128::from(INDEXES)).unwrap_or(0)
}
