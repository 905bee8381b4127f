//! The data directory, which all system users must be able to reach.

use crate::account::{Account, Accounts};
use crate::console::Console;
use crate::directory::closed_directory;
use crate::error::UpError;
use crate::layout::short_hash;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// The parent of the data directory if the system users cannot reach the requested one (a checkout below /root).
const OPEN_PARENT: &str = "/var/lib";

/// The real, absolute data directory for the requested one. Its parent exists afterwards; the directory itself may not.
///
/// All users must be able to reach it. Otherwise the data directory is `/var/lib/insignia-<hash>`, and the requested
/// path becomes a link to it. Existing data at an unreachable path is refused, not moved.
pub(crate) fn settle(asked: &Path, accounts: &Accounts, console: &Console) -> Result<PathBuf, UpError> {
    settle_below(asked, accounts, Path::new(OPEN_PARENT), console)
}

fn settle_below(
    asked: &Path,
    accounts: &Accounts,
    open_parent: &Path,
    console: &Console,
) -> Result<PathBuf, UpError> {
    let failed = |source| UpError::Write { path: asked.to_owned(), source };
    let asked = std::path::absolute(asked).map_err(failed)?;
    let own = open_parent.join(format!("insignia-{}", short_hash(&asked)));
    if fs::read_link(&asked).is_ok_and(|target| target == own) {
        return Ok(own); // Our own link; its target may have been deleted for a fresh start.
    }
    let data = real(&asked).map_err(failed)?;
    let Some((closed, user)) = first_closed(&data, accounts) else { return Ok(data) };
    if fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(UpError::ClosedDirectory { data, closed, user });
    }
    if data.is_dir() {
        fs::remove_dir(&data).map_err(failed)?;
    }
    symlink(&own, &data).map_err(failed)?;
    let (from, to) = (data.display(), own.display());
    console.say(&format!(
        "The user {user} cannot reach {from} ({} is closed). The data is in {to}, and a link leads there.",
        closed.display()
    ));
    Ok(own)
}

/// The path without links; a missing last component is allowed, missing parents are created.
fn real(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        found => return found,
    }
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    fs::create_dir_all(parent)?;
    Ok(parent.canonicalize()?.join(name))
}

fn first_closed(path: &Path, accounts: &Accounts) -> Option<(PathBuf, String)> {
    let closed =
        |account: &Account| Some((closed_directory(path, account)?.to_owned(), account.name.clone()));
    let all = [&accounts.server, &accounts.signer, &accounts.desk];
    accounts.isolated().then(|| all.into_iter().find_map(closed)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_accounts::strangers;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn data_that_the_users_cannot_reach_lies_in_an_open_parent_behind_a_link() {
        let top = tempfile::tempdir().unwrap();
        let (home, open) = (top.path().join("home"), top.path().join("open"));
        fs::create_dir(&home).unwrap();
        fs::create_dir(&open).unwrap();
        mode(top.path(), 0o755);
        mode(&home, 0o700);
        let asked = home.join("data");
        let settled = settle_below(&asked, &strangers(), &open, &Console::new()).unwrap();
        assert!(settled.starts_with(&open), "{}", settled.display());
        assert_eq!(fs::read_link(&asked).unwrap(), settled);
        let again = settle_below(&asked, &strangers(), &open, &Console::new()).unwrap();
        assert_eq!(again, settled, "the link leads to nothing yet, and is followed all the same");
    }

    #[test]
    fn data_in_a_closed_place_is_refused_rather_than_moved() {
        let top = tempfile::tempdir().unwrap();
        let (home, asked) = (top.path().join("home"), top.path().join("home/data"));
        fs::create_dir_all(asked.join("server")).unwrap();
        mode(top.path(), 0o755);
        mode(&home, 0o700);
        let refused = settle_below(&asked, &strangers(), top.path(), &Console::new()).unwrap_err();
        assert!(matches!(&refused, UpError::ClosedDirectory { closed, .. } if *closed == home), "{refused}");
        assert!(asked.join("server").is_dir());
    }

    #[test]
    fn one_user_needs_no_open_parent() {
        let top = tempfile::tempdir().unwrap();
        mode(top.path(), 0o700);
        let me = Account { name: "me".into(), uid: 54_321, gid: 54_321 };
        let trial = Accounts::all(&me);
        let asked = top.path().join("new/data");
        let settled = settle_below(&asked, &trial, Path::new("/nonexistent"), &Console::new()).unwrap();
        assert_eq!(settled, top.path().canonicalize().unwrap().join("new/data"));
    }
}
