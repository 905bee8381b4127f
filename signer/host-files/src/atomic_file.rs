//! Atomic file writes: after a crash a file has its old content or its new content, complete. A write makes a temporary
//! file, fsyncs and renames it, and fsyncs the directory.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Mode of a directory that only the signer's user may enter.
pub const PRIVATE_DIRECTORY: u32 = 0o700;
/// Mode of a directory that everyone may read.
pub const PUBLIC_DIRECTORY: u32 = 0o755;
/// Mode of a file that only the signer's user may read.
pub const PRIVATE_FILE: u32 = 0o600;
/// Mode of a file that everyone may read.
pub const PUBLIC_FILE: u32 = 0o644;

/// Writes a whole file with this mode. Readers see the old file or the new one, never a part.
///
/// # Errors
/// The error of the system call.
pub fn write(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    replace(path, bytes, mode)?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// Like `write`, for one of several files in a directory: the caller fsyncs the directory after the last of them.
///
/// # Errors
/// The error of the system call.
pub fn replace(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let (Some(directory), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    };
    let mut beside = name.to_os_string();
    beside.push(".new");
    let beside = directory.join(beside);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&beside)?;
    // The umask clears bits of the mode at creation, and a file left by a crash keeps its mode.
    file.set_permissions(Permissions::from_mode(mode))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}

/// Removes a file if it exists, and fsyncs its directory.
///
/// # Errors
/// The error of the system call.
pub fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    path.parent().map_or(Ok(()), sync_directory)
}

/// Fsyncs a directory, which makes the names in it durable.
///
/// # Errors
/// The error of the system call.
pub fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Makes a directory and its missing parents with this mode, whatever the umask is. An existing directory keeps its
/// mode.
///
/// # Errors
/// The error of the system call.
pub fn make_directory(path: &Path, mode: u32) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_directory(parent, mode)?;
    }
    if let Err(e) = DirBuilder::new().mode(mode).create(path) {
        return if e.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(e) };
    }
    std::fs::set_permissions(path, Permissions::from_mode(mode))?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// Permission bits of `path` beyond `allowed`.
///
/// # Errors
/// The error of the system call.
pub fn excess(path: &Path, allowed: u32) -> io::Result<u32> {
    Ok(std::fs::metadata(path)?.mode() & 0o777 & !allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_has_its_mode() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("did.json");
        std::fs::write(&path, "a longer text that was here before").unwrap();
        write(&path, b"{}", PUBLIC_FILE).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"{}");
        assert_eq!(excess(&path, PUBLIC_FILE).unwrap(), 0);
        assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 1);
    }

    #[test]
    fn directories_are_made_with_the_mode_that_was_asked_for() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a/b");
        make_directory(&path, PRIVATE_DIRECTORY).unwrap();
        assert_eq!(excess(&scratch.path().join("a"), PRIVATE_DIRECTORY).unwrap(), 0);
        assert_eq!(excess(&path, 0).unwrap(), 0o700);
    }
}
