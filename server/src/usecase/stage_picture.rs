//! Stores an uploaded picture, even if the rest of its form has errors.

use super::Services;
use crate::secret::digest;
use crate::storage::{Picture, StorageError};
use domain::{Art, Artwork};

impl Services {
    /// Stores a checked picture and returns its reference.
    pub(crate) async fn stage_picture(&self, artwork: &Artwork) -> Result<Art, StorageError> {
        let digest = digest(artwork.bytes());
        let mut tx = self.storage.begin().await?;
        tx.add_picture(&digest, artwork, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Art::Uploaded(digest))
    }

    /// A stored picture, by the digest in its reference.
    pub(crate) async fn picture(&self, digest: &str) -> Result<Option<Picture>, StorageError> {
        self.storage.read().await?.picture(digest).await
    }
}
