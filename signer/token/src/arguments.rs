//! The command line: a verb, and `--config FILE`.

use lexopt::prelude::{Long, Short, Value};
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
        ["init"] => Ok(Command::Init(path()?)),
        ["selftest", attempt] => Ok(Command::Selftest { config: path()?, attempt: (*attempt).to_owned() }),
        ["selftest-of", attempt] => Ok(Command::SelftestOf { attempt: (*attempt).to_owned() }),
        ["selftest-target"] => Ok(Command::SelftestTarget),
        ["help"] => Ok(Command::Help),
        [] => Err("a command is missing".into()),
        other => Err(format!("there is no command `{}`", other.join(" ")).into()),
    }
}
