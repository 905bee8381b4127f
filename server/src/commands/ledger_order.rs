//! The arguments of `insignia ledger`.

use super::arguments::Command;
use crate::ledger_check::{Source, at};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// `insignia ledger verify` with its options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LedgerOrder {
    /// Where the ledger's files are.
    pub(super) public: Option<Source>,
    /// The caller's own installation, whose database and DID documents are compared.
    pub(super) config: Option<PathBuf>,
    /// The ledger's key, `name+id+key`.
    pub(super) key: Option<String>,
    /// The file with the key and checkpoint of the last verification.
    pub(super) seen: Option<PathBuf>,
    /// Addresses of DID documents to compare with the ledger.
    pub(super) did: Vec<String>,
}

impl LedgerOrder {
    /// The subcommand as command-line arguments, without `--config`; paths are absolute.
    pub(super) fn words(&self) -> Vec<OsString> {
        let whole =
            |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone()).into_os_string();
        let mut words: Vec<OsString> = vec!["ledger".into(), "verify".into()];
        match &self.public {
            Some(Source::Directory(path)) => words.extend(["--public".into(), whole(path)]),
            Some(Source::Address(url)) => words.extend(["--public".into(), url.into()]),
            None => {}
        }
        words.extend(self.key.iter().flat_map(|key| ["--key".into(), key.into()]));
        words.extend(self.seen.iter().flat_map(|seen| ["--seen".into(), whole(seen)]));
        words.extend(self.did.iter().flat_map(|did| ["--did".into(), did.into()]));
        words
    }
}

/// Parses the arguments after `ledger`.
///
/// # Errors
/// If the arguments are invalid.
pub(super) fn parse(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(order)) if order == "verify" => {}
        Some(other) => return Err(other.unexpected()),
    }
    let mut order = LedgerOrder::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("public") => {
                let place = parser.value()?.string()?;
                let why = "--public must be a directory, https://…, or http://localhost…";
                order.public = Some(at(&place).ok_or(why)?);
            }
            Long("config") => order.config = Some(parser.value()?.into()),
            Long("key") => order.key = Some(parser.value()?.string()?),
            Long("seen") => order.seen = Some(parser.value()?.into()),
            Long("did") => order.did.push(parser.value()?.string()?),
            other => return Err(other.unexpected()),
        }
    }
    if order.public.is_none() && order.config.is_none() {
        return Err("--public DIR|URL is missing, or --config server.toml for one's own installation".into());
    }
    Ok(Command::Ledger(order))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, lexopt::Error> {
        Command::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_words_of_an_order_are_the_order_again() {
        let line = "ledger verify --public https://a.example/ledger --key k --seen /tmp/s --did https://a.example/did.json";
        let Ok(Command::Ledger(order)) = read(line) else { panic!() };
        let words: Vec<_> = order.words();
        let Ok(Command::Ledger(again)) = Command::parse(words) else { panic!() };
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
