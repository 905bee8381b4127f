//! Publishes a badge at its own address: the learner decides, with the secret in their link.

use super::Services;
use crate::storage::StorageError;
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

impl Services {
    /// Shows the badge at its address, or hides it again.
    pub(crate) async fn make_public(&self, token: &ClaimToken, public: bool) -> Result<(), MakePublicError> {
        let mut tx = self.storage.begin().await?;
        let stored = tx.credential_by_token(token).await?.ok_or(MakePublicError::NotFound)?;
        if !matches!(stored.record.progress, Progress::Signed { .. }) {
            return Err(MakePublicError::NotFound);
        }
        tx.credential_public(&stored.record.id, public).await?;
        Ok(tx.commit().await?)
    }
}
