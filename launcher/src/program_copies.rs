//! Copies of the programs, where the system users cannot reach the originals.

use crate::account::{Account, Accounts};
use crate::console::Console;
use crate::directory::{closed_directory, passes};
use crate::error::UpError;
use crate::programs::Programs;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The programs at a path where the accounts can run them: the original, or a copy below `data`.
pub(crate) fn reachable(
    built: Programs,
    data: &Path,
    accounts: &Accounts,
    console: &Console,
) -> Result<Programs, UpError> {
    let can = |path: &Path, account: &Account, wanted| {
        closed_directory(path, account).is_none() && passes(path, account, wanted)
    };
    let fine = can(&built.insignia, &accounts.server, 0o5)
        && can(&built.signer, &accounts.signer, 0o5)
        && can(&built.signer, &accounts.desk, 0o5)
        && can(&built.token, &accounts.signer, 0o5)
        && can(&built.desk, &accounts.desk, 0o5)
        && can(&built.site, &accounts.server, 0o5)
        && can(&built.site.join("manifest.json"), &accounts.server, 0o4);
    if !accounts.isolated() || fine {
        return Ok(built);
    }
    let (bin, site) = (data.join("bin"), data.join("site"));
    console.say(&format!(
        "The programs run from copies in {} (the users cannot reach the originals).",
        bin.display()
    ));
    let copied = Programs {
        insignia: bin.join("insignia"),
        signer: bin.join("insignia-signer"),
        token: bin.join("insignia-token"),
        desk: bin.join("insignia-desk"),
        site,
    };
    let failed = |source| UpError::Write { path: data.to_owned(), source };
    fs::create_dir_all(&bin).map_err(failed)?;
    copy_program(&built.insignia, &copied.insignia).map_err(failed)?;
    copy_program(&built.signer, &copied.signer).map_err(failed)?;
    copy_program(&built.token, &copied.token).map_err(failed)?;
    copy_program(&built.desk, &copied.desk).map_err(failed)?;
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
    use crate::test_accounts::strangers;

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn programs_that_the_users_cannot_reach_are_copied_and_readable() {
        let top = tempfile::tempdir().unwrap();
        let (home, home_site) = (top.path().join("home"), top.path().join("home/site"));
        fs::create_dir_all(home_site.join("pkg")).unwrap();
        for name in [
            "insignia",
            "insignia-signer",
            "insignia-token",
            "insignia-desk",
            "site/manifest.json",
            "site/pkg/page.js",
        ] {
            fs::write(home.join(name), name).unwrap();
            mode(&home.join(name), 0o600);
        }
        let built = Programs {
            insignia: home.join("insignia"),
            signer: home.join("insignia-signer"),
            token: home.join("insignia-token"),
            desk: home.join("insignia-desk"),
            site: home_site,
        };
        let data = top.path().join("data");
        fs::create_dir(&data).unwrap();
        mode(top.path(), 0o755);
        mode(&home, 0o700);
        let copied = reachable(built, &data, &strangers(), &Console::new()).unwrap();
        assert_eq!(copied.insignia, data.join("bin/insignia"));
        let script = copied.site.join("pkg/page.js");
        assert_eq!(fs::read_to_string(&script).unwrap(), "site/pkg/page.js");
        assert!(
            passes(&script, &strangers().server, 0o4) && passes(&copied.signer, &strangers().signer, 0o5)
        );
        assert!(passes(&copied.token, &strangers().signer, 0o5));
        assert!(passes(&copied.desk, &strangers().desk, 0o5));
    }
}
