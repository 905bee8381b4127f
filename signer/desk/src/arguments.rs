//! The command line: a verb, and `--config FILE`.

use host_files::command_line::CommandLine;
use std::path::PathBuf;

/// Text for `--help` and after wrong usage.
pub(crate) const HELP: &str = "\
insignia-desk: the approval desk, where people see waiting changes and approve them with passkeys

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
pub(crate) fn read(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let Some(line) = CommandLine::read(parser, &[])? else { return Ok(Command::Help) };
    match line.words().as_slice() {
        ["run"] => Ok(Command::Run(line.config()?)),
        ["profile"] => Ok(Command::Profile(line.config()?)),
        _ => Err(line.unknown()),
    }
}
