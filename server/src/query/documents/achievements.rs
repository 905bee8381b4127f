//! Published badges, as JSON-LD.

use super::with_context;
use crate::storage::{Storage, StorageError};
use domain::{BadgeDesignId, Version};

/// Reads published badges.
pub(crate) struct AchievementDocuments {
    storage: Storage,
}

impl AchievementDocuments {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// A published badge as JSON-LD.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn get(
        &self,
        id: &BadgeDesignId,
        version: Version,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.version(id, version).await?;
        let registered = stored.filter(|stored| stored.registered.is_some());
        Ok(registered.and_then(|stored| serde_json::from_str(&stored.achievement).ok()).map(with_context))
    }
}
