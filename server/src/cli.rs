//! The command line. `cli/` has one file for each command, and `…_order.rs` for the arguments of those with
//! subcommands.

mod arguments;
mod doctor;
mod help;
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

use arguments::{Command, completion};
use clap::error::ErrorKind;
use ledger_order::LedgerCommand;
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
        Err(error) => return explain(&error),
    };
    match command {
        Command::Up { arguments } => launcher::up(&arguments),
        Command::Serve { config } => ended(serve::serve(&config.path)),
        Command::OwnerLink { config } => match owner::step_down(&config.path, &["owner-link"]) {
            Some(code) => code,
            None => ended(owner_link::owner_link(&config.path)),
        },
        Command::Token(order) => match owner::step_down(order.config(), &order.words()) {
            Some(code) => code,
            None => ended(token::token(order)),
        },
        Command::Key(order) => match owner::step_down(order.config(), &order.words()) {
            Some(code) => code,
            None => ended(key::key(order)),
        },
        Command::Ledger(LedgerCommand::Verify(order)) => {
            let own = order.config.as_deref();
            let down = own.and_then(|config| owner::step_down(config, &ledger_order::words(&order)));
            down.unwrap_or_else(|| ledger::verify(&order))
        }
        Command::Verify(order) => verify::verify(&order),
        Command::Doctor { data, config } => doctor::doctor(data.as_deref(), config.as_deref()),
        Command::Completion { shell } => {
            say(completion(shell).trim_end());
            ExitCode::SUCCESS
        }
    }
}

/// Help and version are printed on standard output, the reason for wrong usage on standard error.
fn explain(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(text.trim_end());
            ExitCode::SUCCESS
        }
        _ => {
            complain(text.trim_end());
            ExitCode::from(USAGE)
        }
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
