//! Location and permissions of a socket.

use host_files::atomic_file;
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

/// Mode of the directory that holds a socket: its group may enter, others may not.
pub const DIRECTORY: u32 = 0o750;

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// Its directory is open to everyone.
    #[error("{0} is open to others than its user and group; `chmod 0750` it")]
    TooOpen(PathBuf),
    /// A file that is no socket is at the path. It is not removed.
    #[error("{0} is there already and is no socket")]
    NotASocket(PathBuf),
    /// The system call failed.
    #[error("listening at {0}")]
    Listen(PathBuf, #[source] io::Error),
}

/// Listens at `path`, and makes the directory if it is missing. The caller holds the lock of its state directory, so an
/// existing socket belongs to a process that has ended.
///
/// # Errors
/// [`SocketError`].
pub fn listen(path: &Path, mode: u32) -> Result<UnixListener, SocketError> {
    let failed = |e| SocketError::Listen(path.into(), e);
    let directory = path.parent().ok_or_else(|| failed(io::Error::from(io::ErrorKind::InvalidInput)))?;
    atomic_file::make_directory(directory, DIRECTORY).map_err(failed)?;
    if atomic_file::excess(directory, DIRECTORY).map_err(failed)? != 0 {
        return Err(SocketError::TooOpen(directory.into()));
    }
    match std::fs::symlink_metadata(path) {
        Ok(there) if !there.file_type().is_socket() => return Err(SocketError::NotASocket(path.into())),
        Ok(_) => std::fs::remove_file(path).map_err(failed)?,
        Err(_) => {}
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    std::fs::set_permissions(path, Permissions::from_mode(mode)).map_err(failed)?;
    Ok(listener)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_has_the_mode_that_was_asked_for_and_replaces_a_dead_one() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("run/signer.sock");
        drop(listen(&path, 0o660).unwrap());
        let _listener = listen(&path, 0o660).unwrap();
        assert_eq!(atomic_file::excess(&path, 0).unwrap(), 0o660);
        assert_eq!(atomic_file::excess(path.parent().unwrap(), 0).unwrap(), 0o750);
    }

    #[test]
    fn a_directory_that_everyone_may_enter_is_refused_and_a_file_is_not_removed() {
        let scratch = tempfile::tempdir().unwrap();
        let directory = scratch.path().join("open");
        atomic_file::make_directory(&directory, 0o755).unwrap();
        assert!(matches!(listen(&directory.join("s"), 0o660), Err(SocketError::TooOpen(_))));
        let closed = scratch.path().join("closed");
        atomic_file::make_directory(&closed, 0o750).unwrap();
        let file = closed.join("journal.jsonl");
        std::fs::write(&file, "precious").unwrap();
        assert!(matches!(listen(&file, 0o660), Err(SocketError::NotASocket(_))));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious");
    }
}
