//! The command line. `commands/` has one file for each command.

mod arguments;
mod doctor;
mod key;
mod key_order;
mod launcher;
mod ledger;
mod ledger_order;
mod owner;
mod owner_link;
mod print;
mod serve;
mod token;
mod token_order;
mod verify;
mod with_application;

use arguments::{Command, help};
use print::{complain, say};
use std::ffi::OsString;
use std::process::ExitCode;

/// Exit code for bad flags and unreadable files (design, "verdict").
const USAGE: u8 = 3;

/// Runs the program. `arguments` excludes the program's own name. Exit codes: 0 done (for `verify`: genuine), 1 not
/// done (for `verify`: not valid; for `doctor`: something is wrong), 2 could not be decided, 3 wrong usage.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match Command::parse(arguments) {
        Ok(command) => command,
        Err(error) => {
            complain(&format!("{error}\n\n{}", help()));
            return ExitCode::from(USAGE);
        }
    };
    match command {
        Command::Help => {
            say(&help());
            ExitCode::SUCCESS
        }
        Command::Version => {
            say(concat!("insignia ", env!("CARGO_PKG_VERSION")));
            ExitCode::SUCCESS
        }
        Command::Up(arguments) => launcher::up(&arguments),
        Command::Serve { config } => ended(serve::serve(&config)),
        Command::OwnerLink { config } => match owner::step_down(&config, &["owner-link"]) {
            Some(code) => code,
            None => ended(owner_link::owner_link(&config)),
        },
        Command::Token { config, order } => match owner::step_down(&config, &order.words()) {
            Some(code) => code,
            None => ended(token::token(&config, order)),
        },
        Command::Key { config, order } => match owner::step_down(&config, &order.words()) {
            Some(code) => code,
            None => ended(key::key(&config, order)),
        },
        Command::Ledger(order) => {
            let own = order.config.as_deref();
            let down = own.and_then(|config| owner::step_down(config, &ledger_order::words(&order)));
            down.unwrap_or_else(|| ledger::verify(&order))
        }
        Command::Verify(order) => verify::verify(&order),
        Command::Doctor { data, config } => doctor::doctor(data.as_deref(), config.as_deref()),
    }
}

/// Database and mail hold private data: only this user can read files created from here on.
fn keep_to_oneself() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

fn ended(outcome: anyhow::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

fn failed(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    complain(&crate::log::chain(error));
    ExitCode::FAILURE
}
