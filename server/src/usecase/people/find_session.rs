//! The session behind a cookie.

use crate::clock::Clock;
use crate::secret::Secret;
use crate::storage::{Storage, StorageError};
use domain::Member;
use std::sync::Arc;

/// Finds the session of a visitor.
pub(crate) struct FindSession {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl FindSession {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// The member of a cookie's session, and the session's name for form tokens.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn find(&self, cookie: &str) -> Result<Option<(Member, String)>, StorageError> {
        let Some(secret) = Secret::read(cookie) else { return Ok(None) };
        let hash = secret.hash();
        let member = self.storage.read().await?.session_member(&hash, self.clock.now()).await?;
        Ok(member.map(|member| (member, hash)))
    }
}
