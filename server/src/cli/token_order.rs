//! The arguments of `insignia token`.

use super::arguments::{ConfigFile, date_time};
use super::help::{DONE, after_help};
use clap::Subcommand;
use domain::{ApiTokenId, Scopes, Timestamp};
use messages::Language;
use std::path::Path;

/// A subcommand with its options.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub(super) enum TokenOrder {
    /// Creates a token and prints it once; only its hash is stored
    #[command(after_help = format!("{SCOPES}\n\n{}", after_help(&[CREATE], DONE)))]
    Create {
        #[command(flatten)]
        config: ConfigFile,
        /// Institution that the token acts for: its ULID or DID
        #[arg(long, value_name = "ULID|DID")]
        institution: String,
        /// Permissions, separated by commas
        #[arg(long = "scope", value_name = "SCOPE,…", value_parser = scopes)]
        scopes: Scopes,
        /// End of the token's validity, with zone; without it the token does not expire
        #[arg(long, value_name = "DATE-TIME", value_parser = date_time)]
        expires: Option<Timestamp>,
    },
    /// Lists all tokens: identifier, institution, scopes, creation, last use, expiry, state
    #[command(after_help = after_help(&["insignia token list --config server.toml"], DONE))]
    List {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Revokes a token permanently, from the next request on
    #[command(after_help = after_help(&[REVOKE], DONE))]
    Revoke {
        #[command(flatten)]
        config: ConfigFile,
        /// Identifier of the token, as `insignia token list` shows it
        #[arg(value_name = "TOKEN-ID")]
        id: ApiTokenId,
    },
}

fn scopes(text: &str) -> Result<Scopes, String> {
    text.parse().map_err(|error| Language::English.scopes_error(&error))
}

const SCOPES: &str =
    "Scopes:\n  credentials:issue, credentials:verify, credentials:status, presentations:verify";
const CREATE: &str = "insignia token create --config server.toml --institution did:web:badges.example.edu \\\n      \
    --scope credentials:issue,credentials:status --expires 2027-01-31T00:00:00Z";
const REVOKE: &str = "insignia token revoke --config server.toml 01ARZ3NDEKTSV4RRFFQ69G5FAV";

impl TokenOrder {
    /// The configuration of the installation.
    pub(super) fn config(&self) -> &Path {
        match self {
            Self::Create { config, .. } | Self::List { config } | Self::Revoke { config, .. } => &config.path,
        }
    }

    /// The subcommand as command-line arguments, without `--config`.
    pub(super) fn words(&self) -> Vec<String> {
        let word = |word: &str| word.to_owned();
        match self {
            Self::Create { institution, scopes, expires, .. } => {
                let mut words =
                    vec![word("token"), word("create"), word("--institution"), institution.clone()];
                words.extend([word("--scope"), scopes.to_string()]);
                words.extend(expires.iter().flat_map(|expires| [word("--expires"), expires.rfc3339()]));
                words
            }
            Self::List { .. } => vec![word("token"), word("list")],
            Self::Revoke { id, .. } => vec![word("token"), word("revoke"), id.to_string()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::arguments::Command;
    use std::ffi::OsString;

    fn parse_line(line: &str) -> Result<Command, clap::Error> {
        Command::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn an_order_survives_being_passed_on_to_another_user() {
        for line in [
            "token create --institution did:key:z6Mk --scope credentials:issue,credentials:verify --expires 2027-01-31T00:00:00Z",
            "token list",
            "token revoke 01ARZ3NDEKTSV4RRFFQ69G5FAV",
        ] {
            let Ok(Command::Token(order)) = parse_line(&format!("{line} --config a.toml")) else {
                panic!("{line}")
            };
            let words = order.words().into_iter().chain(["--config".to_owned(), "a.toml".to_owned()]);
            let again = Command::parse(words.map(OsString::from));
            let Ok(Command::Token(again)) = again else { panic!("{line}") };
            assert_eq!(again, order);
        }
    }

    #[test]
    fn what_is_missing_or_unknown_is_told() {
        for line in [
            "token list",
            "token create --config a --scope credentials:issue",
            "token create --config a --institution b",
            "token create --config a --institution b --scope everything",
            "token create --config a --institution b --scope credentials:issue --expires tomorrow",
            "token list --config a --scope credentials:issue",
            "token revoke --config a",
            "token revoke --config a 7",
            "token steal --config a",
        ] {
            assert!(parse_line(line).is_err(), "{line}");
        }
    }
}
