//! The state directory: only the signer's user may enter, and at most one process of each command uses it.

use crate::atomic_file;
use rustix::fs::FlockOperation;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Why the directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateDirectoryError {
    /// The directory or its lock file cannot be made or opened.
    #[error("making or opening {0}")]
    Open(PathBuf, #[source] io::Error),
    /// The directory's group or others may enter.
    #[error("{0} is open to others; `chmod 0700` it")]
    TooOpen(PathBuf),
    /// The directory belongs to another user: path, its owner, and this process's user.
    #[error("{0} belongs to user {1}, this process to user {2}; start it as the directory's user")]
    Owner(PathBuf, u32, u32),
    /// Another process of the same command holds the lock.
    #[error("another `insignia-signer {1}` works in {0} already")]
    Taken(PathBuf, &'static str),
}

/// Excludes other processes of the same command while the lock is held. Two processes that append to one ledger would
/// fork it.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read: closing the file unlocks it")] File);

/// Makes the directory if needed, checks it, and locks it for one command.
///
/// # Errors
/// [`StateDirectoryError`].
pub fn acquire_lock(directory: &Path, command: &'static str) -> Result<Lock, StateDirectoryError> {
    let failed = |e: io::Error| StateDirectoryError::Open(directory.into(), e);
    atomic_file::make_directory(directory, atomic_file::PRIVATE_DIRECTORY).map_err(failed)?;
    check(directory)?;
    let path = directory.join(format!("{command}.lock"));
    let options = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(atomic_file::PRIVATE_FILE)
        .open(&path);
    let file = options.map_err(failed)?;
    rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive)
        .map_err(|_| StateDirectoryError::Taken(directory.into(), command))?;
    Ok(Lock(file))
}

/// Checks that the directory belongs to this user and is closed to others.
///
/// # Errors
/// [`StateDirectoryError::Open`], [`StateDirectoryError::Owner`], [`StateDirectoryError::TooOpen`].
pub fn check(directory: &Path) -> Result<(), StateDirectoryError> {
    let found = std::fs::metadata(directory).map_err(|e| StateDirectoryError::Open(directory.into(), e))?;
    let me = rustix::process::geteuid().as_raw();
    if found.uid() != me {
        return Err(StateDirectoryError::Owner(directory.into(), found.uid(), me));
    }
    if found.mode() & 0o077 != 0 {
        return Err(StateDirectoryError::TooOpen(directory.into()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn one_process_of_a_kind_works_in_a_directory() {
        let scratch = tempfile::tempdir().unwrap();
        let directory = scratch.path().join("state");
        let first = acquire_lock(&directory, "run").unwrap();
        assert!(matches!(acquire_lock(&directory, "run"), Err(StateDirectoryError::Taken(..))));
        assert!(acquire_lock(&directory, "worker").is_ok());
        drop(first);
        assert!(acquire_lock(&directory, "run").is_ok());
    }

    #[test]
    fn a_directory_that_others_may_enter_is_refused() {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::set_permissions(scratch.path(), Permissions::from_mode(0o750)).unwrap();
        assert!(matches!(acquire_lock(scratch.path(), "run"), Err(StateDirectoryError::TooOpen(_))));
    }
}
