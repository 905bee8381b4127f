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

    /// The logo from an institution's set-up. It keeps its address when the institution has another one.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn first_logo(&self, id: &InstitutionId) -> Result<Option<Picture>, StorageError> {
        let mut tx = self.storage.read().await?;
        match tx.institution(id).await?.and_then(|institution| institution.first_logo) {
            Some(digest) => tx.picture(&digest).await,
            None => Ok(None),
        }
    }

    /// A logo that an institution has or had, or that people decide about now.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn logo(
        &self,
        id: &InstitutionId,
        digest: &str,
    ) -> Result<Option<Picture>, StorageError> {
        let mut tx = self.storage.read().await?;
        if tx.is_shown_logo(id, digest).await? { tx.picture(digest).await } else { Ok(None) }
    }

    /// A stored picture, by the digest in its reference.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn uploaded(&self, digest: &str) -> Result<Option<Picture>, StorageError> {
        self.storage.read().await?.picture(digest).await
    }
}
