//! Records that a badge is to be reissued, with its new status index and a job.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{JobKind, StorageError, StoredCredential, Transaction};
use crate::usecase::job_queue::JobQueue;
use crate::usecase::status_indexes::StatusIndexes;
use credentials::address::PublicAddress;
use domain::{CredentialId, InstitutionId};
use std::sync::Arc;

/// Records reissues in the caller's transaction.
pub(super) struct RecordReissue {
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    indexes: StatusIndexes,
    jobs: JobQueue,
}

impl RecordReissue {
    pub(super) fn new(
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        indexes: StatusIndexes,
        jobs: JobQueue,
    ) -> Self {
        Self { clock, addresses, indexes, jobs }
    }

    /// Our badge with this id, if any.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn own_badge(
        &self,
        tx: &mut Transaction,
        own: &InstitutionId,
        id: &str,
    ) -> Result<Option<StoredCredential>, StorageError> {
        let Some(PublicAddress::Credential(ulid)) = self.addresses.parse(id) else { return Ok(None) };
        let id = CredentialId::from(ulid);
        let stored = tx.credential(&id).await?;
        Ok(stored.filter(|stored| {
            let record = &stored.record;
            record.institution == *own && record.badge.is_some() && record.status.is_some()
        }))
    }

    /// Records the reissue of a badge that this key signed. A repeated call adds only what is missing.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn record(
        &self,
        tx: &mut Transaction,
        stored: &StoredCredential,
        key: &str,
    ) -> Result<(), StorageError> {
        let (id, now) = (&stored.record.id, self.clock.now());
        match tx.reissue(id, key).await? {
            Some(before) if before.refused => tx.reissue_again(id, key).await?,
            Some(_) => {}
            None => {
                let place = self.indexes.draw(tx, &stored.record.institution, now).await?;
                tx.add_reissue(id, key, &place, now).await?;
            }
        }
        if tx.open_reissue(id).await?.is_some() {
            self.jobs.enqueue_once(tx, JobKind::ReissueCredential, id.as_str(), now).await?;
        }
        Ok(())
    }
}
