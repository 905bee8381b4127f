//! The arguments of `insignia key`.

use super::arguments::Command;
use domain::{Ceilings, Timestamp};
use lexopt::prelude::*;
use std::path::PathBuf;

/// A subcommand with its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyOrder {
    /// List all keys.
    List,
    /// Request the next key.
    Rotate,
    /// Freeze the issuer.
    Freeze { reason: String },
    /// Request to unfreeze the issuer.
    Unfreeze,
    /// Report a compromised key.
    Compromise { key: String, since: Timestamp },
    /// Destroy a retired key.
    Destroy { key: String },
    /// Change the ceilings for signatures without approval.
    Ceilings(Ceilings),
    /// Reissue what a compromised key signed.
    Reissue { key: String, drill: bool },
    /// Allow the credentials that wait, whatever the ceilings.
    Batch,
}

impl KeyOrder {
    /// The subcommand as command-line arguments, without `--config`.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = vec!["key".to_owned()];
        let mut say = |more: &[&str]| words.extend(more.iter().map(|word| (*word).to_owned()));
        match self {
            Self::List => say(&["list"]),
            Self::Rotate => say(&["rotate"]),
            Self::Freeze { reason } => say(&["freeze", "--reason", reason]),
            Self::Unfreeze => say(&["unfreeze"]),
            Self::Compromise { key, since } => say(&["compromise", key, "--since", &since.rfc3339()]),
            Self::Destroy { key } => say(&["destroy", key]),
            Self::Ceilings(Ceilings { per_batch, per_minute, per_day }) => say(&[
                "ceilings",
                "--per-batch",
                &per_batch.to_string(),
                "--per-minute",
                &per_minute.to_string(),
                "--per-day",
                &per_day.to_string(),
            ]),
            Self::Reissue { key, drill: false } => say(&["reissue", key]),
            Self::Reissue { key, drill: true } => say(&["reissue", key, "--drill"]),
            Self::Batch => say(&["batch"]),
        }
        words
    }
}

#[derive(Default)]
struct Options {
    config: Option<PathBuf>,
    reason: Option<String>,
    since: Option<Timestamp>,
    key: Option<String>,
    drill: bool,
    per_batch: Option<u32>,
    per_minute: Option<u32>,
    per_day: Option<u32>,
}

/// Parses the arguments after `key`.
///
/// # Errors
/// If the arguments are invalid.
pub(super) fn parse(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let order = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(order)) => order.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match (order.as_str(), argument) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            (_, Long("config")) => options.config = Some(PathBuf::from(parser.value()?)),
            ("freeze", Long("reason")) => options.reason = Some(parser.value()?.string()?),
            ("compromise", Long("since")) => options.since = Some(moment(&parser.value()?.string()?)?),
            ("ceilings", Long("per-batch")) => options.per_batch = Some(parser.value()?.parse()?),
            ("ceilings", Long("per-minute")) => options.per_minute = Some(parser.value()?.parse()?),
            ("ceilings", Long("per-day")) => options.per_day = Some(parser.value()?.parse()?),
            ("reissue", Long("drill")) => options.drill = true,
            ("compromise" | "destroy" | "reissue", Value(key)) if options.key.is_none() => {
                options.key = Some(key.string()?);
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    let config = options.config.clone().ok_or_else(|| missing("--config server.toml"))?;
    Ok(Command::Key { config, order: options.order(&order)? })
}

impl Options {
    fn order(self, order: &str) -> Result<KeyOrder, lexopt::Error> {
        let key = || self.key.clone().ok_or_else(|| missing("the key's name"));
        Ok(match order {
            "list" => KeyOrder::List,
            "rotate" => KeyOrder::Rotate,
            "freeze" => KeyOrder::Freeze { reason: self.reason.ok_or_else(|| missing("--reason"))? },
            "unfreeze" => KeyOrder::Unfreeze,
            "compromise" => {
                KeyOrder::Compromise { key: key()?, since: self.since.ok_or_else(|| missing("--since"))? }
            }
            "destroy" => KeyOrder::Destroy { key: key()? },
            "reissue" => KeyOrder::Reissue { key: key()?, drill: self.drill },
            "ceilings" => KeyOrder::Ceilings(Ceilings {
                per_batch: self.per_batch.ok_or_else(|| missing("--per-batch"))?,
                per_minute: self.per_minute.ok_or_else(|| missing("--per-minute"))?,
                per_day: self.per_day.ok_or_else(|| missing("--per-day"))?,
            }),
            "batch" => KeyOrder::Batch,
            other => return Err(format!("there is no command “key {other}”").into()),
        })
    }
}

fn missing(what: &str) -> lexopt::Error {
    format!("{what} is missing").into()
}

fn moment(text: &str) -> Result<Timestamp, lexopt::Error> {
    Timestamp::parse(text).map_err(|_| "--since takes a date and time such as 2026-11-25T18:30:00Z".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsString;

    fn parse_words(words: &[&str]) -> Result<Command, lexopt::Error> {
        Command::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn an_order_survives_being_passed_on_to_another_user() {
        for words in [
            &["key", "list"][..],
            &["key", "rotate"],
            &["key", "freeze", "--reason", "a laptop is gone"],
            &["key", "unfreeze"],
            &["key", "compromise", "key-a", "--since", "2026-11-25T18:30:00Z"],
            &["key", "destroy", "key-a"],
            &["key", "ceilings", "--per-batch", "1", "--per-minute", "2", "--per-day", "3"],
            &["key", "batch"],
            &["key", "reissue", "key-a"],
            &["key", "reissue", "key-a", "--drill"],
        ] {
            let line: Vec<&str> = words.iter().copied().chain(["--config", "a.toml"]).collect();
            let Ok(Command::Key { order, .. }) = parse_words(&line) else { panic!("{words:?}") };
            assert_eq!(order.words(), words);
        }
    }

    #[test]
    fn what_is_missing_or_unknown_is_told() {
        for words in [
            &["key", "list"][..],
            &["key", "freeze", "--config", "a"],
            &["key", "compromise", "key-a", "--config", "a"],
            &["key", "compromise", "--since", "2026-11-25T18:30:00Z", "--config", "a"],
            &["key", "compromise", "key-a", "--since", "today", "--config", "a"],
            &["key", "ceilings", "--per-batch", "1", "--config", "a"],
            &["key", "unfreeze", "--reason", "b", "--config", "a"],
            &["key", "reissue", "--config", "a"],
            &["key", "sell", "--config", "a"],
        ] {
            assert!(parse_words(words).is_err(), "{words:?}");
        }
    }
}
