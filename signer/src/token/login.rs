//! One login, and no second one until the first was right or a person says so.

use super::{TokenError, private_file};
use crate::worker::mark::Mark;
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, SessionState, UserType};
use cryptoki::slot::TokenInfo;
use cryptoki::types::AuthPin;
use std::path::Path;

/// Logs the user in, unless another session of this process is. The mark is on disk before the PIN goes to the token,
/// and is removed only after success. A reader with keys of its own asks for the PIN itself; then the file is not read.
pub(super) fn login(
    session: &Session,
    info: &TokenInfo,
    pin_file: &Path,
    mark: &Mark,
) -> Result<(), TokenError> {
    if mark.stands() {
        return Err(TokenError::PinStopped);
    }
    if matches!(session.get_session_info()?.session_state(), SessionState::RwUser) {
        return Ok(());
    }
    if info.user_pin_locked() {
        return Err(TokenError::PinLocked);
    }
    let pin = if info.protected_authentication_path() { None } else { Some(read_pin(pin_file)?) };
    mark.set().map_err(TokenError::Mark)?;
    match session.login(UserType::User, pin.as_ref()) {
        Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {
            mark.clear().map_err(TokenError::Mark)?;
            Ok(())
        }
        Err(e) => Err(TokenError::PinRefused(e)),
    }
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
    use crate::durable;

    #[test]
    fn a_pin_file_that_the_group_may_read_is_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("pin");
        durable::write(&path, b"1234\n", 0o640).unwrap();
        assert!(matches!(read_pin(&path), Err(TokenError::PinFileOpen(_))));
        durable::write(&path, b"1234\n", 0o400).unwrap();
        assert!(read_pin(&path).is_ok());
        assert!(matches!(check_pin_file(&scratch.path().join("none")), Err(TokenError::PinFile(..))));
    }
}
