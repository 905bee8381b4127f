//! Directories with the owner and mode that isolate the processes.

use crate::account::Account;
use crate::error::UpError;
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, lchown};
use std::path::Path;

/// Creates a directory, or checks an existing one.
///
/// Its parent must be ours (root's), so that nobody changes it between check and use. A directory of another user is
/// refused rather than taken over: keys that user could once read were never isolated.
pub(crate) fn ensure(path: &Path, owner: &Account, group: u32, mode: u32) -> Result<(), UpError> {
    let failed = |source| UpError::Write { path: path.to_owned(), source };
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => lchown(path, Some(owner.uid), Some(group)).map_err(failed)?,
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
        Err(e) => return Err(failed(e)),
    }
    let found = fs::symlink_metadata(path).map_err(failed)?;
    if !found.is_dir() {
        return Err(UpError::NotADirectory { path: path.to_owned() });
    }
    if found.uid() != owner.uid {
        return Err(UpError::Owner { path: path.to_owned(), uid: found.uid(), wanted: owner.name.clone() });
    }
    if found.gid() != group {
        lchown(path, None, Some(group)).map_err(failed)?;
    }
    // After lchown, which clears the set-group-id bit.
    if fs::symlink_metadata(path).map_err(failed)?.mode() & 0o7777 != mode {
        fs::set_permissions(path, Permissions::from_mode(mode)).map_err(failed)?;
    }
    Ok(())
}

/// The first directory on the path that `account` cannot traverse, by mode bits. `None`: it can reach `path`.
pub(crate) fn closed_directory<'a>(path: &'a Path, account: &Account) -> Option<&'a Path> {
    path.ancestors().skip(1).filter(|directory| !passes(directory, account, 0o1)).last()
}

/// Has `account` all of `wanted` (4 read, 2 write, 1 execute or traverse) on `path`, by mode bits?
pub(crate) fn passes(path: &Path, account: &Account, wanted: u32) -> bool {
    let Ok(found) = fs::metadata(path) else { return false };
    let shift = if found.uid() == account.uid {
        6
    } else if found.gid() == account.gid {
        3
    } else {
        0
    };
    (found.mode() >> shift) & wanted == wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_accounts::me;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_directory_is_made_with_its_mode_and_kept_so() {
        let top = tempfile::tempdir().unwrap();
        let (path, me) = (top.path().join("run"), me(top.path()));
        ensure(&path, &me, me.gid, 0o2750).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o2750);
        fs::set_permissions(&path, Permissions::from_mode(0o777)).unwrap();
        ensure(&path, &me, me.gid, 0o2750).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o2750);
    }

    #[test]
    fn a_link_in_place_of_a_directory_is_refused() {
        let top = tempfile::tempdir().unwrap();
        let (path, me) = (top.path().join("server"), me(top.path()));
        symlink(top.path(), &path).unwrap();
        assert!(matches!(ensure(&path, &me, me.gid, 0o700), Err(UpError::NotADirectory { .. })));
    }

    #[test]
    fn somebody_elses_directory_is_refused() {
        let top = tempfile::tempdir().unwrap();
        let other = Account { uid: me(top.path()).uid + 1, ..me(top.path()) };
        assert!(matches!(ensure(top.path(), &other, other.gid, 0o700), Err(UpError::Owner { .. })));
    }

    #[test]
    fn the_outermost_closed_directory_on_the_way_is_named() {
        let top = tempfile::tempdir().unwrap();
        let (closed, inner) = (top.path().join("closed"), top.path().join("closed/open"));
        fs::create_dir_all(&inner).unwrap();
        fs::set_permissions(top.path(), Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
        let stranger = Account { name: "stranger".into(), uid: 54_321, gid: 54_321 };
        let file = inner.join("file");
        assert_eq!(closed_directory(&file, &stranger), Some(closed.as_path()));
        fs::set_permissions(&closed, Permissions::from_mode(0o711)).unwrap();
        fs::set_permissions(&inner, Permissions::from_mode(0o711)).unwrap();
        assert_eq!(closed_directory(&file, &stranger), None);
    }
}
