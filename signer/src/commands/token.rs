//! `insignia-signer worker` and `insignia-signer token init`: both execute `insignia-token` in place of this program.

use super::fail;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Executes `insignia-token run`.
pub(crate) fn run(path: &Path) -> ExitCode {
    become_token("run", path)
}

/// Executes `insignia-token init`.
pub(crate) fn init(path: &Path) -> ExitCode {
    become_token("init", path)
}

/// `insignia-token`, in the directory of this program.
pub(super) fn program() -> io::Result<Command> {
    Ok(Command::new(std::env::current_exe()?.with_file_name("insignia-token")))
}

/// Returns only if `insignia-token` could not be started.
fn become_token(command: &str, path: &Path) -> ExitCode {
    let started = program().map(|mut program| program.args([command, "--config"]).arg(path).exec());
    let error = started.unwrap_or_else(|error| error);
    fail(&NoToken(error), 1)
}

/// `insignia-token` does not exist, or the system cannot start it.
#[derive(Debug, thiserror::Error)]
#[error("starting insignia-token, which must lie beside insignia-signer")]
struct NoToken(#[source] io::Error);
