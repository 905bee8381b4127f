//! Stores an uploaded picture, even if the rest of its form has errors.

use crate::clock::Clock;
use crate::secret::digest;
use crate::storage::{Storage, StorageError};
use domain::{Art, Artwork};
use std::sync::Arc;

/// Stores an uploaded picture.
pub(crate) struct StagePicture {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl StagePicture {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Stores a checked picture and returns its reference.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn stage(&self, artwork: &Artwork) -> Result<Art, StorageError> {
        let digest = digest(artwork.bytes());
        let mut tx = self.storage.begin().await?;
        tx.add_picture(&digest, artwork, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Art::Uploaded(digest))
    }
}
