//! Small files in directories that belong to a child's user.
//!
//! The launcher may be root, and that user may be compromised: no link is followed, neither when writing nor when
//! reading.

use crate::account::Account;
use crate::error::UpError;
use rustix::fs::OFlags;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024;

/// How much of a long file is in memory at a time, in bytes.
const PART: usize = 64 * 1024;

/// Replaces the file by `text` in one step, mode 0600, owned by `owner`.
pub(crate) fn write(path: &Path, owner: &Account, text: &str) -> Result<(), UpError> {
    let failed = |source| UpError::Write { path: path.to_owned(), source };
    let fresh = path.with_extension("new");
    match fs::remove_file(&fresh) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(failed(e)),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).custom_flags(no_follow());
    let mut file = options.open(&fresh).map_err(failed)?;
    fchown(&file, Some(owner.uid), Some(owner.gid)).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&fresh, path).map_err(failed)
}

/// The text of a file that belongs to `owner`. `None`: there is none, or it is a link, a device, another user's, or too
/// long.
pub(crate) fn read(path: &Path, owner: &Account) -> Option<String> {
    let file = OpenOptions::new().read(true).custom_flags(no_follow()).open(path).ok()?;
    let found = file.metadata().ok()?;
    let ours = found.is_file() && found.uid() == owner.uid && found.len() <= LARGEST;
    ours.then(|| text(file)).flatten()
}

/// Does a file that belongs to `owner` hold this text? It is read to the first place, in parts, so it may be long. False
/// where [`read`] would refuse it for anything but its length.
pub(crate) fn holds(path: &Path, owner: &Account, text: &str) -> bool {
    let Ok(mut file) = OpenOptions::new().read(true).custom_flags(no_follow()).open(path) else {
        return false;
    };
    let is_ours = file.metadata().is_ok_and(|found| found.is_file() && found.uid() == owner.uid);
    if !is_ours {
        return false;
    }
    let mut part = vec![0; PART];
    let mut seen: Vec<u8> = Vec::new();
    while let Ok(length @ 1..) = file.read(&mut part) {
        seen.extend(part.iter().take(length));
        if seen.windows(text.len()).any(|window| window == text.as_bytes()) {
            return true;
        }
        // The text may begin in this part and end in the next.
        let kept = seen.len().saturating_sub(text.len());
        seen.drain(..kept);
    }
    false
}

fn text(file: File) -> Option<String> {
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Non-blocking too, so that a FIFO in the file's place does not block the launcher.
fn no_follow() -> i32 {
    (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_accounts::me;
    use std::os::unix::fs::symlink;

    #[test]
    fn what_was_written_is_read_and_is_private() {
        let top = tempfile::tempdir().unwrap();
        let (path, me) = (top.path().join("server.toml"), me(top.path()));
        write(&path, &me, "one").unwrap();
        write(&path, &me, "two").unwrap();
        assert_eq!(read(&path, &me).as_deref(), Some("two"));
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o600);
    }

    #[test]
    fn writing_replaces_a_planted_link_and_leaves_its_target() {
        let top = tempfile::tempdir().unwrap();
        let (path, target, me) = (top.path().join("server.toml"), top.path().join("target"), me(top.path()));
        fs::write(&target, "kept").unwrap();
        symlink(&target, &path).unwrap();
        symlink(&target, path.with_extension("new")).unwrap();
        write(&path, &me, "ours").unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "kept");
        assert_eq!(read(&path, &me).as_deref(), Some("ours"));
    }

    #[test]
    fn a_planted_link_and_another_users_file_are_not_read() {
        let top = tempfile::tempdir().unwrap();
        let (path, link, me) = (top.path().join("secret"), top.path().join("enrolment-code"), me(top.path()));
        fs::write(&path, "secret").unwrap();
        symlink(&path, &link).unwrap();
        assert_eq!(read(&link, &me), None);
        assert_eq!(read(&path, &Account { uid: me.uid + 1, ..me.clone() }), None);
        assert_eq!(read(&path, &me).as_deref(), Some("secret"));
    }

    #[test]
    fn a_text_is_found_across_parts_and_in_no_planted_link_and_no_other_users_file() {
        let top = tempfile::tempdir().unwrap();
        let (path, link, me) = (top.path().join("journal"), top.path().join("link"), me(top.path()));
        for before in [0, PART - 3, PART, 2 * PART + 7] {
            fs::write(&path, format!("{}needle{}", "a".repeat(before), "b".repeat(PART))).unwrap();
            assert!(holds(&path, &me, "needle"), "{before}");
            assert!(!holds(&path, &me, "needles"), "{before}");
        }
        symlink(&path, &link).unwrap();
        assert!(!holds(&link, &me, "needle"));
        assert!(!holds(&path, &Account { uid: me.uid + 1, ..me.clone() }, "needle"));
        assert!(!holds(&top.path().join("none"), &me, "needle"));
    }
}
