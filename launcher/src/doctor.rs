//! `insignia-up doctor`: prints the findings about the set-up. `insignia doctor --data` runs it first.

use crate::console::Console;
use crate::findings::{Level, findings};
use std::path::Path;
use std::process::ExitCode;

/// Checks the installation below `data`. The exit code is 1 if something does not work.
pub(crate) fn doctor(data: &Path, console: &Console) -> ExitCode {
    console.say("Set-up");
    let found = findings(data);
    for finding in &found {
        let word = match finding.level {
            Level::Good => "good   ",
            Level::Warning => "warning",
            Level::Problem => "PROBLEM",
        };
        console.say(&format!("  {word}  {}", finding.text));
    }
    let well = found.iter().all(|finding| finding.level != Level::Problem);
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
