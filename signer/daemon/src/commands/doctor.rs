//! `insignia-signer doctor`: what is wrong with this set-up, and what to do about it.

mod certificates;
mod device;
mod sandbox;

pub(crate) use sandbox::test_sandbox;

use super::{configuration, print};
use crate::config::Config;
use crate::log;
use host_files::{atomic_file, state_directory};
use ipc::Timed;
use protocol::{FrameError, HealthReport, PinState, Problem, Request, request};
use std::fmt::Write;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use token_protocol::{LoginMarker, pin_file};

/// Result of one check.
#[derive(Debug)]
enum Finding {
    Well(String),
    /// Not wrong, but worth knowing.
    Note(String),
    Wrong(String),
}

/// Checks without changing anything, and prints the findings. Exit code 0 if nothing is wrong.
pub(crate) fn doctor(path: &Path) -> ExitCode {
    let Ok(config) = configuration(path) else { return ExitCode::FAILURE };
    print_findings(&examine(path, &config))
}

fn print_findings(findings: &[Finding]) -> ExitCode {
    let mut text = String::new();
    for finding in findings {
        let (mark, says) = match finding {
            Finding::Well(says) => ("ok  ", says),
            Finding::Note(says) => ("note", says),
            Finding::Wrong(says) => ("BAD ", says),
        };
        let _ = writeln!(text, "{mark}  {says}");
    }
    print(&text);
    let wrong = findings.iter().any(|finding| matches!(finding, Finding::Wrong(_)));
    if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn examine(path: &Path, config: &Config) -> Vec<Finding> {
    // First, because it waits for a pending login.
    let health = health(config);
    let mut findings =
        vec![directory(config), public(config), module(config), pin(config), mark(config), ledger(config)];
    findings.extend(softhsm(config));
    findings.extend(pin_in_state(config));
    findings.extend(sandbox::gaps(path, config));
    match health {
        Ok(health) => {
            findings.extend(running(&health));
            findings.extend(certificates::findings(config));
        }
        Err(e) => findings.push(Finding::Wrong(format!(
            "`run` does not answer at {}: {}. Is it started, and is this user the signer's, the web server's or root?",
            config.socket.display(),
            log::chain(&e)
        ))),
    }
    findings
}

fn directory(config: &Config) -> Finding {
    match state_directory::check(&config.directory) {
        Ok(()) => Finding::Well(format!("only this user can open {}", config.directory.display())),
        // Root can read everything, and starts no process here.
        Err(state_directory::StateDirectoryError::Owner(path, owner, 0)) => {
            if atomic_file::excess(&path, atomic_file::PRIVATE_DIRECTORY).unwrap_or(1) == 0 {
                Finding::Well(format!("only user {owner} can open {}", path.display()))
            } else {
                Finding::Wrong(format!("{} is open to others; `chmod 0700` it", path.display()))
            }
        }
        Err(e) => Finding::Wrong(log::chain(&e)),
    }
}

/// Another user with write access could publish keys and tiles of their own.
fn public(config: &Config) -> Finding {
    let path = config.public.display();
    match atomic_file::excess(&config.public, atomic_file::PUBLIC_DIRECTORY) {
        Ok(0) => Finding::Well(format!("{path} can be written by its user alone")),
        Ok(_) => Finding::Wrong(format!("{path} can be written by others; `chmod 0755` it")),
        Err(e) => Finding::Wrong(format!("{path} cannot be checked: {e}. `run` makes it when it starts")),
    }
}

fn module(config: &Config) -> Finding {
    let module = &config.token.module;
    if module.is_file() {
        Finding::Well(format!("the module {} is there", module.display()))
    } else {
        Finding::Wrong(format!(
            "the module {} is not there. For SoftHSM: apt-get install softhsm2",
            module.display()
        ))
    }
}

fn softhsm(config: &Config) -> Option<Finding> {
    let softhsm = config.token.softhsm.as_ref()?;
    (!softhsm.conf().is_file()).then(|| {
        Finding::Wrong(format!("{} is missing. Run `insignia-signer token init`", softhsm.conf().display()))
    })
}

fn pin(config: &Config) -> Finding {
    match pin_file::check(&config.token.pin_file) {
        Ok(()) => {
            Finding::Well(format!("the PIN file {} is closed to others", config.token.pin_file.display()))
        }
        Err(e) => Finding::Wrong(log::chain(&e)),
    }
}

/// `run` can read everything below its directory.
fn pin_in_state(config: &Config) -> Option<Finding> {
    config.token.pin_file.starts_with(&config.directory).then(|| {
        Finding::Wrong(format!(
            "the PIN file {} lies below {}, where `run` can read it. Move it elsewhere",
            config.token.pin_file.display(),
            config.directory.display()
        ))
    })
}

fn mark(config: &Config) -> Finding {
    let mark = LoginMarker::of(&config.directory);
    if mark.stands() {
        Finding::Wrong(format!(
            "{} exists: a login failed or was cut short, so no further login is tried. Check the PIN file, then run `insignia-signer pin retry`",
            mark.path().display()
        ))
    } else {
        Finding::Well("no login is unfinished".to_owned())
    }
}

fn ledger(config: &Config) -> Finding {
    match signer_core::inspect(&config.settings()) {
        Ok(size) => Finding::Well(format!("the ledger's {size} leaves agree in journal and tiles")),
        Err(e) => Finding::Wrong(format!(
            "the ledger is not reliable: {}. Keep both directories unchanged and find the cause",
            log::chain(&e)
        )),
    }
}

fn health(config: &Config) -> Result<HealthReport, FrameError> {
    ask(config, &request::Health)?.map_err(|problem| FrameError::Io(std::io::Error::other(problem)))
}

fn ask<R: Request>(config: &Config, request: &R) -> Result<Result<R::Answer, Problem>, FrameError> {
    let stream = UnixStream::connect(&config.socket)?;
    protocol::ask(&mut Timed::new(&stream, Duration::from_secs(25)), request)
}

fn running(health: &HealthReport) -> Vec<Finding> {
    let mut findings = vec![match health.pin {
        PinState::Good => Finding::Well(format!("the worker is logged in: {}", health.token)),
        PinState::Stopped => Finding::Wrong("the worker waits for `insignia-signer pin retry`".to_owned()),
        PinState::WorkerAway => Finding::Wrong(
            "the worker does not answer, or its token fails. Its log has the reason".to_owned(),
        ),
    }];
    findings.extend(health.device.iter().flat_map(device::findings));
    if health.isolation_off {
        findings.push(Finding::Note(
            "isolation is off (trial mode): web server and signer are one system user".to_owned(),
        ));
    }
    if !health.issuer_bound {
        findings.push(Finding::Note(
            "no issuer is bound yet: set the institution up in the web application".to_owned(),
        ));
    }
    findings
}
