//! The arguments of `insignia ledger verify` and `insignia-audit ledger`.

use crate::{Source, at};
use clap::Args;
use std::path::PathBuf;

/// The options of a ledger's verification.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerOrder {
    /// Public files of the ledger: a directory, an https address, or an http address of localhost
    #[arg(long, value_name = "DIR|URL", value_parser = source, required_unless_present = "config")]
    pub public: Option<Source>,
    /// Configuration of your own installation: compares database, did.json and ledger too
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Checkpoint key, name+id+key, as published; without it the exit code is not 0
    #[arg(long)]
    pub key: Option<String>,
    /// File that stores the newest checkpoint, so that later runs find changed or removed entries
    #[arg(long, value_name = "FILE")]
    pub seen: Option<PathBuf>,
    /// Address of a DID document that the ledger must state; repeatable
    #[arg(long, value_name = "URL")]
    pub did: Vec<String>,
}

/// The exit codes of the checks of a ledger and of a copy, for their help.
pub const EXIT_CODES: &str = "Exit codes:\n  \
     0 no problem found\n  \
     1 a problem found\n  \
     2 a check could not be made\n  \
     3 wrong usage";

impl LedgerOrder {
    /// An example and the exit codes for the help of the command with this name.
    #[must_use]
    pub fn after_help(command: &str) -> String {
        format!(
            "Example:\n  {command} --public https://badges.example.edu/ledger --key KEY --seen ledger.seen\n\n{EXIT_CODES}"
        )
    }
}

fn source(text: &str) -> Result<Source, &'static str> {
    at(text).ok_or("it must be a directory, https://…, or http://localhost…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use clap::error::ErrorKind;

    #[derive(Debug, Parser)]
    #[command(no_binary_name = true)]
    struct Line {
        #[command(flatten)]
        order: LedgerOrder,
    }

    fn read(line: &str) -> Result<LedgerOrder, clap::Error> {
        Line::try_parse_from(line.split_whitespace()).map(|line| line.order)
    }

    #[test]
    fn a_place_is_named_and_can_be_fetched() {
        let order = read("--public https://a.example/ledger --key k --did https://a.example/did.json");
        assert_eq!(order.unwrap().did.len(), 1);
        assert_eq!(read("--help").unwrap_err().kind(), ErrorKind::DisplayHelp);
        for bad in ["", "--key k", "--public http://a.example/", "--public", "x"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
