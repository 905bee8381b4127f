//! Creates a link to a learner's page for a member.

use super::claim_links::ClaimLinks;
use crate::storage::{Storage, StorageError};
use domain::{CredentialId, Member, Progress};

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

/// Creates a further link.
pub(crate) struct MakeClaimLink {
    storage: Storage,
    links: ClaimLinks,
}

impl MakeClaimLink {
    pub(super) fn new(storage: Storage, links: ClaimLinks) -> Self {
        Self { storage, links }
    }

    /// A further link to a badge, for a member who passes it on. Earlier links keep working.
    ///
    /// # Errors
    /// [`ClaimLinkError`].
    pub(crate) async fn make(&self, caller: &Member, id: &CredentialId) -> Result<String, ClaimLinkError> {
        let mut tx = self.storage.begin().await?;
        let stored = tx.credential(id).await?.ok_or(ClaimLinkError::NotFound)?;
        if caller.institution.as_ref() != Some(&stored.record.institution) {
            return Err(ClaimLinkError::NotFound);
        }
        if !matches!(stored.record.progress, Progress::Signed { .. }) {
            return Err(ClaimLinkError::NotSigned);
        }
        let link = self.links.create(&mut tx, id).await?;
        tx.commit().await?;
        Ok(link)
    }
}
