//! Commands that open the database, started as root, run as the owner of the installation. A file that root creates
//! next to the database would block the web server.

use rustix::process::geteuid;
use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Reruns the command (its arguments without `--config`) as the configuration's owner, if this is root and the owner is
/// another user. `None`: continue in this process.
pub(super) fn step_down(config: &Path, words: &[impl AsRef<OsStr>]) -> Option<ExitCode> {
    let owner = std::fs::metadata(config).ok()?;
    if !geteuid().is_root() || owner.uid() == 0 {
        return None;
    }
    let config = std::path::absolute(config).ok()?;
    for program in programs(&config) {
        let mut again = Command::new(program);
        again.args(words).arg("--config").arg(&config).uid(owner.uid()).gid(owner.gid()).current_dir("/");
        if let Ok(status) = again.status() {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            return Some(ExitCode::from(code.unwrap_or(1)));
        }
    }
    None
}

/// This program, and the launcher's copy that the installation's users can reach.
fn programs(config: &Path) -> Vec<PathBuf> {
    let copy = config.parent().and_then(Path::parent).map(|data| data.join("bin/insignia"));
    std::env::current_exe().ok().into_iter().chain(copy).collect()
}
