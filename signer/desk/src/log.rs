//! Log of the desk: lines on standard error.

pub(crate) use protocol::chain;

use std::io::Write;
use std::process::ExitCode;

/// Writes one or more lines for people. A failed write is ignored.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "insignia-desk: {line}");
}

/// Prints a requested text.
pub(crate) fn print(text: &str) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
