//! Keeping an uploaded picture, also when the rest of its form is not good yet.

use super::Services;
use crate::secret::digest;
use crate::storage::{Picture, StorageError};
use domain::{Art, Artwork};

impl Services {
    /// Keeps a checked picture and tells the word for it.
    pub(crate) async fn stage_picture(&self, artwork: &Artwork) -> Result<Art, StorageError> {
        let digest = digest(artwork.bytes());
        let mut tx = self.storage.begin().await?;
        tx.add_picture(&digest, artwork, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Art::Uploaded(digest))
    }

    /// A kept picture, by the digest in its word.
    pub(crate) async fn picture(&self, digest: &str) -> Result<Option<Picture>, StorageError> {
        self.storage.read().await?.picture(digest).await
    }
}
