//! Trying from inside what a profile forbids: one child process for each attempt.
//!
//! A child makes the attempt, raises the very sandbox of a process, and makes it again. So a layer that is not there, and an
//! attempt that shows nothing, are both seen.

mod attempt;
mod stage;

pub use attempt::Attempt;

use crate::{Gap, Layer, Profile, Sandbox, SandboxError, SystemCalls};
use serde::{Deserialize, Serialize};
use stage::Stage;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;

/// What is tried, as the child is given it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trial {
    /// What the process keeps. Nothing of it is required here: what is missing is to be seen, and the rest to be tried.
    pub profile: Profile,
    /// A file of another process, to be read.
    pub other_file: PathBuf,
    /// A directory of another process, to be written in.
    pub other_directory: PathBuf,
    /// The process reads libraries: it could not load its module otherwise.
    pub reads_libraries: bool,
}

/// What a child writes, a JSON text on each line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// How the attempt went without a sandbox. `None`: it was possible.
    Before(Option<String>),
    /// What stays open.
    Gap {
        /// In words.
        says: String,
        /// By the configuration.
        chosen: bool,
    },
    /// Is there a layer that should stop the attempt?
    Expected(bool),
    /// How the attempt went within the sandbox. A child that is killed for it writes nothing.
    After(Option<String>),
}

/// Why nothing could be tried.
#[derive(Debug, thiserror::Error)]
pub enum SelftestError {
    /// What an attempt needs is not there.
    #[error("preparing an attempt")]
    Stage(#[source] io::Error),
    /// Nobody reads the reports.
    #[error("writing a report")]
    Report(#[source] io::Error),
    /// The sandbox failed.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
}

/// Makes one attempt without a sandbox, raises it, and makes the attempt again. The process may well be killed for it.
///
/// `load` loads a library by its name; `other` starts a process that stays until its standard input ends.
///
/// # Errors
/// [`SelftestError`].
pub fn run(
    attempt: Attempt,
    trial: &Trial,
    load: &dyn Fn(&str) -> io::Result<()>,
    other: Command,
) -> Result<(), SelftestError> {
    let stage = Stage::set(trial, load, other).map_err(SelftestError::Stage)?;
    let make = || attempt.make(&stage).err().map(|e| e.to_string());
    report(&Report::Before(make()))?;
    let profile = Profile { required: false, ..trial.profile.clone() };
    let gaps = Sandbox::of(profile).shed()?.confine()?.seal()?;
    for gap in &gaps {
        report(&Report::Gap { says: gap.to_string(), chosen: gap.chosen })?;
    }
    report(&Report::Expected(expected(attempt, trial, &gaps)))?;
    report(&Report::After(make()))
}

/// Is there a layer that should stop the attempt?
fn expected(attempt: Attempt, trial: &Trial, gaps: &[Gap]) -> bool {
    let whole = |layer: Layer| gaps.iter().all(|gap| gap.layer != layer || gap.chosen);
    let by_calls = match trial.profile.calls {
        SystemCalls::Strict { .. } => attempt.stopped_by_strict_calls(),
        SystemCalls::Module => attempt.stopped_by_module_calls(),
        SystemCalls::Off => false,
    };
    attempt.stopped_by_landlock(trial.reads_libraries) && trial.profile.landlock && whole(Layer::Landlock)
        || by_calls && whole(Layer::SystemCalls)
}

fn report(report: &Report) -> Result<(), SelftestError> {
    let mut line = serde_json::to_vec(report).map_err(|e| SelftestError::Report(e.into()))?;
    line.push(b'\n');
    io::stdout().lock().write_all(&line).map_err(SelftestError::Report)
}
