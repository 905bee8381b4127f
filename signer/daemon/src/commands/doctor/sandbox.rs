//! `insignia-signer doctor sandbox`: tries from inside what the sandbox of each process forbids.

use super::{Finding, print_findings};
use crate::commands::configuration;
use crate::commands::programs::{self, DESK, TOKEN};
use crate::config::Config;
use crate::hardening;
use ::sandbox::Profile;
use ::sandbox::selftest::{Attempt, Report, Trial};
use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitCode, Output, Stdio};
use token_protocol::SoftHsm;

/// A process with a sandbox of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Process {
    Run,
    Worker,
    Desk,
}

impl Process {
    const ALL: [Self; 3] = [Self::Run, Self::Worker, Self::Desk];
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Run => "run",
            Self::Worker => "worker",
            Self::Desk => "desk",
        })
    }
}

/// Makes all attempts, and prints a line for each. Exit code 0 if nothing was possible that should not be.
pub(crate) fn test_sandbox(path: &Path) -> ExitCode {
    let Ok(config) = configuration(path) else { return ExitCode::FAILURE };
    let mut findings = Vec::new();
    for process in Process::ALL {
        let trial = trial(process, path, &config);
        let mut gaps = BTreeSet::new();
        let mut tried = Vec::new();
        for (attempt, name) in Attempt::ALL {
            let (finding, told) = try_one(path, process, &trial, attempt, name);
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
        let trial = trial(process, path, config);
        let (_, gaps) = try_one(path, process, &trial, Attempt::ReadForeign, "read-foreign");
        findings.extend(gaps.into_iter().map(|(says, chosen)| gap(config, process, &says, chosen)));
    }
    findings
}

type GapTold = (String, bool);

fn gap(config: &Config, process: Process, says: &str, chosen: bool) -> Finding {
    let says = format!("{process} is not restricted: {says}");
    if config.isolation.required && !chosen { Finding::Wrong(says) } else { Finding::Note(says) }
}

fn try_one(
    path: &Path,
    process: Process,
    trial: &io::Result<Trial>,
    attempt: Attempt,
    name: &str,
) -> (Finding, BTreeSet<GapTold>) {
    let started = start(path, process, trial, name);
    let what = format!("{process}, within its sandbox: {}", says(process, attempt));
    let output = match started {
        Ok(output) => output,
        Err(e) => return (Finding::Wrong(format!("{what}: could not be tried: {e}")), BTreeSet::new()),
    };
    let told: Vec<Report> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let finding = judge(&what, &told, &output);
    let gaps = told.into_iter().filter_map(|told| match told {
        Report::Gap { says, chosen } => Some((says, chosen)),
        _ => None,
    });
    (finding, gaps.collect())
}

/// The child is of the program that can load a library; within the sandbox of another process it is given that one's profile.
fn start(path: &Path, process: Process, trial: &io::Result<Trial>, attempt: &str) -> io::Result<Output> {
    let trial = trial.as_ref().map_err(|e| io::Error::new(e.kind(), e.to_string()))?;
    let mut program = programs::program(TOKEN)?;
    match process {
        Process::Worker => program.args(["selftest", attempt, "--config"]).arg(path),
        Process::Run | Process::Desk => program.args(["selftest-of", attempt]),
    };
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let Some(input) = child.stdin.take() {
        serde_json::to_writer(input, trial)?;
    }
    child.wait_with_output()
}

/// What belongs to another of the signer's processes.
fn trial(process: Process, path: &Path, config: &Config) -> io::Result<Trial> {
    let pin_file = &config.token.pin_file;
    let tokens = config.token.softhsm.as_ref().map(SoftHsm::tokens);
    let (other_file, other_directory) = match process {
        Process::Run => {
            (pin_file.clone(), tokens.or_else(|| pin_file.parent().map(Path::to_owned)).unwrap_or_default())
        }
        Process::Worker | Process::Desk => {
            (config.directory.join(signer_core::JOURNAL_FILE), config.directory.clone())
        }
    };
    let profile = match process {
        Process::Run => hardening::profile(config),
        Process::Desk => desk_profile(path)?,
        // `insignia-token` takes its profile from the configuration.
        Process::Worker => Profile::default(),
    };
    Ok(Trial { profile, other_file, other_directory, reads_libraries: process == Process::Worker })
}

/// The profile of the desk, as `insignia-desk` states it.
fn desk_profile(path: &Path) -> io::Result<Profile> {
    let output = programs::program(DESK)?.args(["profile", "--config"]).arg(path).output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn says(process: Process, attempt: Attempt) -> &'static str {
    match (attempt, process) {
        (Attempt::ReadOthers, Process::Run) => "read the PIN",
        (Attempt::ReadOthers, Process::Worker | Process::Desk) => "read the ledger's journal",
        (Attempt::WriteOthers, Process::Run) => "make a file next to the token's",
        (Attempt::WriteOthers, Process::Worker | Process::Desk) => "make a file next to the ledger's",
        _ => attempt.says(),
    }
}

fn judge(what: &str, told: &[Report], output: &Output) -> Finding {
    let after = told.iter().find_map(|told| if let Report::After(after) = told { Some(after) } else { None });
    let refused = match (after, output.status.signal()) {
        (Some(Some(why)), _) => format!("refused ({why})"),
        (Some(None), _) if told.contains(&Report::Expected(false)) => {
            return Finding::Note(format!(
                "{what}: possible, as configured or because the kernel lacks the restriction"
            ));
        }
        (Some(None), _) => return Finding::Wrong(format!("{what}: POSSIBLE")),
        (None, Some(libc::SIGSYS)) => "ended by the kernel".to_owned(),
        (None, _) => {
            let said = String::from_utf8_lossy(&output.stderr);
            return Finding::Wrong(format!("{what}: could not be tried: {}", said.trim()));
        }
    };
    match told.first() {
        Some(Report::Before(None)) => Finding::Well(format!("{what}: {refused}; possible without them")),
        Some(Report::Before(Some(why))) => {
            Finding::Note(format!("{what}: {refused}; but neither was it without them ({why})"))
        }
        _ => Finding::Wrong(format!("{what}: the probe reported nothing")),
    }
}
