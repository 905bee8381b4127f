//! `insignia-signer doctor walls`: tries from inside what the sandbox of each process forbids.

use super::{Finding, print_findings};
use crate::commands::configuration;
use crate::config::Config;
use crate::hardening::Process;
use crate::probe::{Attempt, Told};
use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitCode, Output};

/// Makes all attempts, and prints a line for each. Exit code 0 if nothing was possible that should not be.
pub(crate) fn walls(path: &Path) -> ExitCode {
    let Ok(config) = configuration(path) else { return ExitCode::FAILURE };
    let mut findings = Vec::new();
    for process in Process::ALL {
        let mut gaps = BTreeSet::new();
        let mut tried = Vec::new();
        for (attempt, name) in Attempt::ALL {
            let (finding, told) = try_one(path, process, attempt, name);
            tried.push(finding);
            gaps.extend(told);
        }
        findings.extend(gaps.into_iter().map(|(says, chosen)| gap(&config, process, &says, chosen)));
        findings.extend(tried);
    }
    print_findings(&findings)
}

/// Gaps in the sandbox of every process, as findings of `doctor`.
pub(super) fn gaps(path: &Path, config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    for process in Process::ALL {
        let (_, gaps) = try_one(path, process, Attempt::ReadForeign, "read-foreign");
        findings.extend(gaps.into_iter().map(|(says, chosen)| gap(config, process, &says, chosen)));
    }
    findings
}

type GapTold = (String, bool);

fn gap(config: &Config, process: Process, says: &str, chosen: bool) -> Finding {
    let says = format!("{process} is not walled off: {says}");
    if config.isolation.required && !chosen { Finding::Wrong(says) } else { Finding::Note(says) }
}

fn try_one(path: &Path, process: Process, attempt: Attempt, name: &str) -> (Finding, BTreeSet<GapTold>) {
    let started = std::env::current_exe().and_then(|program| {
        Command::new(program).args(["walls-probe", &process.to_string(), name, "--config"]).arg(path).output()
    });
    let what = format!("{process}, within its walls: {}", attempt.says(process));
    let output = match started {
        Ok(output) => output,
        Err(e) => return (Finding::Wrong(format!("{what}: could not be tried: {e}")), BTreeSet::new()),
    };
    let told: Vec<Told> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let finding = judge(&what, &told, &output);
    let gaps = told.into_iter().filter_map(|told| match told {
        Told::Gap { says, chosen } => Some((says, chosen)),
        _ => None,
    });
    (finding, gaps.collect())
}

fn judge(what: &str, told: &[Told], output: &Output) -> Finding {
    let after = told.iter().find_map(|told| if let Told::After(after) = told { Some(after) } else { None });
    let refused = match (after, output.status.signal()) {
        (Some(Some(why)), _) => format!("refused ({why})"),
        (Some(None), _) if told.contains(&Told::Expected(false)) => {
            return Finding::Note(format!("{what}: possible, as the walls are chosen or for want of one"));
        }
        (Some(None), _) => return Finding::Wrong(format!("{what}: POSSIBLE")),
        (None, Some(libc::SIGSYS)) => "ended by the kernel".to_owned(),
        (None, _) => {
            let said = String::from_utf8_lossy(&output.stderr);
            return Finding::Wrong(format!("{what}: could not be tried: {}", said.trim()));
        }
    };
    match told.first() {
        Some(Told::Before(None)) => Finding::Well(format!("{what}: {refused}; possible without them")),
        Some(Told::Before(Some(why))) => {
            Finding::Note(format!("{what}: {refused}; but neither was it without them ({why})"))
        }
        _ => Finding::Wrong(format!("{what}: the probe told nothing")),
    }
}
