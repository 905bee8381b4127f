//! `insignia doctor`: finds the problems of an installation, with a remedy for each. Changes nothing.

mod look;

use super::owner::step_down;
use super::print::say;
use crate::config::Config;
use crate::launcher::{self, Finding, Level};
use std::path::Path;
use std::process::ExitCode;

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
        worst = tell("Set-up", launcher::findings(data));
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
        Err(error) => return tell("Web server", vec![problem(crate::log::chain(&error))]),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let findings = match runtime {
        Ok(runtime) => runtime.block_on(look::at(&config)),
        Err(error) => vec![problem(format!("nothing could be looked at: {error}"))],
    };
    tell("Web server", findings)
}

fn tell(heading: &str, findings: Vec<Finding>) -> Level {
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
