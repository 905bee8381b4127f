//! Owner sign-in: a one-time link, created by a user who may run commands on this machine.

use super::Services;
use crate::secret::Secret;
use crate::storage::StorageError;
use domain::{Member, MemberId, Role};

/// How long a link can be used, in seconds: 24 hours.
const LINK_SECONDS: i64 = 24 * 60 * 60;
/// How long a session lasts, in seconds: 30 days.
pub(crate) const SESSION_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// There is no such link, or it was used, or it has expired. The answer does not reveal which.
    #[error("the owner link is not good")]
    NotGood,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Creates a one-time link. Access to this machine is the authority; no other check is made.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn make_owner_link(&self) -> Result<String, StorageError> {
        let (secret, now) = (self.secret(), self.clock.now());
        let mut tx = self.storage.begin().await?;
        tx.add_owner_link(&secret.hash(), now, now.plus_seconds(LINK_SECONDS)).await?;
        tx.commit().await?;
        Ok(format!("{}/owner/{}", self.addresses.base(), secret.reveal()))
    }

    /// Consumes a link and begins the owner's session.
    pub(crate) async fn open_owner_link(&self, token: &str) -> Result<(Secret, Member), SignInError> {
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
        let session = self.secret();
        tx.add_session(&session.hash(), &owner.id, now, now.plus_seconds(SESSION_SECONDS)).await?;
        tx.commit().await?;
        Ok((session, owner))
    }

    /// The member of a cookie's session, and the session's name for form tokens.
    pub(crate) async fn session(&self, cookie: &str) -> Result<Option<(Member, String)>, StorageError> {
        let Some(secret) = Secret::read(cookie) else { return Ok(None) };
        let hash = secret.hash();
        let member = self.storage.read().await?.session_member(&hash, self.clock.now()).await?;
        Ok(member.map(|member| (member, hash)))
    }

    /// Ends a session.
    pub(crate) async fn sign_out(&self, session: &str) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        tx.end_session(session).await?;
        tx.commit().await
    }
}
