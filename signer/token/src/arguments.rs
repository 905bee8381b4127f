//! The command line: a verb, and `--config FILE`.

use host_files::command_line::CommandLine;
use std::path::PathBuf;

/// Text for `--help` and after wrong usage.
pub(crate) const HELP: &str = "\
insignia-token: the vendor's module and the PIN; only `insignia-signer run` may talk to it

Usage: insignia-token COMMAND --config FILE

Commands:
  run         answer the signer
  init        make the SoftHSM token of the embedded default (once; safe to repeat)

The configuration is the signer's: `insignia-signer sample`.
";

/// A command with the path of its configuration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Run(PathBuf),
    Init(PathBuf),
    /// Started by `insignia-signer doctor sandbox`: one attempt inside the sandbox of the token process.
    Selftest {
        config: PathBuf,
        attempt: String,
    },
    /// One attempt inside the sandbox of another process, also for `insignia-signer doctor sandbox`.
    SelftestOf {
        attempt: String,
    },
    /// Started by both self-tests: the target process of the attempts.
    SelftestTarget,
}

/// Reads the arguments.
pub(crate) fn read(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let Some(line) = CommandLine::read(parser, &[])? else { return Ok(Command::Help) };
    match line.words().as_slice() {
        ["run"] => Ok(Command::Run(line.config()?)),
        ["init"] => Ok(Command::Init(line.config()?)),
        ["selftest", attempt] => {
            Ok(Command::Selftest { config: line.config()?, attempt: (*attempt).to_owned() })
        }
        ["selftest-of", attempt] => Ok(Command::SelftestOf { attempt: (*attempt).to_owned() }),
        ["selftest-target"] => Ok(Command::SelftestTarget),
        _ => Err(line.unknown()),
    }
}
