//! The arguments of `insignia token`.

use super::arguments::Command;
use domain::{ApiTokenId, Scopes, Timestamp};
use lexopt::prelude::*;
use std::path::PathBuf;

/// A subcommand with its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenOrder {
    /// Create a token.
    Create { institution: String, scopes: Scopes, expires: Option<Timestamp> },
    /// List all tokens.
    List,
    /// Revoke a token.
    Revoke { id: ApiTokenId },
}

impl TokenOrder {
    /// The subcommand as command-line arguments, without `--config`.
    pub(super) fn words(&self) -> Vec<String> {
        let word = |word: &str| word.to_owned();
        match self {
            Self::Create { institution, scopes, expires } => {
                let mut words =
                    vec![word("token"), word("create"), word("--institution"), institution.clone()];
                words.extend([word("--scope"), scopes.to_string()]);
                words.extend(expires.iter().flat_map(|expires| [word("--expires"), expires.rfc3339()]));
                words
            }
            Self::List => vec![word("token"), word("list")],
            Self::Revoke { id } => vec![word("token"), word("revoke"), id.to_string()],
        }
    }
}

/// Parses the arguments after `token`.
///
/// # Errors
/// If the arguments are invalid.
pub(super) fn parse(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let order = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(order)) => order.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let (mut config, mut institution, mut scopes, mut expires, mut id) = (None, None, None, None, None);
    while let Some(argument) = parser.next()? {
        match (order.as_str(), argument) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            (_, Long("config")) => config = Some(PathBuf::from(parser.value()?)),
            ("create", Long("institution")) => institution = Some(parser.value()?.string()?),
            ("create", Long("scope")) => scopes = Some(parser.value()?.parse::<Scopes>()?),
            ("create", Long("expires")) => expires = Some(moment(&parser.value()?.string()?)?),
            ("revoke", Value(given)) if id.is_none() => id = Some(given.parse::<ApiTokenId>()?),
            (_, other) => return Err(other.unexpected()),
        }
    }
    let missing = |what: &str| lexopt::Error::from(format!("{what} is missing"));
    let order = match order.as_str() {
        "create" => TokenOrder::Create {
            institution: institution.ok_or_else(|| missing("--institution"))?,
            scopes: scopes.ok_or_else(|| missing("--scope"))?,
            expires,
        },
        "list" => TokenOrder::List,
        "revoke" => TokenOrder::Revoke { id: id.ok_or_else(|| missing("the token's identifier"))? },
        other => return Err(format!("there is no command “token {other}”").into()),
    };
    Ok(Command::Token { config: config.ok_or_else(|| missing("--config server.toml"))?, order })
}

fn moment(text: &str) -> Result<Timestamp, lexopt::Error> {
    Timestamp::parse(text).map_err(|_| "--expires takes a date and time such as 2027-01-31T00:00:00Z".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command, lexopt::Error> {
        Command::parse(line.split_whitespace().map(std::ffi::OsString::from))
    }

    #[test]
    fn an_order_survives_being_passed_on_to_another_user() {
        for line in [
            "token create --institution did:key:z6Mk --scope credentials:issue,credentials:verify --expires 2027-01-31T00:00:00Z",
            "token list",
            "token revoke 01ARZ3NDEKTSV4RRFFQ69G5FAV",
        ] {
            let Ok(Command::Token { order, .. }) = parse_line(&format!("{line} --config a.toml")) else {
                panic!("{line}")
            };
            let words = order.words().into_iter().chain(["--config".to_owned(), "a.toml".to_owned()]);
            let again = Command::parse(words.map(std::ffi::OsString::from));
            let Ok(Command::Token { order: again, .. }) = again else { panic!("{line}") };
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
