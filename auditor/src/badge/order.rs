//! The arguments of `insignia verify` and `insignia-audit badge`.

use credentials::time::Timestamp;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// The command's options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadgeOrder {
    /// The file; `None` is standard input.
    pub file: Option<PathBuf>,
    /// Print the report as JSON.
    pub json: bool,
    /// The caller's own installation.
    pub own: Option<String>,
    /// The expected recipient of the badge.
    pub recipient: Option<String>,
    /// Identifiers of issuers that the caller trusts.
    pub trust: Vec<String>,
    /// Registries of issuers, each with the caller's name for it.
    pub trust_lists: Vec<(String, PathBuf)>,
    /// Checkpoint keys of ledgers that the caller trusts.
    pub ledger_keys: Vec<String>,
    /// The proof that the badge is in its issuer's ledger.
    pub ledger_proof: Option<PathBuf>,
    /// The file that maps documents to files.
    pub documents: Option<PathBuf>,
    /// The time of the check; `None` is now.
    pub now: Option<Timestamp>,
    /// Count each remark as a failed check.
    pub strict: bool,
}

/// The arguments, after the name of the command.
pub const USAGE: &str = "\
FILE|- [--json] [--recipient NAME-OR-EMAIL] [--strict] [--now DATE-TIME]
                  [--trust ID]… [--trust-list NAME=FILE]… [--ledger-key KEY]… [--ledger-proof FILE]
                  [--own URL | --documents MAP]";

/// What each argument means.
pub const HELP: &str = "      Checks a badge (JSON, JWT, PNG or SVG; - reads standard input).
      --json: prints the report as JSON. --recipient: compares whose badge it is.
      --strict: counts each remark as a failed check. --now: checks as of that time, such as 2026-11-29T20:30:00Z.
      --trust: an issuer that you trust, by its identifier. --trust-list: a registry of issuers (JSON), under a name of yours.
      --ledger-key: the checkpoint key of a ledger that you trust. --ledger-proof: the proof that came with the badge.
      --own: the address of your own installation, also over http on this machine.
      --documents: reads from files instead of the network; each line of MAP is a URL, a space and a file.
      Exit: 0 genuine; 1 not valid, or no badge; 2 could not be decided: a check could not be made, or nobody vouches for the
      issuer; 3 a file cannot be opened, or wrong usage.";

impl BadgeOrder {
    /// Parses the arguments after the command's name. `None`: help is wanted.
    ///
    /// # Errors
    /// If the arguments are invalid.
    pub fn parse(parser: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut order = Self::default();
        let mut file: Option<OsString> = None;
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("json") => order.json = true,
                Long("strict") => order.strict = true,
                Long("own") => once(&mut order.own, parser.value()?.string()?, "--own")?,
                Long("recipient") => once(&mut order.recipient, parser.value()?.string()?, "--recipient")?,
                Long("trust") => order.trust.push(parser.value()?.string()?),
                Long("trust-list") => order.trust_lists.push(named_file(&parser.value()?.string()?)?),
                Long("ledger-key") => order.ledger_keys.push(parser.value()?.string()?),
                Long("ledger-proof") => {
                    once(&mut order.ledger_proof, parser.value()?.into(), "--ledger-proof")?;
                }
                Long("documents") => once(&mut order.documents, parser.value()?.into(), "--documents")?,
                Long("now") => once(&mut order.now, time(&parser.value()?.string()?)?, "--now")?,
                Value(given) if file.is_none() => file = Some(given),
                other => return Err(other.unexpected()),
            }
        }
        if order.own.is_some() && order.documents.is_some() {
            return Err(
                "--own and --documents exclude each other: with --documents nothing is fetched".into()
            );
        }
        let file = file.ok_or("the file is missing; - reads standard input")?;
        order.file = Some(PathBuf::from(file)).filter(|file| file.as_os_str() != "-");
        Ok(Some(order))
    }
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

    fn read(line: &str) -> Result<BadgeOrder, lexopt::Error> {
        let mut parser = lexopt::Parser::from_args(line.split_whitespace());
        BadgeOrder::parse(&mut parser).map(|order| order.unwrap_or_else(|| panic!("{line}")))
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
