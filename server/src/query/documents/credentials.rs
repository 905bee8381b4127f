//! Credentials that their learners made public, signed status lists, and statements about revocations.

use super::credential_digest::has_digest;
use crate::storage::{PublishedList, Storage, StorageError, StoredCredential};
use credentials::contexts::FurtherContexts;
use domain::{CredentialId, CredentialState, PublicRevocation, StatusListId};
use messages::Language;
use serde_json::json;

/// Reads credentials, status lists and notices of revocation.
#[derive(Clone)]
pub(crate) struct CredentialDocuments {
    storage: Storage,
    contexts: FurtherContexts,
}

impl CredentialDocuments {
    pub(super) fn new(storage: Storage, contexts: FurtherContexts) -> Self {
        Self { storage, contexts }
    }

    /// A signed status list.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn status_list(&self, id: &StatusListId) -> Result<Option<PublishedList>, StorageError> {
        self.storage.read().await?.published_list(id).await
    }

    /// A credential that its learner made public. The answer for a private one is the same as for an unknown one.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn public(&self, id: &CredentialId) -> Result<Option<StoredCredential>, StorageError> {
        let stored = self.storage.read().await?.credential(id).await?;
        Ok(stored.filter(|stored| stored.record.public && stored.document.is_some()))
    }

    /// When a credential was revoked, and why unless the reason is withheld: our own statement, unsigned, once the signed
    /// list shows the revocation. For a private badge only a holder gets it: `digest` is the SHA-256 of its canonical form.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn revocation_notice(
        &self,
        id: &CredentialId,
        digest: Option<&str>,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.credential(id).await?;
        let Some(stored) = stored.filter(|stored| stored.status_published.is_some()) else { return Ok(None) };
        let CredentialState::Revoked(revocation) = stored.record.state else { return Ok(None) };
        let may = match digest {
            _ if stored.record.public => true,
            Some(digest) => has_digest(&stored, digest, &self.contexts).await,
            None => false,
        };
        let PublicRevocation { at, reason } = revocation.public();
        let notice = match reason.map(|reason| Language::English.revocation(reason)) {
            Some(reason) => json!({ "revoked": at.rfc3339(), "reason": reason }),
            None => json!({ "revoked": at.rfc3339() }),
        };
        Ok(may.then(|| notice.to_string()))
    }
}
