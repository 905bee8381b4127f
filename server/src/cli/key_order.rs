//! The arguments of `insignia key`.

use super::arguments::{ConfigFile, date_time};
use super::help::{DONE, after_help};
use clap::Subcommand;
use domain::Timestamp;
use std::path::Path;

/// A subcommand with its options.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub(super) enum KeyOrder {
    /// Lists the keys with their states, the ceilings, and whether signing is paused
    #[command(after_help = after_help(&["insignia key list --config server.toml"], DONE))]
    List {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Requests the next key; people approve it
    #[command(after_help = after_help(&["insignia key rotate --config server.toml"], DONE))]
    Rotate {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Pauses all signing at once
    #[command(after_help = after_help(&[FREEZE], DONE))]
    Freeze {
        #[command(flatten)]
        config: ConfigFile,
        /// Reason, which the page Keys shows
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        reason: String,
    },
    /// Requests to resume signing; people approve it
    #[command(after_help = after_help(&["insignia key unfreeze --config server.toml"], DONE))]
    Unfreeze {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Reports a compromised key: pauses signing at once, and requests to publish the report
    #[command(after_help = after_help(&[COMPROMISE], DONE))]
    Compromise {
        #[command(flatten)]
        config: ConfigFile,
        /// Name of the key, as `insignia key list` shows it
        key: String,
        /// Time from which on the key may have been used by others, with zone
        #[arg(long, value_name = "DATE-TIME", value_parser = date_time)]
        since: Timestamp,
    },
    /// Requests the destruction of a retired key; people approve it
    #[command(after_help = after_help(&["insignia key destroy key-2025 --config server.toml"], DONE))]
    Destroy {
        #[command(flatten)]
        config: ConfigFile,
        /// Name of the key, as `insignia key list` shows it
        key: String,
    },
    /// Requests other ceilings for signatures without approval; people approve them
    #[command(after_help = after_help(&[CEILINGS], DONE))]
    Ceilings {
        #[command(flatten)]
        config: ConfigFile,
        /// Badges in one request
        #[arg(long, value_name = "N")]
        per_batch: u32,
        /// Badges in a minute
        #[arg(long, value_name = "N")]
        per_minute: u32,
        /// Badges in a day
        #[arg(long, value_name = "N")]
        per_day: u32,
    },
    /// Reissues the badges of a compromised key under the active key, and mails the learners
    #[command(after_help = after_help(&["insignia key reissue key-2025 --drill --config server.toml"], DONE))]
    Reissue {
        #[command(flatten)]
        config: ConfigFile,
        /// Name of the key, as `insignia key list` shows it
        key: String,
        /// Only report what would be reissued; any key is accepted
        #[arg(long)]
        drill: bool,
    },
    /// Requests approval for the badges that wait because of the ceilings
    #[command(after_help = after_help(&["insignia key batch --config server.toml"], DONE))]
    Batch {
        #[command(flatten)]
        config: ConfigFile,
    },
}

const FREEZE: &str = "insignia key freeze --config server.toml --reason \"a laptop was stolen\"";
const COMPROMISE: &str = "insignia key compromise key-2025 --config server.toml --since 2026-11-25T18:30:00Z";
const CEILINGS: &str =
    "insignia key ceilings --config server.toml --per-batch 100 --per-minute 200 --per-day 2000";

impl KeyOrder {
    /// The configuration of the installation.
    pub(super) fn config(&self) -> &Path {
        match self {
            Self::List { config }
            | Self::Rotate { config }
            | Self::Freeze { config, .. }
            | Self::Unfreeze { config }
            | Self::Compromise { config, .. }
            | Self::Destroy { config, .. }
            | Self::Ceilings { config, .. }
            | Self::Reissue { config, .. }
            | Self::Batch { config } => &config.path,
        }
    }

    /// The subcommand as command-line arguments, without `--config`.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = vec!["key".to_owned()];
        let mut say = |more: &[&str]| words.extend(more.iter().map(|word| (*word).to_owned()));
        match self {
            Self::List { .. } => say(&["list"]),
            Self::Rotate { .. } => say(&["rotate"]),
            Self::Freeze { reason, .. } => say(&["freeze", "--reason", reason]),
            Self::Unfreeze { .. } => say(&["unfreeze"]),
            Self::Compromise { key, since, .. } => say(&["compromise", key, "--since", &since.rfc3339()]),
            Self::Destroy { key, .. } => say(&["destroy", key]),
            Self::Ceilings { per_batch, per_minute, per_day, .. } => say(&[
                "ceilings",
                "--per-batch",
                &per_batch.to_string(),
                "--per-minute",
                &per_minute.to_string(),
                "--per-day",
                &per_day.to_string(),
            ]),
            Self::Reissue { key, drill: false, .. } => say(&["reissue", key]),
            Self::Reissue { key, drill: true, .. } => say(&["reissue", key, "--drill"]),
            Self::Batch { .. } => say(&["batch"]),
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::super::arguments::Command;
    use std::ffi::OsString;

    fn parse_words(words: &[&str]) -> Result<Command, clap::Error> {
        Command::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn an_order_survives_being_passed_on_to_another_user() {
        for words in [
            &["key", "list"][..],
            &["key", "rotate"],
            &["key", "freeze", "--reason", "a laptop is gone"],
            &["key", "freeze", "--reason", "--config"],
            &["key", "unfreeze"],
            &["key", "compromise", "key-a", "--since", "2026-11-25T18:30:00Z"],
            &["key", "destroy", "key-a"],
            &["key", "ceilings", "--per-batch", "1", "--per-minute", "2", "--per-day", "3"],
            &["key", "batch"],
            &["key", "reissue", "key-a"],
            &["key", "reissue", "key-a", "--drill"],
        ] {
            let line: Vec<&str> = words.iter().copied().chain(["--config", "a.toml"]).collect();
            let Ok(Command::Key(order)) = parse_words(&line) else { panic!("{words:?}") };
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
