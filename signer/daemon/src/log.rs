//! The log of commands and of the process: lines on standard error, in the form of the signer's own.

pub(crate) use ipc::chain;

use std::io::Write;

/// Writes one line (or a few) for people. A failed write is ignored.
pub(crate) fn say(line: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = writeln!(stderr, "insignia-signer: {line}");
}
