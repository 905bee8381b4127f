//! Command-line arguments.

use super::key_order::{self, KeyOrder};
use super::ledger_order;
use super::token_order::{self, TokenOrder};
use auditor::badge::{self, BadgeOrder};
use auditor::ledger::LedgerOrder;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

const COMMANDS: &str = "\
insignia: design, issue and check Open Badges

  insignia up [--data DIR] [--public-url URL] [--listen ADDRESS:PORT] [--desk-url URL] [--desk-listen ADDRESS:PORT]
      Starts the whole installation: signer, its worker, its desk and the web server. Writes what is missing first.
      Defaults: ./data, http://localhost:3000, 127.0.0.1 at that port; desk: http://localhost:3001, likewise.
  insignia serve --config server.toml
      The web server alone.
  insignia owner-link --config server.toml
      Makes a new one-time link for the owner. Who may run this may become the owner.
  insignia token create --config server.toml --institution ULID|DID --scope SCOPE[,SCOPE…] [--expires DATE-TIME]
      Makes a token for a program and shows it once. Scopes: credentials:issue, credentials:verify,
      credentials:status, presentations:verify. --expires: such as 2027-01-31T00:00:00Z.
  insignia token list --config server.toml
      Every token: identifier, institution, scopes, when made, when last used, state. Not the secret: it is kept nowhere.
  insignia token revoke --config server.toml TOKEN-ID
      Takes a token back at once and for ever.
  insignia key list --config server.toml
      The institution's keys, where each stands, the ceilings, and whether signing is stopped.
  insignia key freeze --config server.toml --reason TEXT
      Has the signer sign nothing more, at once.
  insignia key unfreeze|rotate|batch --config server.toml
  insignia key compromise|destroy KEY --config server.toml [--since DATE-TIME]
  insignia key reissue KEY --config server.toml [--drill]
      Issues again, under the key that signs now, all that a lost key signed, and tells the learners. --drill: says what would
      happen, for any key, and changes nothing.
  insignia key ceilings --config server.toml --per-batch N --per-minute N --per-day N
      Asks the signer to sign again; for another key; to allow all that waits; to tell the world that a key is in other
      hands (which stops it at once); to destroy a retired key; for other ceilings. People approve each.";

const REST: &str = "  insignia ledger verify --public DIR|URL --key KEY [--seen FILE] [--did URL]
      Checks a signer's ledger from its public files: signature, every hash, every entry. --seen: a file that keeps what was
      seen, so that nothing can be taken back later. --did: the address of a DID document that the ledger must state.
  insignia ledger verify --config server.toml [--key KEY] [--seen FILE]
      The same of one's own installation, and whether ledger, database and did.json agree.
      Exit of both: 0 all is well, 1 something is wrong, 2 could not be checked (always without --key), 3 wrong usage.
  insignia doctor [--data DIR | --config server.toml]
      Looks at the installation and says what is wrong with it. Exit: 0 all is well, 1 something is wrong.";

/// The text of `insignia --help`.
pub(super) fn help() -> String {
    format!("{COMMANDS}\n  insignia verify {}\n{}\n{REST}", badge::USAGE, badge::HELP)
}

/// A command with its options.
#[derive(Clone, Debug)]
pub(super) enum Command {
    Help,
    Version,
    /// The arguments of `insignia-up`, which parses them.
    Up(Vec<OsString>),
    Serve {
        config: PathBuf,
    },
    OwnerLink {
        config: PathBuf,
    },
    Token {
        config: PathBuf,
        order: TokenOrder,
    },
    Key {
        config: PathBuf,
        order: KeyOrder,
    },
    Ledger(LedgerOrder),
    Verify(BadgeOrder),
    Doctor {
        data: Option<PathBuf>,
        config: Option<PathBuf>,
    },
}

#[derive(Default)]
struct Options {
    data: Option<PathBuf>,
    config: Option<PathBuf>,
}

impl Command {
    /// Parses the arguments.
    ///
    /// # Errors
    /// If the arguments are invalid.
    pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, lexopt::Error> {
        let mut parser = lexopt::Parser::from_args(arguments);
        let command = match parser.next()? {
            None | Some(Short('h') | Long("help")) => return Ok(Self::Help),
            Some(Short('V') | Long("version")) => return Ok(Self::Version),
            Some(Value(command)) if command == "up" => {
                return Ok(Self::Up(parser.raw_args()?.collect()));
            }
            Some(Value(command)) if command == "token" => return token_order::parse(&mut parser),
            Some(Value(command)) if command == "key" => return key_order::parse(&mut parser),
            Some(Value(command)) if command == "ledger" => return ledger_order::parse(&mut parser),
            Some(Value(command)) if command == "verify" => {
                return Ok(BadgeOrder::parse(&mut parser)?.map_or(Self::Help, Self::Verify));
            }
            Some(Value(command)) => command.string()?,
            Some(other) => return Err(other.unexpected()),
        };
        let mut options = Options::default();
        while let Some(argument) = parser.next()? {
            match (command.as_str(), argument) {
                (_, Short('h') | Long("help")) => return Ok(Self::Help),
                ("doctor", Long("data")) => options.data = Some(parser.value()?.into()),
                ("serve" | "owner-link" | "doctor", Long("config")) => {
                    options.config = Some(parser.value()?.into());
                }
                (_, other) => return Err(other.unexpected()),
            }
        }
        options.command(&command)
    }
}

impl Options {
    fn command(self, command: &str) -> Result<Command, lexopt::Error> {
        let needs_config = || lexopt::Error::from("--config server.toml is missing");
        Ok(match command {
            "serve" => Command::Serve { config: self.config.ok_or_else(needs_config)? },
            "owner-link" => Command::OwnerLink { config: self.config.ok_or_else(needs_config)? },
            "doctor" if self.data.is_some() && self.config.is_some() => {
                return Err("--data and --config exclude each other".into());
            }
            "doctor" => Command::Doctor { data: self.data, config: self.config },
            other => return Err(format!("there is no command “{other}”").into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, lexopt::Error> {
        Command::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_launcher_gets_its_arguments_unread() {
        let Ok(Command::Up(arguments)) = parse("up --data d --help") else { panic!() };
        assert_eq!(arguments, ["--data", "d", "--help"]);
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert!(parse("serve --config a.toml").is_ok());
        assert!(parse("serve --config a.toml --json").is_err());
        assert!(parse("serve").is_err());
        assert!(parse("doctor --data a --config b").is_err());
        assert!(parse("sing").is_err());
    }
}
