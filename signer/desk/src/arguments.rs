//! The command line: a verb, and `--config FILE`.

use lexopt::prelude::{Long, Short, Value};
use std::path::PathBuf;

/// Text for `--help` and after wrong usage.
pub(crate) const HELP: &str = "\
insignia-desk: the page where people see pending changes, and approve them with passkeys

Usage: insignia-desk COMMAND --config FILE

Commands:
  run         serve the page

The configuration is the signer's: `insignia-signer sample`.
";

/// A command with the path of its configuration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Run(PathBuf),
    /// Started by `insignia-signer doctor`: prints the sandbox profile as JSON.
    Profile(PathBuf),
}

/// Reads the arguments.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut words = Vec::new();
    let mut config = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("config") => config = Some(PathBuf::from(parser.value()?)),
            Long("help") | Short('h') => return Ok(Command::Help),
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let path = || config.clone().ok_or_else(|| lexopt::Error::from("--config FILE is missing"));
    match words.as_slice() {
        ["run"] => Ok(Command::Run(path()?)),
        ["profile"] => Ok(Command::Profile(path()?)),
        ["help"] => Ok(Command::Help),
        [] => Err("a command is missing".into()),
        other => Err(format!("there is no command `{}`", other.join(" ")).into()),
    }
}
