//! `insignia-signer walls-probe`: started by `doctor walls`, once for each attempt.

use super::{CONFIG, USAGE, configuration, fail};
use crate::config::Config;
use crate::hardening::Process;
use crate::probe::{self, Attempt, Stage, Told};
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Makes one attempt outside the sandbox, enters the sandbox of the process, and repeats it. That may
/// kill this process.
pub(crate) fn probe(path: &Path, process: &str, attempt: &str) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let (Some(process), Some(attempt)) = (Process::named(process), Attempt::named(attempt)) else {
        return ExitCode::from(USAGE);
    };
    match tell_all(process, attempt, &config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

/// The target process: it runs until its standard input ends.
pub(crate) fn target() -> ExitCode {
    let _ = std::io::stdin().lock().read_to_end(&mut Vec::new());
    ExitCode::SUCCESS
}

fn tell_all(process: Process, attempt: Attempt, config: &Config) -> Result<(), Box<dyn Error>> {
    let stage = Stage::set(process, config)?;
    let make = || attempt.make(&stage).err().map(|e| e.to_string());
    tell(&Told::Before(make()))?;
    let (profile, gaps) = probe::raise(process, config)?;
    for gap in &gaps {
        tell(&Told::Gap { says: gap.to_string(), chosen: gap.chosen })?;
    }
    tell(&Told::Expected(probe::expected(attempt, process, &profile, &gaps)))?;
    tell(&Told::After(make()))?;
    Ok(())
}

fn tell(told: &Told) -> Result<(), Box<dyn Error>> {
    let mut line = serde_json::to_vec(told)?;
    line.push(b'\n');
    Ok(std::io::stdout().lock().write_all(&line)?)
}
