//! The token process's log: lines on standard error.

pub(crate) use ipc::chain;

use std::io::Write;
use std::process::ExitCode;

/// Writes one line (or a few) for people. A log that cannot be written stops nothing.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "insignia-token: {line}");
}

/// Prints a text that was asked for.
pub(crate) fn print(text: &str) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
