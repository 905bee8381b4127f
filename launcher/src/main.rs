//! `insignia-up`: starts and supervises the embedded default (design, "embedded default"), and checks its set-up.
//!
//! It may run as root, so it links nothing of the web server. The launcher listens on no socket and holds no key and no
//! PIN. As root, its only power over the keys is the choice of the signer's system user.

mod account;
mod address;
mod arguments;
mod backoff;
mod child;
mod configuration;
mod console;
mod data_directory;
mod directory;
mod doctor;
mod error;
mod findings;
mod installation;
mod layout;
mod lock;
mod module;
mod overrides;
mod private_file;
mod program_copies;
mod programs;
mod ready;
mod start_banner;
mod stop;
mod supervisor;
#[cfg(test)]
mod test_accounts;
mod up;

use arguments::{Command, HELP};
use console::Console;
use std::error::Error;
use std::process::ExitCode;

/// Exit code for wrong usage.
const USAGE: u8 = 3;

fn main() -> ExitCode {
    let console = Console::new();
    let command = match Command::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            console.complain(&format!("{error}\n\n{HELP}"));
            return ExitCode::from(USAGE);
        }
    };
    match command {
        Command::Help => {
            console.say(HELP);
            ExitCode::SUCCESS
        }
        Command::Version => {
            console.say(concat!("insignia-up ", env!("CARGO_PKG_VERSION")));
            ExitCode::SUCCESS
        }
        Command::Up(options) => match up::up(&options, &console) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                console.complain(&chain(&error));
                ExitCode::FAILURE
            }
        },
        Command::Doctor { data } => doctor::doctor(&data, &console),
    }
}

/// The message of an error and of its causes, on one line.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
