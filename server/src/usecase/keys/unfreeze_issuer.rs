//! Requests that the signer signs again for a frozen issuer.

use super::changes::{Asked, ChangeError, ChangeRequests, kept_institution};
use crate::storage::Storage;
use domain::KeyKeeper;
use protocol::Change;

/// Unfreezes an issuer.
pub(crate) struct UnfreezeIssuer {
    storage: Storage,
    changes: ChangeRequests,
}

impl UnfreezeIssuer {
    pub(super) fn new(storage: Storage, changes: ChangeRequests) -> Self {
        Self { storage, changes }
    }

    /// Requests that the signer signs again.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn unfreeze(&self, keeper: &KeyKeeper) -> Result<Asked, ChangeError> {
        let issuer = kept_institution(&self.storage, keeper).await?.did;
        self.changes.ask_for(Change::Unfreeze { issuer }).await
    }
}
