//! What the program is asked for.

use super::key_order::{self, KeyOrder};
use super::ledger_order::{self, LedgerOrder};
use super::token_order::{self, TokenOrder};
use crate::launcher::UpOptions;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

pub(super) const HELP: &str = "\
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
  insignia key thaw|rotate|batch --config server.toml
  insignia key compromise|destroy KEY --config server.toml [--since DATE-TIME]
  insignia key reissue KEY --config server.toml [--drill]
      Issues again, under the key that signs now, all that a lost key signed, and tells the learners. --drill: says what would
      happen, for any key, and changes nothing.
  insignia key ceilings --config server.toml --per-batch N --per-minute N --per-day N
      Asks the signer to sign again; for another key; to allow all that waits; to tell the world that a key is in other
      hands (which stops it at once); to destroy a retired key; for other ceilings. People approve each.
  insignia verify FILE|- [--json] [--own URL] [--recipient NAME-OR-EMAIL]
      Checks a badge (JSON, PNG or SVG). --own: the address of your own installation, whose documents are then read
      from there, also over http on this machine. Exit: 0 valid, 1 not valid, 2 could not be checked, 3 unreadable.
  insignia ledger verify --public DIR|URL --key KEY [--seen FILE] [--did URL]
      Checks a signer's ledger from its public files: signature, every hash, every entry. --seen: a file that keeps what was
      seen, so that nothing can be taken back later. --did: the address of a DID document that the ledger must state.
  insignia ledger verify --config server.toml [--key KEY] [--seen FILE]
      The same of one's own installation, and whether ledger, database and did.json agree.
      Exit of both: 0 all is well, 1 something is wrong, 2 could not be checked, 3 wrong usage.
  insignia doctor [--data DIR | --config server.toml]
      Looks at the installation and says what is wrong with it. Exit: 0 all is well, 1 something is wrong.";

/// What `insignia verify` is asked for.
#[derive(Clone, Debug)]
pub(super) struct VerifyOptions {
    /// The file; none is standard input.
    pub(super) file: Option<PathBuf>,
    /// Print the report as JSON.
    pub(super) json: bool,
    /// The caller's own installation.
    pub(super) own: Option<String>,
    /// Whose the badge should be.
    pub(super) recipient: Option<String>,
}

/// A command with its options.
#[derive(Clone, Debug)]
pub(super) enum Command {
    Help,
    Version,
    Up(UpOptions),
    Serve { config: PathBuf },
    OwnerLink { config: PathBuf },
    Token { config: PathBuf, order: TokenOrder },
    Key { config: PathBuf, order: KeyOrder },
    Ledger(LedgerOrder),
    Verify(VerifyOptions),
    Doctor { data: Option<PathBuf>, config: Option<PathBuf> },
}

#[derive(Default)]
struct Options {
    data: Option<PathBuf>,
    config: Option<PathBuf>,
    public_url: Option<String>,
    listen: Option<std::net::SocketAddr>,
    desk_url: Option<String>,
    desk_listen: Option<std::net::SocketAddr>,
    json: bool,
    own: Option<String>,
    recipient: Option<String>,
    file: Option<OsString>,
}

impl Command {
    /// Reads the arguments.
    ///
    /// # Errors
    /// What is wrong with them.
    pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, lexopt::Error> {
        let mut parser = lexopt::Parser::from_args(arguments);
        let command = match parser.next()? {
            None | Some(Short('h') | Long("help")) => return Ok(Self::Help),
            Some(Short('V') | Long("version")) => return Ok(Self::Version),
            Some(Value(command)) if command == "token" => return token_order::parse(&mut parser),
            Some(Value(command)) if command == "key" => return key_order::parse(&mut parser),
            Some(Value(command)) if command == "ledger" => return ledger_order::parse(&mut parser),
            Some(Value(command)) => command.string()?,
            Some(other) => return Err(other.unexpected()),
        };
        let mut options = Options::default();
        while let Some(argument) = parser.next()? {
            match (command.as_str(), argument) {
                (_, Short('h') | Long("help")) => return Ok(Self::Help),
                ("up" | "doctor", Long("data")) => options.data = Some(parser.value()?.into()),
                ("up", Long("public-url")) => options.public_url = Some(parser.value()?.string()?),
                ("up", Long("listen")) => options.listen = Some(parser.value()?.parse()?),
                ("up", Long("desk-url")) => options.desk_url = Some(parser.value()?.string()?),
                ("up", Long("desk-listen")) => options.desk_listen = Some(parser.value()?.parse()?),
                ("serve" | "owner-link" | "doctor", Long("config")) => {
                    options.config = Some(parser.value()?.into());
                }
                ("verify", Long("json")) => options.json = true,
                ("verify", Long("own")) => options.own = Some(parser.value()?.string()?),
                ("verify", Long("recipient")) => options.recipient = Some(parser.value()?.string()?),
                ("verify", Value(file)) if options.file.is_none() => options.file = Some(file),
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
            "up" => Command::Up(UpOptions {
                data: self.data.unwrap_or_else(|| "data".into()),
                public_url: self.public_url,
                listen: self.listen,
                desk_url: self.desk_url,
                desk_listen: self.desk_listen,
            }),
            "serve" => Command::Serve { config: self.config.ok_or_else(needs_config)? },
            "owner-link" => Command::OwnerLink { config: self.config.ok_or_else(needs_config)? },
            "verify" => {
                let file = self.file.ok_or("the file is missing; - reads standard input")?;
                Command::Verify(VerifyOptions {
                    file: Some(PathBuf::from(file)).filter(|file| file.as_os_str() != "-"),
                    json: self.json,
                    own: self.own,
                    recipient: self.recipient,
                })
            }
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
    fn an_option_of_another_command_is_refused() {
        assert!(parse("serve --config a.toml").is_ok());
        assert!(parse("serve --config a.toml --json").is_err());
        assert!(parse("serve").is_err());
        assert!(parse("verify").is_err());
        assert!(parse("verify a b").is_err());
        assert!(parse("doctor --data a --config b").is_err());
        assert!(parse("sing").is_err());
    }

    #[test]
    fn a_dash_is_standard_input() {
        let Ok(Command::Verify(options)) = parse("verify - --own http://localhost:3000") else { panic!() };
        assert_eq!((options.file, options.own.as_deref()), (None, Some("http://localhost:3000")));
    }
}
