//! The marker of an unfinished login. Tokens lock after a few wrong PINs, and a token process that is restarted by a
//! supervisor would use them all up; so while the marker stands nobody logs in.

use ipc::atomic_file;
use std::io;
use std::path::{Path, PathBuf};

const NAME: &str = "login-in-progress";

/// The file that says that a login was begun and not finished.
#[derive(Clone, Debug)]
pub struct LoginMarker(PathBuf);

impl LoginMarker {
    /// In the signer's directory.
    #[must_use]
    pub fn of(directory: &Path) -> Self {
        Self(Self::directory(directory).join(NAME))
    }

    /// The one part of the signer's directory that the worker may write in.
    #[must_use]
    pub fn directory(directory: &Path) -> PathBuf {
        directory.join("worker")
    }

    /// Makes its directory, and takes over a marker that stands where it used to.
    ///
    /// # Errors
    /// When the system refuses it.
    pub fn prepare(directory: &Path) -> io::Result<Self> {
        atomic_file::make_directory(&Self::directory(directory), atomic_file::PRIVATE_DIRECTORY)?;
        let marker = Self::of(directory);
        match std::fs::rename(directory.join(NAME), &marker.0) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => atomic_file::sync_directory(&Self::directory(directory))?,
        }
        Ok(marker)
    }

    /// Does it stand? Whatever cannot be read counts as standing.
    #[must_use]
    pub fn stands(&self) -> bool {
        !matches!(std::fs::symlink_metadata(&self.0), Err(e) if e.kind() == io::ErrorKind::NotFound)
    }

    /// Sets it: on disk, with its name, before the PIN goes to the token.
    ///
    /// # Errors
    /// When the system refuses it.
    pub fn set(&self) -> io::Result<()> {
        atomic_file::write(
            &self.0,
            b"A login to the token was begun. See: insignia-signer pin retry\n",
            atomic_file::PRIVATE_FILE,
        )
    }

    /// Removes it, durably. Says whether it stood.
    ///
    /// # Errors
    /// When the system refuses it.
    pub fn clear(&self) -> io::Result<bool> {
        if !self.stands() {
            return Ok(false);
        }
        atomic_file::remove(&self.0)?;
        Ok(true)
    }

    /// Where it is, for people.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_stands_until_it_is_cleared() {
        let scratch = tempfile::tempdir().unwrap();
        let marker = LoginMarker::prepare(scratch.path()).unwrap();
        assert!(!marker.stands());
        marker.set().unwrap();
        marker.set().unwrap();
        assert!(LoginMarker::of(scratch.path()).stands());
        assert!(marker.clear().unwrap());
        assert!(!marker.clear().unwrap());
    }

    #[test]
    fn a_marker_that_was_set_before_it_had_a_directory_still_stands() {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::write(scratch.path().join(NAME), "").unwrap();
        assert!(LoginMarker::prepare(scratch.path()).unwrap().stands());
        assert!(LoginMarker::of(scratch.path()).clear().unwrap());
        assert!(!LoginMarker::prepare(scratch.path()).unwrap().stands());
    }
}
