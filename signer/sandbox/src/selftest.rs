//! Self-test of the sandbox: tries from inside what a profile forbids, in one child process for each attempt.
//!
//! A child makes the attempt, enters the sandbox of one of the signer's processes, and makes the attempt again. This
//! reveals a missing restriction, and also an attempt that proves nothing.

mod attempt;
mod stage;

pub use attempt::Attempt;

use crate::{Gap, Layer, Profile, Sandbox, SandboxError, SystemCalls};
use serde::{Deserialize, Serialize};
use stage::Stage;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;

/// Input of a child: the sandbox to enter, and the targets of the attempts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trial {
    /// Permissions of the process. `required` is ignored: a missing restriction is reported, and the others are still
    /// tried.
    pub profile: Profile,
    /// A file of another process, which the attempt reads.
    pub other_file: PathBuf,
    /// A directory of another process, in which the attempt makes a file.
    pub other_directory: PathBuf,
    /// The process may read libraries: it could not load its module otherwise.
    pub reads_libraries: bool,
}

/// A report of a child, one JSON text per line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// Result of the attempt outside the sandbox: its error. `None`: it succeeded.
    Before(Option<String>),
    /// A gap in the sandbox.
    Gap {
        /// The gap, in words.
        says: String,
        /// The configuration chose the gap.
        chosen: bool,
    },
    /// Does the sandbox have a restriction that should stop the attempt?
    Expected(bool),
    /// Result of the attempt inside the sandbox: its error. A child that is killed for the attempt reports nothing.
    After(Option<String>),
}

/// Why no attempt could be made.
#[derive(Debug, thiserror::Error)]
pub enum SelftestError {
    /// A precondition of the attempt could not be set up.
    #[error("preparing an attempt")]
    Stage(#[source] io::Error),
    /// A report could not be written.
    #[error("writing a report")]
    Report(#[source] io::Error),
    /// The sandbox could not be set up.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
}

/// Makes one attempt outside the sandbox, enters the sandbox, and repeats the attempt. The repetition may kill this
/// process.
///
/// `load` loads a library by its name; `other` starts a process that runs until its standard input ends.
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

/// Does the sandbox have a restriction that should stop the attempt?
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
