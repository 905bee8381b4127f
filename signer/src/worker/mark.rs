//! The login marker. Tokens lock after a few wrong PINs, and a worker that a supervisor restarts would use up all
//! attempts; so nobody logs in while the marker is set.

use crate::durable;
use std::io;
use std::path::{Path, PathBuf};

const NAME: &str = "login-in-progress";

/// The file that marks a login as begun and not finished.
#[derive(Clone, Debug)]
pub(crate) struct Mark(PathBuf);

impl Mark {
    /// The marker in the signer's directory.
    pub(crate) fn of(directory: &Path) -> Self {
        Self(Self::directory(directory).join(NAME))
    }

    /// The only part of the signer's directory that the worker may write to.
    pub(crate) fn directory(directory: &Path) -> PathBuf {
        directory.join("worker")
    }

    /// Makes the marker's directory, and moves a marker from its former place.
    pub(crate) fn prepare(directory: &Path) -> io::Result<Self> {
        durable::make_directory(&Self::directory(directory), durable::PRIVATE_DIRECTORY)?;
        let mark = Self::of(directory);
        match std::fs::rename(directory.join(NAME), &mark.0) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => durable::sync_directory(&Self::directory(directory))?,
        }
        Ok(mark)
    }

    /// Is it set? A marker that cannot be read counts as set.
    pub(crate) fn stands(&self) -> bool {
        !matches!(std::fs::symlink_metadata(&self.0), Err(e) if e.kind() == io::ErrorKind::NotFound)
    }

    /// Sets it; it is on disk, with its name, before the PIN goes to the token.
    pub(crate) fn set(&self) -> io::Result<()> {
        durable::write(
            &self.0,
            b"A login to the token was begun. See: insignia-signer pin retry\n",
            durable::PRIVATE_FILE,
        )
    }

    /// Removes it, durably. Returns whether it was set.
    pub(crate) fn clear(&self) -> io::Result<bool> {
        if !self.stands() {
            return Ok(false);
        }
        durable::remove(&self.0)?;
        Ok(true)
    }

    /// Its path, for people.
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
        let mark = Mark::prepare(scratch.path()).unwrap();
        assert!(!mark.stands());
        mark.set().unwrap();
        mark.set().unwrap();
        assert!(Mark::of(scratch.path()).stands());
        assert!(mark.clear().unwrap());
        assert!(!mark.clear().unwrap());
    }

    #[test]
    fn a_mark_that_was_set_before_it_had_a_directory_still_stands() {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::write(scratch.path().join(NAME), "").unwrap();
        assert!(Mark::prepare(scratch.path()).unwrap().stands());
        assert!(Mark::of(scratch.path()).clear().unwrap());
        assert!(!Mark::prepare(scratch.path()).unwrap().stands());
    }
}
