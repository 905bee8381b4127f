//! One file for each command.

pub(crate) mod approve;
pub(crate) mod approver;
pub(crate) mod ceremony;
pub(crate) mod certificate;
pub(crate) mod doctor;
mod host;
pub(crate) mod ledger;
pub(crate) mod pin;
pub(crate) mod programs;
pub(crate) mod run;

use crate::config::Config;
use crate::log;
use host_files::config_file::ConfigError;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Wrong usage (`EX_USAGE`).
pub(crate) const USAGE: u8 = 64;
/// The configuration or the set-up is wrong: starting again does not help (`EX_CONFIG`).
pub(crate) const CONFIG: u8 = 78;

/// Prints a requested text.
pub(crate) fn print(text: &str) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Reads the configuration, or logs the error and returns the exit code.
fn configuration(path: &Path) -> Result<Config, ExitCode> {
    Config::read(path).map_err(|e: ConfigError| fail(&e, CONFIG))
}

/// Logs an error with its causes and returns the exit code.
fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    log::say(&log::chain(error));
    ExitCode::from(code)
}
