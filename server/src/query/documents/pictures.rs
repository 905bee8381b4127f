//! Pictures of badges and institutions.

use crate::storage::{Picture, Storage, StorageError};
use domain::{BadgeDesignId, InstitutionId, Version};

/// Reads pictures.
pub(crate) struct Pictures {
    storage: Storage,
}

impl Pictures {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// The frozen picture of a published badge.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn of_achievement(
        &self,
        id: &BadgeDesignId,
        version: Version,
    ) -> Result<Option<Picture>, StorageError> {
        let mut tx = self.storage.read().await?;
        match tx.version(id, version).await? {
            Some(stored) if stored.registered.is_some() => tx.picture(&stored.picture).await,
            _ => Ok(None),
        }
    }

    /// An institution's logo.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn logo(&self, id: &InstitutionId) -> Result<Option<Picture>, StorageError> {
        let mut tx = self.storage.read().await?;
        match tx.logo(id).await? {
            Some(digest) => tx.picture(&digest).await,
            None => Ok(None),
        }
    }

    /// A stored picture, by the digest in its reference.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn uploaded(&self, digest: &str) -> Result<Option<Picture>, StorageError> {
        self.storage.read().await?.picture(digest).await
    }
}
