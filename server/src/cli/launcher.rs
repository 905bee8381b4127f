//! `insignia up` and the set-up's part of `insignia doctor`: both run `insignia-up`, a program of its own, because the
//! launcher may be root and links nothing of the web server.

use super::print::complain;
use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

/// Replaces this process by `insignia-up` with these arguments. Returns only if that fails.
pub(super) fn up(arguments: &[OsString]) -> ExitCode {
    let failed = |why: &dyn std::fmt::Display| {
        complain(&format!("{why}"));
        ExitCode::FAILURE
    };
    match program() {
        Ok(program) => {
            let error = Command::new(&program).args(arguments).exec();
            failed(&missing(&program, &error))
        }
        Err(error) => failed(&error),
    }
}

/// Runs `insignia-up doctor`, which prints its findings.
///
/// # Errors
/// A sentence with the reason why it could not be run, and the remedy.
pub(super) fn doctor(data: &Path) -> Result<ExitStatus, String> {
    let program = program().map_err(|error| error.to_string())?;
    let run = Command::new(&program).args(["doctor", "--data"]).arg(data).status();
    run.map_err(|error| missing(&program, &error))
}

/// The launcher is in this program's directory.
fn program() -> io::Result<PathBuf> {
    std::env::current_exe().map(|insignia| insignia.with_file_name("insignia-up"))
}

fn missing(program: &Path, error: &io::Error) -> String {
    format!("starting {}: {error}. Build it with: cargo build (or make run)", program.display())
}
