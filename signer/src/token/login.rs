//! One login, and no second one until the first was right or a person says so.

use super::{TokenError, private_file};
use crate::worker::mark::Mark;
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, SessionState, UserType};
use cryptoki::slot::TokenInfo;
use cryptoki::types::AuthPin;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the PIN goes in: one at a time in this process, and nobody while the mark stands.
#[derive(Debug)]
pub(crate) struct Door {
    pin_file: PathBuf,
    mark: Mark,
    one: Mutex<()>,
}

/// At the door, alone.
#[derive(Debug)]
pub(super) struct AtTheDoor<'a> {
    door: &'a Door,
    _alone: MutexGuard<'a, ()>,
}

impl Door {
    /// Nobody is in.
    pub(crate) fn new(pin_file: &Path, mark: Mark) -> Self {
        Self { pin_file: pin_file.to_owned(), mark, one: Mutex::new(()) }
    }

    /// Was a login begun that was not finished? Then only a person opens it again.
    pub(crate) fn is_shut(&self) -> bool {
        self.mark.stands()
    }

    /// Waits until nobody else is at it.
    pub(super) fn step_up(&self) -> AtTheDoor<'_> {
        AtTheDoor { door: self, _alone: self.one.lock().unwrap_or_else(PoisonError::into_inner) }
    }
}

impl AtTheDoor<'_> {
    /// Refuses while the mark stands.
    pub(super) fn check(&self) -> Result<(), TokenError> {
        if self.door.is_shut() { Err(TokenError::PinStopped) } else { Ok(()) }
    }

    /// Logs the user in, unless another session of this process is.
    pub(super) fn login(&self, session: &Session, info: &TokenInfo) -> Result<(), TokenError> {
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
    pub(super) fn allow(&self, session: &Session, asks_itself: bool) -> Result<(), TokenError> {
        self.check()?;
        self.give(session, UserType::ContextSpecific, asks_itself)
    }

    /// The mark is on disk before the PIN goes to the token, and is removed only after success. A reader with keys of its
    /// own (`asks_itself`) asks for the PIN; then the file is not read.
    fn give(&self, session: &Session, user: UserType, asks_itself: bool) -> Result<(), TokenError> {
        let pin = if asks_itself { None } else { Some(read_pin(&self.door.pin_file)?) };
        self.door.mark.set().map_err(TokenError::Mark)?;
        match session.login(user, pin.as_ref()) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {
                self.door.mark.clear().map_err(TokenError::Mark)?;
                Ok(())
            }
            // The PIN was right when the session was opened, and by these nobody looked at it: the ladder mends them.
            Err(Error::Pkcs11(code, function))
                if matches!(user, UserType::ContextSpecific) && is_away(code) =>
            {
                self.door.mark.clear().map_err(TokenError::Mark)?;
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

/// The first line of a file that nobody else may read.
pub(super) fn read_pin(path: &Path) -> Result<AuthPin, TokenError> {
    check_pin_file(path)?;
    let mut text = std::fs::read_to_string(path).map_err(|e| TokenError::PinFile(path.into(), e))?;
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(AuthPin::new(text.into_boxed_str()))
}

/// Is the PIN file there, and closed to group and others?
pub(crate) fn check_pin_file(path: &Path) -> Result<(), TokenError> {
    match private_file::is_open(path) {
        Ok(false) => Ok(()),
        Ok(true) => Err(TokenError::PinFileOpen(path.into())),
        Err(e) => Err(TokenError::PinFile(path.into(), e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ipc::atomic_file;

    #[test]
    fn a_pin_file_that_the_group_may_read_is_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("pin");
        atomic_file::write(&path, b"1234\n", 0o640).unwrap();
        assert!(matches!(read_pin(&path), Err(TokenError::PinFileOpen(_))));
        atomic_file::write(&path, b"1234\n", 0o400).unwrap();
        assert!(read_pin(&path).is_ok());
        assert!(matches!(check_pin_file(&scratch.path().join("none")), Err(TokenError::PinFile(..))));
    }
}
