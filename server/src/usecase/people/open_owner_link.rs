//! Owner sign-in: a one-time link, created by a user who may run commands on this machine.

use crate::clock::Clock;
use crate::secret::Secret;
use crate::storage::{Storage, StorageError};
use domain::{Member, MemberId, Role};
use std::sync::Arc;

/// How long a session lasts, in seconds: 30 days.
pub(crate) const SESSION_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// There is no such link, or it was used, or it has expired. The answer does not reveal which.
    #[error("the owner link is not valid")]
    NotGood,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Signs the owner in.
pub(crate) struct OpenOwnerLink {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl OpenOwnerLink {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Consumes a link and begins the owner's session.
    ///
    /// # Errors
    /// [`SignInError`].
    pub(crate) async fn open(&self, token: &str) -> Result<(Secret, Member), SignInError> {
        let link = Secret::read(token).ok_or(SignInError::NotGood)?;
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        if !tx.use_owner_link(&link.hash(), now).await? {
            return Err(SignInError::NotGood);
        }
        let owner = if let Some(owner) = tx.owner().await? {
            owner
        } else {
            let id = MemberId::new(now, self.clock.random());
            let owner = Member { id, institution: None, role: Role::Owner };
            tx.add_member(&owner, now).await?;
            owner
        };
        let session = Secret::new(self.clock.random());
        tx.add_session(&session.hash(), &owner.id, now, now.plus_seconds(SESSION_SECONDS)).await?;
        tx.commit().await?;
        Ok((session, owner))
    }
}
