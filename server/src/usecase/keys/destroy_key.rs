//! Requests the destruction of a private key.

use super::changes::{Asked, ChangeError, ChangeRequests};
use super::list_issuer_keys::ListIssuerKeys;
use domain::KeyKeeper;
use protocol::Change;

/// Destroys a private key.
pub(crate) struct DestroyKey {
    list_issuer_keys: ListIssuerKeys,
    changes: ChangeRequests,
}

impl DestroyKey {
    pub(super) fn new(list_issuer_keys: ListIssuerKeys, changes: ChangeRequests) -> Self {
        Self { list_issuer_keys, changes }
    }

    /// Requests the destruction of a private key that signs no more.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn destroy(&self, keeper: &KeyKeeper, key: &str) -> Result<Asked, ChangeError> {
        self.list_issuer_keys.find(keeper, key).await?;
        self.changes.ask_for(Change::DestroyKey { key: key.to_owned() }).await
    }
}
