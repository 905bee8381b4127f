//! Reports a compromised key.

use super::changes::{Asked, ChangeError, ChangeRequests};
use super::list_issuer_keys::ListIssuerKeys;
use domain::{KeyKeeper, Timestamp};
use protocol::Change;

/// Reports that a key is compromised.
pub(crate) struct ReportCompromise {
    list_issuer_keys: ListIssuerKeys,
    changes: ChangeRequests,
}

impl ReportCompromise {
    pub(super) fn new(list_issuer_keys: ListIssuerKeys, changes: ChangeRequests) -> Self {
        Self { list_issuer_keys, changes }
    }

    /// Reports a compromised key: the signer stops at once; people approve the publication.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn report(
        &self,
        keeper: &KeyKeeper,
        key: &str,
        since: Timestamp,
    ) -> Result<Asked, ChangeError> {
        self.list_issuer_keys.find(keeper, key).await?;
        self.changes.ask_for(Change::RevokeKey { key: key.to_owned(), since: since.millis() }).await
    }
}
