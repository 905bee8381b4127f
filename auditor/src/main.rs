//! `insignia-audit`: verifies badges, ledgers and copies of published files.

use anyhow::Error;
use auditor::badge::{self, BadgeOrder, CheckedBadge};
use auditor::copy::{CopyOrder, check_copy};
use auditor::ledger::{self, LedgerOrder};
use auditor::{Finding, exit_code, write_findings};
use credentials::time::Timestamp;
use lexopt::prelude::*;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use tlog::VerifierKey;

/// Exit code for wrong usage and for files that cannot be opened.
const USAGE: u8 = 3;

/// What the program was asked to do.
enum Command {
    Help,
    Version,
    Badge(BadgeOrder),
    Ledger(LedgerOrder),
    Copy(CopyOrder),
}

fn main() -> ExitCode {
    let done = parse().map_err(|error| Error::msg(format!("{error}\n\n{}", help()))).and_then(run);
    ExitCode::from(done.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "{error:#}");
        USAGE
    }))
}

fn parse() -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    let command = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Short('V') | Long("version")) => return Ok(Command::Version),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    Ok(match command.as_str() {
        "badge" => BadgeOrder::parse(&mut parser)?.map_or(Command::Help, Command::Badge),
        "ledger" => LedgerOrder::parse(&mut parser)?.map_or(Command::Help, Command::Ledger),
        "copy" => CopyOrder::parse(&mut parser)?.map_or(Command::Help, Command::Copy),
        other => return Err(format!("there is no command “{other}”").into()),
    })
}

fn run(command: Command) -> Result<u8, Error> {
    let mut out = io::stdout().lock();
    // A closed output does not change the result.
    let report = |findings: &[Finding], mut out| {
        let _ = write_findings(findings, &mut out);
        exit_code(findings)
    };
    Ok(match command {
        Command::Help => {
            let _ = writeln!(out, "{}", help());
            0
        }
        Command::Version => {
            let _ = writeln!(out, concat!("insignia-audit ", env!("CARGO_PKG_VERSION")));
            0
        }
        Command::Badge(order) => {
            let checked = CheckedBadge::of(&order, io::stdin().lock(), now())?;
            let _ = if order.json { checked.write_json(&mut out) } else { checked.write_text(&mut out) };
            checked.exit_code()
        }
        Command::Ledger(order) if order.config.is_some() => {
            return Err(Error::msg("--config needs the database: use `insignia ledger verify --config`"));
        }
        Command::Ledger(order) => report(&ledger::verify(&order, None)?, out),
        Command::Copy(order) => {
            report(&check_copy(&order.directory, &VerifierKey::parse(&order.key)?, now()), out)
        }
    })
}

fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn help() -> String {
    format!(
        "insignia-audit: checks what an Insignia installation has signed and published\n\n  \
         insignia-audit badge {}\n{}\n  \
         insignia-audit ledger --public DIR|URL --key KEY [--seen FILE] [--did URL]…\n      \
         Checks a signer's ledger from its public files: signature, every hash, every entry. --seen: a file that keeps what\n      \
         was seen, so that nothing can be taken back later. --did: the address of a DID document that the ledger must state.\n      \
         Exit: 0 all is well, 1 something is wrong, 2 something could not be checked, 3 wrong usage.\n  \
         insignia-audit copy DIR --key KEY\n      \
         Checks a copy of the published files: the ledger, that the ledger states each DID document, and that each status\n      \
         list is signed, valid now and in the ledger. Fetches nothing. Exit: as for a ledger.",
        badge::USAGE,
        badge::HELP
    )
}
