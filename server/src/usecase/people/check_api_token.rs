//! Checks the token that a program presents.

use crate::clock::Clock;
use crate::secret::BearerToken;
use crate::storage::{Storage, StorageError};
use domain::ApiToken;
use std::sync::Arc;

/// Precision of the stored time of last use, in seconds: not every request writes.
const USE_SECONDS: i64 = 60;

/// Checks presented tokens.
pub(crate) struct CheckApiToken {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl CheckApiToken {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Looks up a presented token, if it is valid now.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn check(&self, presented: &str) -> Result<Option<ApiToken>, StorageError> {
        let Some(secret) = BearerToken::read(presented) else { return Ok(None) };
        let now = self.clock.now();
        let token = self.storage.read().await?.api_token_by_hash(&secret.hash()).await?;
        let Some(token) = token.filter(|token| token.is_good(now)) else { return Ok(None) };
        if token.last_used.is_none_or(|last| last.plus_seconds(USE_SECONDS) <= now) {
            let mut tx = self.storage.begin().await?;
            tx.api_token_used(&token.id, now).await?;
            tx.commit().await?;
        }
        Ok(Some(token))
    }
}
