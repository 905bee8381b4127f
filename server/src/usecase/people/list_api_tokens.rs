//! The tokens of programs.

use crate::storage::{Storage, StorageError};
use domain::ApiToken;

/// Lists tokens.
pub struct ListApiTokens {
    storage: Storage,
}

impl ListApiTokens {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// Every token, the oldest first.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn list(&self) -> Result<Vec<ApiToken>, StorageError> {
        self.storage.read().await?.api_tokens().await
    }
}
