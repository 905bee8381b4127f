//! Requests other ceilings: how much is signed without an approval of its own.

use super::changes::{Asked, ChangeError, ChangeRequests, kept_institution};
use crate::storage::Storage;
use domain::{Ceilings, KeyKeeper};
use protocol::Change;

/// Sets an issuer's ceilings.
pub(crate) struct SetCeilings {
    storage: Storage,
    changes: ChangeRequests,
}

impl SetCeilings {
    pub(super) fn new(storage: Storage, changes: ChangeRequests) -> Self {
        Self { storage, changes }
    }

    /// Requests other ceilings.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn set(&self, keeper: &KeyKeeper, ceilings: Ceilings) -> Result<Asked, ChangeError> {
        let issuer = kept_institution(&self.storage, keeper).await?.did;
        let Ceilings { per_batch, per_minute, per_day } = ceilings;
        let ceilings = protocol::Ceilings { per_batch, per_minute, per_day };
        self.changes.ask_for(Change::SetCeilings { issuer, ceilings }).await
    }
}
