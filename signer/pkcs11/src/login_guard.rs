//! Login guard: one login, and no second one until the first succeeded or a person allows it.

use crate::TokenError;
use crate::new_token::secret;
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, SessionState, UserType};
use cryptoki::slot::TokenInfo;
use std::fmt::Debug;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The program's files for the login: the PIN, and the login marker, which records a login that was begun and not
/// finished.
pub trait LoginFiles: Debug + Send + Sync {
    /// The PIN.
    ///
    /// # Errors
    /// [`TokenError::Pin`].
    fn pin(&self) -> Result<String, TokenError>;

    /// Is the login marker set? Then only a person can allow another login.
    fn is_marked(&self) -> bool;

    /// Sets the login marker, durably.
    ///
    /// # Errors
    /// The error of the system call.
    fn mark(&self) -> io::Result<()>;

    /// Removes the login marker, durably.
    ///
    /// # Errors
    /// The error of the system call.
    fn unmark(&self) -> io::Result<()>;
}

/// Guards the PIN: one login at a time in this process, and none while the login marker is set.
#[derive(Debug)]
pub struct LoginGuard {
    files: Box<dyn LoginFiles>,
    one: Mutex<()>,
}

/// Exclusive use of the guard.
#[derive(Debug)]
pub(crate) struct Locked<'a> {
    files: &'a dyn LoginFiles,
    _alone: MutexGuard<'a, ()>,
}

impl LoginGuard {
    /// A guard that no session uses yet.
    #[must_use]
    pub fn new(files: Box<dyn LoginFiles>) -> Self {
        Self { files, one: Mutex::new(()) }
    }

    /// Was a login begun and not finished? Then only a person can allow another.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.files.is_marked()
    }

    /// Waits for exclusive use.
    pub(crate) fn lock(&self) -> Locked<'_> {
        let alone = self.one.lock().unwrap_or_else(PoisonError::into_inner);
        Locked { files: self.files.as_ref(), _alone: alone }
    }
}

impl Locked<'_> {
    /// Refuses while the login marker is set.
    pub(crate) fn check(&self) -> Result<(), TokenError> {
        if self.files.is_marked() { Err(TokenError::PinStopped) } else { Ok(()) }
    }

    /// Logs the user in, unless another session of this process is logged in.
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

    /// Passes the PIN to the token for the one signature that the session has begun.
    pub(crate) fn allow(&self, session: &Session, asks_itself: bool) -> Result<(), TokenError> {
        self.check()?;
        self.give(session, UserType::ContextSpecific, asks_itself)
    }

    /// The login marker is on disk before the PIN goes to the token, and is removed only after success. If a reader
    /// with a keypad (`asks_itself`) asks for the PIN, the PIN file is not read.
    fn give(&self, session: &Session, user: UserType, asks_itself: bool) -> Result<(), TokenError> {
        let pin = if asks_itself { None } else { Some(secret(self.files.pin()?)) };
        self.files.mark().map_err(TokenError::Marker)?;
        match session.login(user, pin.as_ref()) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {
                self.files.unmark().map_err(TokenError::Marker)?;
                Ok(())
            }
            // The PIN was right when the session was opened, and with these errors the token did not check it. The
            // retry with escalation repairs them.
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
