//! The arguments of `insignia verify` and `insignia-audit badge`.

use clap::Args;
use credentials::time::Timestamp;
use std::path::{Path, PathBuf};

/// The options of a badge's verification.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct BadgeOrder {
    /// Badge as JSON, JWT, PNG or SVG; - reads standard input
    file: PathBuf,
    /// Print the report as JSON
    #[arg(long, overrides_with = "json")]
    pub json: bool,
    /// Compare the badge's recipient with this name, number or e-mail address
    #[arg(long, value_name = "NAME-OR-EMAIL", allow_hyphen_values = true)]
    pub recipient: Option<String>,
    /// Count each remark as a failed check
    #[arg(long, overrides_with = "strict")]
    pub strict: bool,
    /// Check as of this time, with zone, such as 2026-11-29T20:30:00Z
    #[arg(long, value_name = "DATE-TIME", value_parser = time)]
    pub now: Option<Timestamp>,
    /// Identifier of an issuer that you trust; repeatable
    #[arg(long, value_name = "ID")]
    pub trust: Vec<String>,
    /// Registry of issuers (JSON), under a name that you choose; repeatable
    #[arg(long = "trust-list", value_name = "NAME=FILE", value_parser = named_file)]
    pub trust_lists: Vec<(String, PathBuf)>,
    /// Checkpoint key of a ledger that you trust; repeatable
    #[arg(long = "ledger-key", value_name = "KEY")]
    pub ledger_keys: Vec<String>,
    /// Proof that the badge is in its issuer's ledger: ledger-proof.json
    #[arg(long, value_name = "FILE")]
    pub ledger_proof: Option<PathBuf>,
    /// Address of your own installation, on this machine also over http
    #[arg(long, value_name = "URL", conflicts_with = "documents")]
    pub own: Option<String>,
    /// Read documents from files alone; each line of MAP is a URL, a space and a file
    #[arg(long, value_name = "MAP")]
    pub documents: Option<PathBuf>,
}

impl BadgeOrder {
    /// The file; `None` is standard input.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        Some(self.file.as_path()).filter(|file| file.as_os_str() != "-")
    }

    /// Examples and exit codes for the help of the command with this name.
    #[must_use]
    pub fn after_help(command: &str) -> String {
        format!(
            "Examples:\n  {command} badge.png\n  \
             {command} badge.json --trust did:web:badges.example.edu --json\n\n\
             Exit codes:\n  \
             0 genuine\n  \
             1 not valid, or no badge\n  \
             2 could not be decided: a check could not be made, or nobody vouches for the issuer\n  \
             3 a file cannot be opened, or wrong usage"
        )
    }
}

fn named_file(text: &str) -> Result<(String, PathBuf), &'static str> {
    match text.split_once('=') {
        Some((name, file)) if !name.trim().is_empty() && !file.is_empty() => {
            Ok((name.trim().to_owned(), PathBuf::from(file)))
        }
        _ => Err("it must be NAME=FILE, such as \"DCC=registry.json\""),
    }
}

fn time(text: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse(text).map_err(|_| "it must be a date and time with zone, such as 2026-11-29T20:30:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    #[command(no_binary_name = true)]
    struct Line {
        #[command(flatten)]
        order: BadgeOrder,
    }

    fn read(line: &str) -> Result<BadgeOrder, clap::Error> {
        Line::try_parse_from(line.split_whitespace()).map(|line| line.order)
    }

    #[test]
    fn a_dash_is_standard_input() {
        let order = read("- --own http://localhost:3000").unwrap();
        assert_eq!((order.file(), order.own.as_deref()), (None, Some("http://localhost:3000")));
    }

    #[test]
    fn issuers_lists_and_ledgers_may_be_named_more_than_once() {
        let line = "a.json --trust did:key:a --trust did:key:b --trust-list One=1.json --trust-list Two=2=b.json \
                    --ledger-key k --ledger-key l --strict --now 2026-11-29T20:30:00Z";
        let order = read(line).unwrap();
        assert_eq!(order.trust, ["did:key:a", "did:key:b"]);
        let lists = [("One".to_owned(), "1.json".into()), ("Two".to_owned(), "2=b.json".into())];
        assert_eq!((order.trust_lists.as_slice(), order.ledger_keys.len()), (lists.as_slice(), 2));
        assert_eq!((order.strict, order.now.unwrap().rfc3339().as_str()), (true, "2026-11-29T20:30:00Z"));
    }

    #[test]
    fn a_switch_may_be_repeated_and_a_recipient_may_begin_with_a_hyphen() {
        let order = read("a.json --json --json --strict --strict --recipient -7").unwrap();
        assert_eq!((order.json, order.strict, order.recipient.as_deref()), (true, true, Some("-7")));
    }

    #[test]
    fn wrong_usage_is_an_error() {
        for wrong in [
            "",
            "a b",
            "a --trust",
            "a --trust-list registry.json",
            "a --trust-list =registry.json",
            "a --now yesterday",
            "a --now 2026-11-29T20:30:00",
            "a --own http://localhost:3000 --documents map",
            "a --recipient a --recipient b",
            "a --trusted x",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
