//! The mark of an unfinished login. Tokens lock after a few wrong PINs, and a worker that is restarted by a
//! supervisor would use them all up; so while the mark stands nobody logs in.

use crate::durable;
use std::io;
use std::path::{Path, PathBuf};

/// The file that says that a login was begun and not finished.
#[derive(Clone, Debug)]
pub(crate) struct Mark(PathBuf);

impl Mark {
    /// In the signer's directory.
    pub(crate) fn of(directory: &Path) -> Self {
        Self(directory.join("login-in-progress"))
    }

    /// Does it stand? Whatever cannot be read counts as standing.
    pub(crate) fn stands(&self) -> bool {
        !matches!(std::fs::symlink_metadata(&self.0), Err(e) if e.kind() == io::ErrorKind::NotFound)
    }

    /// Sets it: on disk, with its name, before the PIN goes to the token.
    pub(crate) fn set(&self) -> io::Result<()> {
        durable::write(
            &self.0,
            b"A login to the token was begun. See: insignia-signer pin retry\n",
            durable::PRIVATE_FILE,
        )
    }

    /// Removes it, durably. Says whether it stood.
    pub(crate) fn clear(&self) -> io::Result<bool> {
        if !self.stands() {
            return Ok(false);
        }
        durable::remove(&self.0)?;
        Ok(true)
    }

    /// Where it is, for people.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_until_it_is_cleared() {
        let scratch = tempfile::tempdir().unwrap();
        let mark = Mark::of(scratch.path());
        assert!(!mark.stands());
        mark.set().unwrap();
        mark.set().unwrap();
        assert!(Mark::of(scratch.path()).stands());
        assert!(mark.clear().unwrap());
        assert!(!mark.clear().unwrap());
    }
}
