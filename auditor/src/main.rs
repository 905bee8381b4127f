//! `insignia-audit`: verifies badges, ledgers and copies of published files.

use anyhow::Error;
use auditor::badge::{BadgeOrder, CheckedBadge};
use auditor::copy::{CopyOrder, check_copy};
use auditor::ledger::{self, LedgerOrder};
use auditor::{Finding, exit_code, write_findings};
use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use credentials::time::Timestamp;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use tlog::VerifierKey;

/// Exit code for wrong usage and for files that cannot be opened.
const USAGE: u8 = 3;

/// Verifies what an Insignia installation has signed and published
#[derive(Parser)]
#[command(name = "insignia-audit", version)]
#[command(
    after_help = "`insignia-audit COMMAND --help` shows the options, an example and the exit codes of a command."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Verifies a badge
    #[command(after_help = BadgeOrder::after_help("insignia-audit badge"))]
    Badge(BadgeOrder),
    /// Verifies a ledger from its public files: signature, every hash, every entry
    #[command(args_override_self = true, after_help = LedgerOrder::after_help("insignia-audit ledger"))]
    #[command(mut_arg("config", |config| config.hide(true)))]
    Ledger(LedgerOrder),
    /// Verifies a copy of the published files: ledger, DID documents and status lists; fetches nothing
    #[command(args_override_self = true)]
    #[command(after_help = format!("Example:\n  insignia-audit copy . --key KEY\n\n{}", ledger::EXIT_CODES))]
    Copy(CopyOrder),
}

fn main() -> ExitCode {
    let done = match Arguments::try_parse() {
        Ok(arguments) => run(arguments.command),
        Err(error) => return explain(&error),
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "{error:#}");
        USAGE
    }))
}

/// Prints help or version on standard output, and the reason for wrong usage on standard error. A closed output does
/// not change the exit code.
fn explain(error: &clap::Error) -> ExitCode {
    let text = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        _ => {
            let _ = write!(io::stderr(), "{text}");
            ExitCode::from(USAGE)
        }
    }
}

fn run(command: Command) -> Result<u8, Error> {
    let mut out = io::stdout().lock();
    // A closed output does not change the result.
    let report = |findings: &[Finding], mut out| {
        let _ = write_findings(findings, &mut out);
        exit_code(findings)
    };
    Ok(match command {
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_help_of_each_command_has_an_example_and_the_exit_codes() {
        Arguments::command().debug_assert();
        for mut command in Arguments::command().get_subcommands().cloned() {
            let help = command.render_help().to_string();
            for word in ["Usage:", "Options:", "Example", "Exit codes:\n  0 "] {
                assert!(help.contains(word), "{word} is missing:\n{help}");
            }
            assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
        }
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        let parse = |line: &str| Arguments::try_parse_from(line.split_whitespace());
        assert!(parse("insignia-audit copy . --key k --key l").is_ok());
        for wrong in ["copy .", "copy --key k", "copy . --key k --json", "badge a --seen b", "audit"] {
            let error = parse(&format!("insignia-audit {wrong}")).err().unwrap();
            assert!(error.use_stderr(), "{wrong}");
        }
    }
}
