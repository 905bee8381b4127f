//! Stores an uploaded picture, even if the rest of its form has errors.

use super::try_downloads::{TryError, try_downloads};
use crate::clock::Clock;
use crate::secret::digest;
use crate::storage::{Storage, StorageError};
use domain::{Art, Artwork, ArtworkError};
use std::sync::Arc;

/// Why a picture was not stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StageError {
    /// A download of it is impossible.
    #[error(transparent)]
    Picture(#[from] ArtworkError),
    /// The work was interrupted.
    #[error("the work was cut short")]
    CutShort,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<TryError> for StageError {
    fn from(error: TryError) -> Self {
        match error {
            TryError::Picture(error) => Self::Picture(error),
            TryError::CutShort => Self::CutShort,
        }
    }
}

/// Stores an uploaded picture.
pub(crate) struct StagePicture {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl StagePicture {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Tries the downloads of a checked picture, stores it and returns its reference.
    ///
    /// # Errors
    /// [`StageError`].
    pub(crate) async fn stage(&self, artwork: &Artwork) -> Result<Art, StageError> {
        try_downloads(artwork).await?;
        let digest = digest(artwork.bytes());
        let mut tx = self.storage.begin().await?;
        tx.add_picture(&digest, artwork, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Art::Uploaded(digest))
    }
}
