//! `insignia-token`: the token process. It holds the vendor's module and the PIN, and has no ledger and no policy.
//!
//! The token process serves only `insignia-signer run`. Reasons for a separate process and a separate program:
//! `docs/decisions/0003-signer-processes.md`.

mod arguments;
mod config;
mod convert;
mod init;
mod kept;
mod log;
mod login_files;
mod profile;
mod selftest;
mod serve;
mod session_pool;
mod softhsm;
mod token_session;

use arguments::{Command, HELP};
use config::Config;
use std::path::Path;
use std::process::ExitCode;

/// Wrong usage (`EX_USAGE`).
const USAGE: u8 = 64;
/// The configuration or the set-up is wrong: a restart does not help (`EX_CONFIG`).
const CONFIG: u8 = 78;

fn main() -> ExitCode {
    match arguments::read(lexopt::Parser::from_env()) {
        Ok(Command::Help) => log::print(HELP),
        Ok(Command::Run(path)) => with(&path, serve::run),
        Ok(Command::Init(path)) => with(&path, init::init),
        Ok(Command::Selftest { config, attempt }) => with(&config, |config| selftest::own(config, &attempt)),
        Ok(Command::SelftestOf { attempt }) => selftest::given(&attempt),
        Ok(Command::SelftestTarget) => selftest::target(),
        Err(e) => {
            log::say(&format!("{e}\n\n{HELP}"));
            ExitCode::from(USAGE)
        }
    }
}

fn with(path: &Path, command: impl FnOnce(&Config) -> ExitCode) -> ExitCode {
    match Config::read(path) {
        Ok(config) => command(&config),
        Err(e) => fail(&e, CONFIG),
    }
}

/// Logs an error with its causes, and returns the exit code.
fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    log::say(&log::chain(error));
    ExitCode::from(code)
}
