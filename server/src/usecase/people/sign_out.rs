//! Ends a session.

use crate::storage::{Storage, StorageError};

/// Signs a member out.
pub(crate) struct SignOut {
    storage: Storage,
}

impl SignOut {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// Ends the session with this name.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn sign_out(&self, session: &str) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        tx.end_session(session).await?;
        tx.commit().await
    }
}
