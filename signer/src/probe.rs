//! Trying from inside what the walls of a process forbid: `doctor walls` starts one child for each attempt.
//!
//! A child makes the attempt, raises the very walls of `run` or `worker`, and makes it again. So a wall that is not
//! there, and an attempt that shows nothing, are both seen.

mod attempt;
mod stage;

pub(crate) use attempt::Attempt;
pub(crate) use stage::Stage;

use crate::config::Config;
use crate::hardening::{self, Process, Sandbox};
use sandbox::{Gap, Layer, Profile, SandboxError, SystemCalls};
use serde::{Deserialize, Serialize};

/// What a child tells, a JSON text on each line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Told {
    /// How the attempt went without walls. `None`: it was possible.
    Before(Option<String>),
    /// What stays open, and whether the configuration says so.
    Gap { says: String, chosen: bool },
    /// Is there a wall that should stop the attempt?
    Expected(bool),
    /// How the attempt went within the walls. A child that is killed for it tells nothing.
    After(Option<String>),
}

/// Raises the walls of a process in this one.
pub(crate) fn raise(process: Process, config: &Config) -> Result<(Profile, Vec<Gap>), SandboxError> {
    let mut config = config.clone();
    // What is missing is to be told, and the rest to be tried.
    config.isolation.required = false;
    let profile = hardening::profile(process, &config);
    let gaps = Sandbox::of(profile.clone()).shed()?.confine()?.seal()?;
    Ok((profile, gaps))
}

/// Is there a wall that should stop the attempt?
pub(crate) fn expected(attempt: Attempt, process: Process, profile: &Profile, gaps: &[Gap]) -> bool {
    let whole = |layer: Layer| gaps.iter().all(|gap| gap.layer != layer || gap.chosen);
    let by_calls = match profile.calls {
        SystemCalls::Strict { .. } => attempt.stopped_by_strict_calls(),
        SystemCalls::Module => attempt.stopped_by_module_calls(),
        SystemCalls::Off => false,
    };
    attempt.stopped_by_landlock(process) && profile.landlock && whole(Layer::Landlock)
        || by_calls && whole(Layer::SystemCalls)
}
