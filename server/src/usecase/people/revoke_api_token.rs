//! Revokes a token of a program.

use crate::clock::Clock;
use crate::storage::{Storage, StorageError};
use domain::ApiTokenId;
use std::sync::Arc;

/// Why no token was revoked.
#[derive(Debug, thiserror::Error)]
pub enum RevokeTokenError {
    /// There is no such token, or it was revoked before.
    #[error("there is no such token, or it was revoked before. `insignia token list` shows all tokens")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Storage(StorageError),
}

/// Revokes tokens.
pub struct RevokeApiToken {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl RevokeApiToken {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Revokes a token. This cannot be undone.
    ///
    /// # Errors
    /// [`RevokeTokenError`].
    pub async fn revoke(&self, id: &ApiTokenId) -> Result<(), RevokeTokenError> {
        let mut tx = self.storage.begin().await.map_err(RevokeTokenError::Storage)?;
        tx.revoke_api_token(id, self.clock.now()).await.map_err(|error| match error {
            StorageError::Changed { .. } => RevokeTokenError::NotFound,
            error => RevokeTokenError::Storage(error),
        })?;
        tx.commit().await.map_err(RevokeTokenError::Storage)
    }
}
