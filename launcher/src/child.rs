//! One child process: its user, its environment, how it is stopped.

use crate::account::Account;
use crate::console::{LastLines, forward};
use crate::error::UpError;
use crate::ready::Ready;
use rustix::fs::Mode;
use rustix::process::{Pid, Resource, Rlimit, Signal, geteuid, kill_process, setrlimit, umask};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The environment variables passed on. No others: an environment carries tokens and passwords.
const KEPT: [&str; 6] = ["PATH", "LANG", "LC_ALL", "TZ", "RUST_LOG", "RUST_BACKTRACE"];

/// A child's command, and how its readiness is detected.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Printed before each of its lines, at most 6 characters.
    pub(crate) prefix: &'static str,
    /// Its name in messages.
    pub(crate) role: &'static str,
    /// Program and arguments.
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    /// The user it runs as.
    pub(crate) account: Account,
    /// When it counts as started.
    pub(crate) ready: Ready,
}

impl Plan {
    /// Starts the child in a separate process group, so that Ctrl-C reaches only the launcher, which stops the children
    /// in order.
    pub(crate) fn spawn(&self, last: &LastLines) -> Result<Child, UpError> {
        let mut command = command(&self.program, &self.account);
        command.args(&self.arguments).process_group(0);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child =
            command.spawn().map_err(|source| UpError::Spawn { program: self.program.clone(), source })?;
        if let Some(out) = child.stdout.take() {
            forward(self.prefix, out, last.clone());
        }
        if let Some(err) = child.stderr.take() {
            forward(self.prefix, err, last.clone());
        }
        Ok(child)
    }
}

/// A command that runs `program` as `account`, without supplementary groups, unable to gain privileges (setuid
/// programs). The kernel stops it if the launcher is killed.
///
/// setpriv(1) does what would need unsafe code here. It replaces itself by the program: same process number.
pub(crate) fn command(program: &Path, account: &Account) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--no-new-privs", "--pdeathsig", "TERM"]);
    if geteuid().is_root() {
        command.args(["--reuid", &account.uid.to_string(), "--regid", &account.gid.to_string()]);
        command.arg("--clear-groups");
    }
    command.arg("--").arg(program);
    command.env_clear();
    command.envs(KEPT.iter().filter_map(|name| std::env::var_os(name).map(|value| (name, value))));
    command.current_dir("/");
    command
}

/// Asks a child to stop. A child that has ended already is fine.
pub(crate) fn ask_to_stop(child: &Child) {
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ended = kill_process(pid, Signal::TERM);
    }
}

/// For the launcher and all children: no core dumps, and a umask that leaves new files readable.
///
/// Private files are in private directories or are created with their mode; a stricter umask of the operator would hide
/// `public/` from the web server.
pub(crate) fn forbid_core_dumps() -> Result<(), UpError> {
    umask(Mode::from_raw_mode(0o022));
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .map_err(|e| UpError::Limits { source: e.into() })
}
