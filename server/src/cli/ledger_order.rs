//! The arguments of `insignia ledger`.

use auditor::Source;
use auditor::ledger::LedgerOrder;
use clap::Subcommand;
use std::ffi::OsString;
use std::path::PathBuf;

/// A subcommand with its options.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum LedgerCommand {
    /// Verifies a ledger from its public files: signature, every hash, every entry
    #[command(after_help = LedgerOrder::after_help("insignia ledger verify"))]
    Verify(LedgerOrder),
}

/// The subcommand as command-line arguments, without `--config`; paths are absolute.
pub(super) fn words(order: &LedgerOrder) -> Vec<OsString> {
    let whole = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone()).into_os_string();
    let mut words: Vec<OsString> = vec!["ledger".into(), "verify".into()];
    match &order.public {
        Some(Source::Directory(path)) => words.extend(["--public".into(), whole(path)]),
        Some(Source::Address(url)) => words.extend(["--public".into(), url.into()]),
        None => {}
    }
    words.extend(order.key.iter().flat_map(|key| ["--key".into(), key.into()]));
    words.extend(order.seen.iter().flat_map(|seen| ["--seen".into(), whole(seen)]));
    words.extend(order.did.iter().flat_map(|did| ["--did".into(), did.into()]));
    words
}

#[cfg(test)]
mod tests {
    use super::super::arguments::Command;
    use super::*;

    fn read(line: &str) -> Result<Command, clap::Error> {
        Command::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_words_of_an_order_are_the_order_again() {
        let line = "ledger verify --public https://a.example/ledger --key k --seen /tmp/s --did https://a.example/did.json";
        let Ok(Command::Ledger(LedgerCommand::Verify(order))) = read(line) else { panic!() };
        let words: Vec<_> = words(&order);
        let Ok(Command::Ledger(LedgerCommand::Verify(again))) = Command::parse(words) else { panic!() };
        assert_eq!(order, again);
    }

    #[test]
    fn without_a_place_or_with_one_that_is_not_fetched_it_is_wrong_usage() {
        for bad in
            ["ledger verify", "ledger verify --public http://a.example/", "ledger sign", "ledger verify x"]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
