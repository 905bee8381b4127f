//! `insignia doctor`: finds the problems of an installation, with a remedy for each. Changes nothing.

mod probes;

use super::launcher;
use super::owner::step_down;
use super::print::say;
use crate::config::Config;
use std::path::Path;
use std::process::ExitCode;

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// As it should be.
    Good,
    /// It works, but is not fit for production.
    Warning,
    /// It does not work, or isolation is broken.
    Problem,
}

/// One checked item; for a problem, with the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    level: Level,
    text: String,
}

fn good(text: impl Into<String>) -> Finding {
    Finding { level: Level::Good, text: text.into() }
}

fn warning(text: impl Into<String>) -> Finding {
    Finding { level: Level::Warning, text: text.into() }
}

fn problem(text: impl Into<String>) -> Finding {
    Finding { level: Level::Problem, text: text.into() }
}

/// Checks the installation below a data directory, or the web server with a configuration.
pub(super) fn doctor(data: Option<&Path>, config: Option<&Path>) -> ExitCode {
    let mut worst = Level::Good;
    let config = if let Some(config) = config {
        config.to_owned()
    } else {
        let data = data.unwrap_or(Path::new("data"));
        worst = match launcher::doctor(data) {
            Ok(status) if status.success() => Level::Good,
            Ok(_) => Level::Problem,
            Err(why) => report("Set-up", vec![problem(why)]),
        };
        data.join("server/server.toml")
    };
    if let Some(code) = step_down(&config, &["doctor"]) {
        return if worst == Level::Problem { ExitCode::FAILURE } else { code };
    }
    let worst = worst.max(server(&config));
    if worst == Level::Problem { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn server(path: &Path) -> Level {
    let config = match Config::load(path) {
        Ok(config) => config,
        Err(error) => return report("Web server", vec![problem(crate::log::chain(&error))]),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let findings = match runtime {
        Ok(runtime) => runtime.block_on(probes::run(&config)),
        Err(error) => vec![problem(format!("no check was possible: {error}"))],
    };
    report("Web server", findings)
}

fn report(heading: &str, findings: Vec<Finding>) -> Level {
    let mut worst = Level::Good;
    say(heading);
    for finding in findings {
        let word = match finding.level {
            Level::Good => "good   ",
            Level::Warning => "warning",
            Level::Problem => "PROBLEM",
        };
        say(&format!("  {word}  {}", finding.text));
        worst = worst.max(finding.level);
    }
    worst
}
