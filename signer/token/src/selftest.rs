//! `insignia-token selftest`: started by `insignia-signer doctor sandbox`, once for each attempt. One of the attempts
//! loads a library. The signer has no code for that, so the self-test is in this program.

use crate::config::Config;
use crate::{CONFIG, USAGE, fail, profile};
use sandbox::Profile;
use sandbox::selftest::{self, Attempt, Trial};
use std::error::Error;
use std::io::{Read, stdin};
use std::process::{Command, ExitCode};

/// An attempt inside the sandbox of the token process. The profile follows from the configuration; standard input
/// supplies the rest of the trial.
pub(crate) fn own(config: &Config, attempt: &str) -> ExitCode {
    run(attempt, Some(profile::of(config)))
}

/// An attempt inside the sandbox that standard input describes.
pub(crate) fn given(attempt: &str) -> ExitCode {
    run(attempt, None)
}

/// The target process: it runs until its standard input ends.
pub(crate) fn target() -> ExitCode {
    let _ = stdin().lock().read_to_end(&mut Vec::new());
    ExitCode::SUCCESS
}

fn run(attempt: &str, own: Option<Profile>) -> ExitCode {
    let Some(attempt) = Attempt::named(attempt) else { return ExitCode::from(USAGE) };
    match try_out(attempt, own) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn try_out(attempt: Attempt, own: Option<Profile>) -> Result<(), Box<dyn Error>> {
    let mut trial: Trial = serde_json::from_reader(stdin().lock())?;
    trial.profile = own.unwrap_or(trial.profile);
    let mut other = Command::new(std::env::current_exe()?);
    other.arg("selftest-target");
    selftest::run(attempt, &trial, &|name| pkcs11::load_library(name), other)?;
    Ok(())
}
