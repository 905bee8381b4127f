//! The arguments of `insignia verify`.

use super::arguments::Command;
use domain::Timestamp;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// The command's options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct VerifyOrder {
    /// The file; `None` is standard input.
    pub(super) file: Option<PathBuf>,
    /// Print the report as JSON.
    pub(super) json: bool,
    /// The caller's own installation.
    pub(super) own: Option<String>,
    /// The expected recipient of the badge.
    pub(super) recipient: Option<String>,
    /// Identifiers of issuers that the caller trusts.
    pub(super) trust: Vec<String>,
    /// Registries of issuers, each with the caller's name for it.
    pub(super) trust_lists: Vec<(String, PathBuf)>,
    /// Checkpoint keys of ledgers that the caller trusts.
    pub(super) ledger_keys: Vec<String>,
    /// The proof that the badge is in its issuer's ledger.
    pub(super) ledger_proof: Option<PathBuf>,
    /// The file that maps documents to files.
    pub(super) documents: Option<PathBuf>,
    /// The time of the check; `None` is now.
    pub(super) now: Option<Timestamp>,
    /// Count each remark as a failed check.
    pub(super) strict: bool,
}

/// Parses the arguments after `verify`.
///
/// # Errors
/// If the arguments are invalid.
pub(super) fn parse(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut order = VerifyOrder::default();
    let mut file: Option<OsString> = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("json") => order.json = true,
            Long("strict") => order.strict = true,
            Long("own") => once(&mut order.own, parser.value()?.string()?, "--own")?,
            Long("recipient") => once(&mut order.recipient, parser.value()?.string()?, "--recipient")?,
            Long("trust") => order.trust.push(parser.value()?.string()?),
            Long("trust-list") => order.trust_lists.push(named_file(&parser.value()?.string()?)?),
            Long("ledger-key") => order.ledger_keys.push(parser.value()?.string()?),
            Long("ledger-proof") => once(&mut order.ledger_proof, parser.value()?.into(), "--ledger-proof")?,
            Long("documents") => once(&mut order.documents, parser.value()?.into(), "--documents")?,
            Long("now") => once(&mut order.now, time(&parser.value()?.string()?)?, "--now")?,
            Value(given) if file.is_none() => file = Some(given),
            other => return Err(other.unexpected()),
        }
    }
    if order.own.is_some() && order.documents.is_some() {
        return Err("--own and --documents exclude each other: with --documents nothing is fetched".into());
    }
    let file = file.ok_or("the file is missing; - reads standard input")?;
    order.file = Some(PathBuf::from(file)).filter(|file| file.as_os_str() != "-");
    Ok(Command::Verify(order))
}

fn once<T>(place: &mut Option<T>, value: T, option: &str) -> Result<(), lexopt::Error> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("{option} is given twice").into()),
    }
}

fn named_file(text: &str) -> Result<(String, PathBuf), lexopt::Error> {
    match text.split_once('=') {
        Some((name, file)) if !name.trim().is_empty() && !file.is_empty() => {
            Ok((name.trim().to_owned(), PathBuf::from(file)))
        }
        _ => Err("--trust-list takes NAME=FILE, such as \"DCC=registry.json\"".into()),
    }
}

fn time(text: &str) -> Result<Timestamp, lexopt::Error> {
    Timestamp::parse(text)
        .map_err(|_| "--now takes a date and time with zone, such as 2026-11-29T20:30:00Z".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<VerifyOrder, lexopt::Error> {
        let mut parser = lexopt::Parser::from_args(line.split_whitespace());
        match parse(&mut parser)? {
            Command::Verify(order) => Ok(order),
            _ => panic!("{line}"),
        }
    }

    #[test]
    fn a_dash_is_standard_input() {
        let order = read("- --own http://localhost:3000").unwrap();
        assert_eq!((order.file, order.own.as_deref()), (None, Some("http://localhost:3000")));
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
