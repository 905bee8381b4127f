//! The login marker. Tokens lock after a few wrong PINs, and a token process that a supervisor restarts would use up
//! all attempts. So nobody logs in while the marker is set.

use host_files::atomic_file;
use std::io;
use std::path::{Path, PathBuf};

const NAME: &str = "login-in-progress";

/// The file that marks a login as begun and not finished.
#[derive(Clone, Debug)]
pub struct LoginMarker(PathBuf);

impl LoginMarker {
    /// The marker in the signer's directory.
    #[must_use]
    pub fn of(directory: &Path) -> Self {
        Self(Self::directory(directory).join(NAME))
    }

    /// The only part of the signer's directory that the token process may write to.
    #[must_use]
    pub fn directory(directory: &Path) -> PathBuf {
        directory.join("worker")
    }

    /// Makes the marker's directory, and moves a marker from its former place.
    ///
    /// # Errors
    /// The error of the system call.
    pub fn prepare(directory: &Path) -> io::Result<Self> {
        atomic_file::make_directory(&Self::directory(directory), atomic_file::PRIVATE_DIRECTORY)?;
        let marker = Self::of(directory);
        match std::fs::rename(directory.join(NAME), &marker.0) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => atomic_file::sync_directory(&Self::directory(directory))?,
        }
        Ok(marker)
    }

    /// Is the marker set? A marker that cannot be read counts as set.
    #[must_use]
    pub fn stands(&self) -> bool {
        !matches!(std::fs::symlink_metadata(&self.0), Err(e) if e.kind() == io::ErrorKind::NotFound)
    }

    /// Sets the marker. File and name are durable before the PIN goes to the token.
    ///
    /// # Errors
    /// The error of the system call.
    pub fn set(&self) -> io::Result<()> {
        atomic_file::write(
            &self.0,
            b"A login to the token was begun. See: insignia-signer pin retry\n",
            atomic_file::PRIVATE_FILE,
        )
    }

    /// Removes the marker, durably. Returns whether it was set.
    ///
    /// # Errors
    /// The error of the system call.
    pub fn clear(&self) -> io::Result<bool> {
        if !self.stands() {
            return Ok(false);
        }
        atomic_file::remove(&self.0)?;
        Ok(true)
    }

    /// Path of the marker, for people.
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
