//! Publishes a badge at its own address: the learner decides, with the secret in their link.

use crate::storage::{Storage, StorageError};
use domain::{ClaimToken, Progress};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MakePublicError {
    /// The link is unknown, or its credential is not signed.
    #[error("the link opens nothing")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Publishes a badge, or hides it.
pub(crate) struct MakePublic {
    storage: Storage,
}

impl MakePublic {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// Shows the badge at its address, or hides it again.
    ///
    /// # Errors
    /// [`MakePublicError`].
    pub(crate) async fn set(&self, token: &ClaimToken, public: bool) -> Result<(), MakePublicError> {
        let mut tx = self.storage.begin().await?;
        let stored = tx.credential_by_token(token).await?.ok_or(MakePublicError::NotFound)?;
        if !matches!(stored.record.progress, Progress::Signed { .. }) {
            return Err(MakePublicError::NotFound);
        }
        tx.credential_public(&stored.record.id, public).await?;
        Ok(tx.commit().await?)
    }
}
