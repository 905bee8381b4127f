//! Command-line arguments.

use super::help::{DONE, after_help};
use super::key_order::KeyOrder;
use super::ledger_order::LedgerCommand;
use super::token_order::TokenOrder;
use auditor::badge::BadgeOrder;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;
use domain::Timestamp;
use std::ffi::OsString;
use std::path::PathBuf;

/// Designs, issues and verifies Open Badges
#[derive(Debug, Parser)]
#[command(name = "insignia", version)]
#[command(
    after_help = "`insignia COMMAND --help` shows the options, an example and the exit codes of a command."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// A command with its options.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Command {
    /// Starts the whole installation on this machine: signer, token process, approval desk and web server
    #[command(disable_help_flag = true)]
    #[command(after_help = "`insignia-up` reads these options: `insignia up --help` shows them.")]
    Up {
        /// Options of `insignia-up`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
        arguments: Vec<OsString>,
    },
    /// Runs the web server and its jobs
    #[command(args_override_self = true)]
    #[command(after_help = after_help(&["insignia serve --config server.toml"], SERVED))]
    Serve {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Makes a link that signs a person in as the owner, once, within 24 hours
    #[command(args_override_self = true)]
    #[command(after_help = after_help(&["insignia owner-link --config data/server/server.toml"], DONE))]
    OwnerLink {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Creates, lists and revokes tokens for programs
    #[command(subcommand, args_override_self = true)]
    Token(TokenOrder),
    /// Lists and manages the keys of the institution
    #[command(subcommand, args_override_self = true)]
    Key(KeyOrder),
    /// Verifies a badge: the same checks and sentences as the page /verify
    #[command(after_help = BadgeOrder::after_help("insignia verify"))]
    Verify(BadgeOrder),
    /// Verifies the ledger of a signer
    #[command(subcommand, args_override_self = true)]
    Ledger(LedgerCommand),
    /// Finds problems of an installation, and names a remedy for each; changes nothing
    #[command(args_override_self = true)]
    #[command(after_help = after_help(
        &["insignia doctor --data ./data", "insignia doctor --config server.toml"],
        LOOKED,
    ))]
    Doctor {
        /// Data directory of `insignia up`; default: data
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Configuration of a web server; checks the web server alone
        #[arg(long, value_name = "FILE", conflicts_with = "data")]
        config: Option<PathBuf>,
    },
    /// Prints a script that completes commands and options in a shell
    #[command(after_help = after_help(
        &["insignia completion bash > ~/.local/share/bash-completion/completions/insignia"],
        DONE,
    ))]
    Completion {
        /// Shell that reads the script
        shell: Shell,
    },
}

/// Exit codes of `insignia serve`.
const SERVED: &[&str] = &["0 stopped on request", "1 could not start, or had to stop", "3 wrong usage"];

/// Exit codes of `insignia doctor`.
const LOOKED: &[&str] = &["0 no problem found", "1 a problem found", "3 wrong usage"];

/// The installation that a command works on.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub(super) struct ConfigFile {
    /// Configuration of the web server: server.toml
    #[arg(long = "config", value_name = "FILE")]
    pub(super) path: PathBuf,
}

impl Command {
    /// Parses the arguments.
    ///
    /// # Errors
    /// If the arguments are invalid, or ask for help or the version.
    pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        // The first word becomes the program's name in usage lines.
        let words = std::iter::once("insignia".into()).chain(arguments);
        Arguments::try_parse_from(words).map(|arguments| arguments.command)
    }
}

/// The completion script for a shell.
pub(super) fn completion(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "insignia", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// Parses a date and time.
pub(super) fn date_time(text: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse(text).map_err(|_| "it must be a date and time with zone, such as 2027-01-31T00:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum as _;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Command::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_launcher_gets_its_arguments_unread() {
        let Ok(Command::Up { arguments }) = parse("up --data d --help") else { panic!() };
        assert_eq!(arguments, ["--data", "d", "--help"]);
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert!(parse("serve --config a.toml").is_ok());
        assert!(parse("serve --config a.toml --json").is_err());
        assert!(parse("serve").is_err());
        assert!(parse("doctor --data a --config b").is_err());
        assert!(parse("sing").is_err());
    }

    #[test]
    fn the_last_of_two_equal_options_counts() {
        let Ok(Command::Serve { config }) = parse("serve --config a --config b") else { panic!() };
        assert_eq!(config.path, PathBuf::from("b"));
        assert!(parse("ledger verify --config a --did b --did c --seen d --seen e").is_ok());
    }

    /// The help of each command below `command` that has no further commands, with the command's words.
    fn helps(command: &clap::Command, words: &str, found: &mut Vec<(String, String)>) {
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let words = format!("{words} {}", sub.get_name());
            if sub.has_subcommands() {
                helps(sub, &words, found);
            } else {
                found.push((words, sub.clone().render_help().to_string()));
            }
        }
    }

    #[test]
    fn the_help_of_each_command_has_an_example_of_it_and_its_exit_codes() {
        let mut command = Arguments::command();
        command.build();
        let mut found = Vec::new();
        helps(&command, "insignia", &mut found);
        assert!(found.len() >= 18, "{found:?}");
        for (words, help) in found.iter().filter(|(words, _)| words != "insignia up") {
            for part in ["Usage:", "Options:", &format!("\n  {words} "), "Exit codes:\n  0 ", "3 "] {
                assert!(help.contains(part), "{words}: {part} is missing:\n{help}");
            }
            assert!(help.lines().all(|line| line.chars().count() <= 120), "{words}:\n{help}");
        }
    }

    #[test]
    fn each_shell_has_a_script_with_every_command() {
        for shell in Shell::value_variants() {
            let script = completion(*shell);
            for word in ["owner-link", "compromise", "ledger-proof", "per-minute"] {
                assert!(script.contains(word), "{shell} does not complete {word}");
            }
        }
    }
}
