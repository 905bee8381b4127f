//! Links to a learner's page. Each is shown once, in a mail or to a member; only the hash of its secret is kept.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{StorageError, Transaction};
use domain::{ClaimToken, CredentialId};
use std::sync::Arc;

/// Creates links.
#[derive(Clone)]
pub(super) struct ClaimLinks {
    clock: Arc<dyn Clock>,
    addresses: Addresses,
}

impl ClaimLinks {
    /// Links below these addresses, with secrets from this clock's random numbers.
    pub(super) fn new(clock: Arc<dyn Clock>, addresses: Addresses) -> Self {
        Self { clock, addresses }
    }

    /// Creates a link in the caller's transaction.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn create(
        &self,
        tx: &mut Transaction,
        id: &CredentialId,
    ) -> Result<String, StorageError> {
        let token = ClaimToken::new(self.clock.random());
        tx.add_claim_link(&token, id, self.clock.now()).await?;
        Ok(self.addresses.claim(&token))
    }
}
