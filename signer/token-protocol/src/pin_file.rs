//! The PIN file, and the check that no other user but root can read it, even if an access control list (acl(5)) grants
//! the access to this user.
//!
//! systemd passes a credential (`LoadCredential`) to a service as root's file with such a list. The group bits of the
//! mode are then the list's mask, not the group's rights.

use host_files::atomic_file;
use std::io;
use std::path::{Path, PathBuf};

/// The kernel's form of a list, `system.posix_acl_access`: a version, then entries of tag, rights and id.
const VERSION: [u8; 4] = 2_u32.to_le_bytes();
const NAMED_USER: u16 = 0x02;
const GROUP: u16 = 0x04;
const NAMED_GROUP: u16 = 0x08;
const OTHERS: u16 = 0x20;

/// Why the PIN could not be read.
#[derive(Debug, thiserror::Error)]
pub enum PinFileError {
    /// The file does not exist, or cannot be read.
    #[error("the PIN file {0} cannot be read")]
    Read(PathBuf, #[source] io::Error),
    /// The file's group or others may read or write it.
    #[error("the PIN file {0} is open to others; `chmod 0600` it")]
    Open(PathBuf),
}

/// Checks that the PIN file exists and is closed to group and others.
///
/// # Errors
/// [`PinFileError`].
pub fn check(path: &Path) -> Result<(), PinFileError> {
    match is_open(path) {
        Ok(false) => Ok(()),
        Ok(true) => Err(PinFileError::Open(path.into())),
        Err(e) => Err(PinFileError::Read(path.into(), e)),
    }
}

/// The first line of a file that nobody else may read.
///
/// # Errors
/// [`PinFileError`].
pub fn read(path: &Path) -> Result<String, PinFileError> {
    check(path)?;
    let mut text = std::fs::read_to_string(path).map_err(|e| PinFileError::Read(path.into(), e))?;
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(text)
}

/// Can anybody other than the file's owner, root and this user read or write it?
fn is_open(path: &Path) -> io::Result<bool> {
    if atomic_file::excess(path, atomic_file::PRIVATE_FILE)? == 0 {
        return Ok(false);
    }
    let mut list = [0; 1024];
    match rustix::fs::getxattr(path, "system.posix_acl_access", &mut list[..]) {
        Ok(length) => Ok(!list.get(..length).is_some_and(|list| admits_only(list, own_id()))),
        Err(_) => Ok(true),
    }
}

fn own_id() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Does the list give rights only to the owner and this user?
fn admits_only(list: &[u8], user: u32) -> bool {
    let Some(entries) = list.strip_prefix(&VERSION) else { return false };
    let (entries, rest) = entries.as_chunks::<8>();
    rest.is_empty()
        && entries.iter().all(|[tag_low, tag_high, rights, _, id @ ..]| {
            match u16::from_le_bytes([*tag_low, *tag_high]) {
                NAMED_USER => *rights == 0 || u32::from_le_bytes(*id) == user,
                GROUP | NAMED_GROUP | OTHERS => *rights == 0,
                // The owner's own entry, and the mask.
                _ => true,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{XattrFlags, setxattr};
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    fn list(entries: &[(u16, u8, u32)]) -> Vec<u8> {
        let mut bytes = VERSION.to_vec();
        for (tag, rights, id) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend([*rights, 0]);
            bytes.extend(id.to_le_bytes());
        }
        bytes
    }

    const NONE: u32 = u32::MAX;

    fn credential(user: u32) -> Vec<u8> {
        list(&[(0x01, 4, NONE), (NAMED_USER, 4, user), (GROUP, 0, NONE), (0x10, 4, NONE), (OTHERS, 0, NONE)])
    }

    #[test]
    fn a_pin_file_that_the_group_may_read_is_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("pin");
        atomic_file::write(&path, b"1234\n", 0o640).unwrap();
        assert!(matches!(read(&path), Err(PinFileError::Open(_))));
        atomic_file::write(&path, b"1234\n", 0o400).unwrap();
        assert!(read(&path).is_ok());
        assert!(matches!(check(&scratch.path().join("none")), Err(PinFileError::Read(..))));
    }

    #[test]
    fn a_list_for_this_user_alone_closes_a_file_and_any_other_entry_opens_it() {
        assert!(admits_only(&credential(7), 7));
        assert!(!admits_only(&credential(8), 7));
        for open in [(GROUP, 4, NONE), (NAMED_GROUP, 4, 7), (OTHERS, 4, NONE)] {
            assert!(!admits_only(&list(&[(0x01, 4, NONE), open]), 7), "{open:?}");
        }
        assert!(!admits_only(b"", 7) && !admits_only(&credential(7)[..9], 7));
    }

    #[test]
    fn a_file_is_judged_by_its_list_where_it_has_one() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("pin");
        std::fs::write(&path, "1234").unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o440)).unwrap();
        assert!(is_open(&path).unwrap());
        let set = |user| setxattr(&path, "system.posix_acl_access", &credential(user), XattrFlags::empty());
        // Not tested on a file system without such lists.
        if set(own_id()).is_ok() {
            assert!(
                atomic_file::excess(&path, atomic_file::PRIVATE_FILE).unwrap() != 0,
                "the mask is not in the mode"
            );
            assert!(!is_open(&path).unwrap());
            set(own_id() + 1).unwrap();
            assert!(is_open(&path).unwrap());
        }
    }
}
