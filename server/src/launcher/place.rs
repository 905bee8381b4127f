//! The data directory, and whether the system users can reach it and the programs.

use super::account::{Account, Accounts};
use super::console::Console;
use super::directory::{closed_door, passes};
use super::error::UpError;
use super::layout::short_hash;
use super::programs::Programs;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// The parent of the data directory if the system users cannot reach the requested one (a checkout below /root).
const OPEN_PLACE: &str = "/var/lib";

/// The real, absolute data directory for the requested one. Its parent exists afterwards; the directory itself may not.
///
/// All users must be able to reach it. Otherwise the data directory is `/var/lib/insignia-<hash>`, and the requested
/// path becomes a link to it. Existing data at an unreachable path is refused, not moved.
pub(super) fn data(asked: &Path, accounts: &Accounts, console: &Console) -> Result<PathBuf, UpError> {
    data_with(asked, accounts, Path::new(OPEN_PLACE), console)
}

fn data_with(
    asked: &Path,
    accounts: &Accounts,
    open_place: &Path,
    console: &Console,
) -> Result<PathBuf, UpError> {
    let failed = |source| UpError::Write { path: asked.to_owned(), source };
    let asked = std::path::absolute(asked).map_err(failed)?;
    let own = open_place.join(format!("insignia-{}", short_hash(&asked)));
    if fs::read_link(&asked).is_ok_and(|target| target == own) {
        return Ok(own); // Our own link; its target may have been deleted for a fresh start.
    }
    let data = real(&asked).map_err(failed)?;
    let Some((door, user)) = first_closed(&data, accounts) else { return Ok(data) };
    if fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(UpError::ClosedDoor { data, door, user });
    }
    if data.is_dir() {
        fs::remove_dir(&data).map_err(failed)?;
    }
    symlink(&own, &data).map_err(failed)?;
    let (from, to) = (data.display(), own.display());
    console.say(&format!(
        "{from} cannot be reached by the user {user} ({} is closed): the data lies in {to}, linked from there.",
        door.display()
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
    let closed = |account: &Account| Some((closed_door(path, account)?.to_owned(), account.name.clone()));
    let all = [&accounts.server, &accounts.signer, &accounts.desk];
    accounts.isolated().then(|| all.into_iter().find_map(closed)).flatten()
}

/// The programs at a path where the accounts can run them: the original, or a copy below `data`.
pub(super) fn programs(
    built: Programs,
    data: &Path,
    accounts: &Accounts,
    console: &Console,
) -> Result<Programs, UpError> {
    let can = |path: &Path, account: &Account, wanted| {
        closed_door(path, account).is_none() && passes(path, account, wanted)
    };
    let fine = can(&built.insignia, &accounts.server, 0o5)
        && can(&built.signer, &accounts.signer, 0o5)
        && can(&built.signer, &accounts.desk, 0o5)
        && can(&built.token, &accounts.signer, 0o5)
        && can(&built.site, &accounts.server, 0o5)
        && can(&built.site.join("style.css"), &accounts.server, 0o4);
    if !accounts.isolated() || fine {
        return Ok(built);
    }
    let (bin, site) = (data.join("bin"), data.join("site"));
    console.say(&format!(
        "The programs run from copies in {} (the users cannot reach the originals).",
        bin.display()
    ));
    let (signer, token) = (bin.join("insignia-signer"), bin.join("insignia-token"));
    let copied = Programs { insignia: bin.join("insignia"), signer, token, site };
    let failed = |source| UpError::Write { path: data.to_owned(), source };
    fs::create_dir_all(&bin).map_err(failed)?;
    copy_program(&built.insignia, &copied.insignia).map_err(failed)?;
    copy_program(&built.signer, &copied.signer).map_err(failed)?;
    copy_program(&built.token, &copied.token).map_err(failed)?;
    match fs::remove_dir_all(&copied.site) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(failed(e)),
        _ => {}
    }
    copy_tree(&built.site, &copied.site).map_err(failed)?;
    Ok(copied)
}

/// Copies unless the copy has the same length and time: a debug build is large.
fn copy_program(from: &Path, to: &Path) -> io::Result<()> {
    let built = fs::metadata(from)?;
    let same =
        |copy: &fs::Metadata| copy.len() == built.len() && copy.modified().ok() == built.modified().ok();
    if fs::metadata(to).is_ok_and(|copy| same(&copy)) {
        return Ok(());
    }
    let fresh = to.with_extension("new");
    fs::copy(from, &fresh)?;
    fs::set_permissions(&fresh, Permissions::from_mode(0o755))?;
    File::options().write(true).open(&fresh)?.set_modified(built.modified()?)?;
    fs::rename(&fresh, to)
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            fs::set_permissions(&target, Permissions::from_mode(0o644))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strangers() -> Accounts {
        let stranger = |uid| Account { name: format!("stranger-{uid}"), uid, gid: uid };
        Accounts { server: stranger(54_321), signer: stranger(54_322), desk: stranger(54_323) }
    }

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn data_that_the_users_cannot_reach_lies_in_an_open_place_behind_a_link() {
        let top = tempfile::tempdir().unwrap();
        let (home, open) = (top.path().join("home"), top.path().join("open"));
        fs::create_dir(&home).unwrap();
        fs::create_dir(&open).unwrap();
        mode(top.path(), 0o755);
        mode(&home, 0o700);
        let asked = home.join("data");
        let settled = data_with(&asked, &strangers(), &open, &Console::new()).unwrap();
        assert!(settled.starts_with(&open), "{}", settled.display());
        assert_eq!(fs::read_link(&asked).unwrap(), settled);
        let again = data_with(&asked, &strangers(), &open, &Console::new()).unwrap();
        assert_eq!(again, settled, "the link leads to nothing yet, and is followed all the same");
    }

    #[test]
    fn data_in_a_closed_place_is_refused_rather_than_moved() {
        let top = tempfile::tempdir().unwrap();
        let (home, asked) = (top.path().join("home"), top.path().join("home/data"));
        fs::create_dir_all(asked.join("server")).unwrap();
        mode(top.path(), 0o755);
        mode(&home, 0o700);
        let refused = data_with(&asked, &strangers(), top.path(), &Console::new()).unwrap_err();
        assert!(matches!(&refused, UpError::ClosedDoor { door, .. } if *door == home), "{refused}");
        assert!(asked.join("server").is_dir());
    }

    #[test]
    fn one_user_needs_no_open_place() {
        let top = tempfile::tempdir().unwrap();
        mode(top.path(), 0o700);
        let me = Account { name: "me".into(), uid: 54_321, gid: 54_321 };
        let trial = Accounts::all(&me);
        let asked = top.path().join("new/data");
        let settled = data_with(&asked, &trial, Path::new("/nonexistent"), &Console::new()).unwrap();
        assert_eq!(settled, top.path().canonicalize().unwrap().join("new/data"));
    }

    #[test]
    fn programs_that_the_users_cannot_reach_are_copied_and_readable() {
        let top = tempfile::tempdir().unwrap();
        let (home, home_site) = (top.path().join("home"), top.path().join("home/site"));
        fs::create_dir_all(home_site.join("pkg")).unwrap();
        for name in
            ["insignia", "insignia-signer", "insignia-token", "site/style.css", "site/pkg/insignia.js"]
        {
            fs::write(home.join(name), name).unwrap();
            mode(&home.join(name), 0o600);
        }
        let built = Programs {
            insignia: home.join("insignia"),
            signer: home.join("insignia-signer"),
            token: home.join("insignia-token"),
            site: home_site,
        };
        let data = top.path().join("data");
        fs::create_dir(&data).unwrap();
        mode(top.path(), 0o755);
        mode(&home, 0o700);
        let copied = programs(built, &data, &strangers(), &Console::new()).unwrap();
        assert_eq!(copied.insignia, data.join("bin/insignia"));
        let script = copied.site.join("pkg/insignia.js");
        assert_eq!(fs::read_to_string(&script).unwrap(), "site/pkg/insignia.js");
        assert!(
            passes(&script, &strangers().server, 0o4) && passes(&copied.signer, &strangers().signer, 0o5)
        );
        assert!(passes(&copied.token, &strangers().signer, 0o5));
    }
}
