//! Run as root, commands that open the database go on as the user whom the installation belongs to: a file that root
//! left beside the database would shut the web server out.

use rustix::process::geteuid;
use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Runs the command (its words without `--config`) again as the configuration's owner, if that is another user and this
/// is root. None: go on here.
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

/// This program, and the copy that the launcher keeps where the installation's users can reach it.
fn programs(config: &Path) -> Vec<PathBuf> {
    let copy = config.parent().and_then(Path::parent).map(|data| data.join("bin/insignia"));
    std::env::current_exe().ok().into_iter().chain(copy).collect()
}
