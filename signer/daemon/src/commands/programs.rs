//! `insignia-signer worker`, `insignia-signer token init` and `insignia-signer desk`: each executes another program in
//! place of this one.

use super::fail;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The token process.
pub(super) const TOKEN: &str = "insignia-token";
/// The desk.
pub(super) const DESK: &str = "insignia-desk";

/// Executes `insignia-token run`.
pub(crate) fn worker(path: &Path) -> ExitCode {
    execute(TOKEN, "run", path)
}

/// Executes `insignia-token init`.
pub(crate) fn token_init(path: &Path) -> ExitCode {
    execute(TOKEN, "init", path)
}

/// Executes `insignia-desk run`.
pub(crate) fn desk(path: &Path) -> ExitCode {
    execute(DESK, "run", path)
}

/// A program in the directory of this program.
pub(super) fn program(name: &str) -> io::Result<Command> {
    Ok(Command::new(std::env::current_exe()?.with_file_name(name)))
}

/// Returns only if the program could not be started.
fn execute(name: &'static str, command: &str, path: &Path) -> ExitCode {
    let started = program(name).map(|mut program| program.args([command, "--config"]).arg(path).exec());
    let error = started.unwrap_or_else(|error| error);
    fail(&NoProgram(name, error), 1)
}

/// The program does not exist, or the system cannot start it.
#[derive(Debug, thiserror::Error)]
#[error("starting {0}, which must be next to insignia-signer")]
struct NoProgram(&'static str, #[source] io::Error);
