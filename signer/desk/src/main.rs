//! `insignia-desk`: the page where people see pending changes and approve them with passkeys.
//!
//! The desk is a program with a system user of its own. It may only read, submit approvals and enrol.
//! `insignia-signer run` verifies everything that counts. Reasons: `docs/decisions/0012-desk.md`.

mod answer;
mod arguments;
mod assets;
mod client;
mod config;
mod fact_row;
mod guard;
mod headers;
mod log;
mod pages;
mod past_decision;
mod profile;
mod response;
mod serve;
mod server;
mod site;
mod view_model;
mod wording;

use arguments::{Command, HELP};
use config::Config;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Wrong usage (`EX_USAGE`).
const USAGE: u8 = 64;
/// The configuration or the set-up is wrong: a restart does not help (`EX_CONFIG`).
const CONFIG: u8 = 78;

fn main() -> ExitCode {
    match arguments::read(lexopt::Parser::from_env()) {
        Ok(Command::Help) => log::print(HELP),
        Ok(Command::Run(path)) => with(&path, |config| serve::run(config, &path)),
        Ok(Command::Profile(path)) => with(&path, profile::print),
        Err(e) => {
            log::say(&format!("{e}\n\n{HELP}"));
            ExitCode::from(USAGE)
        }
    }
}

fn with(path: &Path, command: impl FnOnce(&Config) -> ExitCode) -> ExitCode {
    match Config::read(path) {
        Ok(config) => command(&config),
        Err(e) => fail(&e),
    }
}

/// Logs an error with its causes, and returns the exit code.
fn fail(error: &dyn Error) -> ExitCode {
    log::say(&log::chain(error));
    ExitCode::from(CONFIG)
}
