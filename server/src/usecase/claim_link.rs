//! Links to a learner's page. Each is shown once, in a mail or to a member; only the hash of its secret is kept.

use super::Services;
use crate::storage::{StorageError, Transaction};
use domain::{ClaimToken, CredentialId, Member, Progress};

/// Why no link was created.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClaimLinkError {
    /// This member's institution has no such badge.
    #[error("there is no such badge")]
    NotFound,
    /// The badge is not signed.
    #[error("the badge is not signed")]
    NotSigned,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// A further link to a badge, for a member who passes it on. Earlier links keep working.
    pub(crate) async fn make_claim_link(
        &self,
        caller: &Member,
        id: &CredentialId,
    ) -> Result<String, ClaimLinkError> {
        let mut tx = self.storage.begin().await?;
        let stored = tx.credential(id).await?.ok_or(ClaimLinkError::NotFound)?;
        if caller.institution.as_ref() != Some(&stored.record.institution) {
            return Err(ClaimLinkError::NotFound);
        }
        if !matches!(stored.record.progress, Progress::Signed { .. }) {
            return Err(ClaimLinkError::NotSigned);
        }
        let link = self.new_claim_link(&mut tx, id).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// Creates a link in the caller's transaction.
    pub(super) async fn new_claim_link(
        &self,
        tx: &mut Transaction,
        id: &CredentialId,
    ) -> Result<String, StorageError> {
        let token = ClaimToken::new(self.clock.random());
        tx.add_claim_link(&token, id, self.clock.now()).await?;
        Ok(self.addresses.claim(&token))
    }
}
