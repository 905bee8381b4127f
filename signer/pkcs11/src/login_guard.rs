//! One login, and no second one until the first was right or a person says so.

use crate::TokenError;
use crate::new_token::secret;
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, SessionState, UserType};
use cryptoki::slot::TokenInfo;
use std::fmt::Debug;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the program keeps for the login: the PIN, and the marker of a login that was begun and not finished.
pub trait LoginFiles: Debug + Send + Sync {
    /// The PIN.
    ///
    /// # Errors
    /// [`TokenError::Pin`].
    fn pin(&self) -> Result<String, TokenError>;

    /// Does the marker stand? Then only a person allows another login.
    fn is_marked(&self) -> bool;

    /// Sets the marker, durably.
    ///
    /// # Errors
    /// When the system refuses it.
    fn mark(&self) -> io::Result<()>;

    /// Removes the marker, durably.
    ///
    /// # Errors
    /// When the system refuses it.
    fn unmark(&self) -> io::Result<()>;
}

/// Gives the PIN to the token: once at a time in this process, and never while the marker stands.
#[derive(Debug)]
pub struct LoginGuard {
    files: Box<dyn LoginFiles>,
    one: Mutex<()>,
}

/// The only one who may log in now.
#[derive(Debug)]
pub(crate) struct Locked<'a> {
    files: &'a dyn LoginFiles,
    _alone: MutexGuard<'a, ()>,
}

impl LoginGuard {
    /// Nobody logs in yet.
    #[must_use]
    pub fn new(files: Box<dyn LoginFiles>) -> Self {
        Self { files, one: Mutex::new(()) }
    }

    /// Was a login begun that was not finished? Then only a person allows another.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.files.is_marked()
    }

    /// Waits until nobody else logs in.
    pub(crate) fn lock(&self) -> Locked<'_> {
        let alone = self.one.lock().unwrap_or_else(PoisonError::into_inner);
        Locked { files: self.files.as_ref(), _alone: alone }
    }
}

impl Locked<'_> {
    /// Refuses while the mark stands.
    pub(crate) fn check(&self) -> Result<(), TokenError> {
        if self.files.is_marked() { Err(TokenError::PinStopped) } else { Ok(()) }
    }

    /// Logs the user in, unless another session of this process is.
    pub(crate) fn login(&self, session: &Session, info: &TokenInfo) -> Result<(), TokenError> {
        self.check()?;
        if matches!(session.get_session_info()?.session_state(), SessionState::RwUser) {
            return Ok(());
        }
        if info.user_pin_locked() {
            return Err(TokenError::PinLocked);
        }
        self.give(session, UserType::User, info.protected_authentication_path())
    }

    /// Gives the PIN for the one signature that the session has begun.
    pub(crate) fn allow(&self, session: &Session, asks_itself: bool) -> Result<(), TokenError> {
        self.check()?;
        self.give(session, UserType::ContextSpecific, asks_itself)
    }

    /// The mark is on disk before the PIN goes to the token, and is removed only after success. A reader with keys of its
    /// own (`asks_itself`) asks for the PIN; then the file is not read.
    fn give(&self, session: &Session, user: UserType, asks_itself: bool) -> Result<(), TokenError> {
        let pin = if asks_itself { None } else { Some(secret(self.files.pin()?)) };
        self.files.mark().map_err(TokenError::Marker)?;
        match session.login(user, pin.as_ref()) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {
                self.files.unmark().map_err(TokenError::Marker)?;
                Ok(())
            }
            // The PIN was right when the session was opened, and by these nobody looked at it: the ladder mends them.
            Err(Error::Pkcs11(code, function))
                if matches!(user, UserType::ContextSpecific) && is_away(code) =>
            {
                self.files.unmark().map_err(TokenError::Marker)?;
                Err(TokenError::Device(Error::Pkcs11(code, function)))
            }
            Err(e) => Err(TokenError::PinRefused(e)),
        }
    }
}

/// Is the session or the token gone, so that no PIN was tried?
fn is_away(code: RvError) -> bool {
    matches!(
        code,
        RvError::SessionHandleInvalid
            | RvError::SessionClosed
            | RvError::TokenNotPresent
            | RvError::DeviceRemoved
    )
}
