//! Self-test of the sandbox: tries from inside what the sandbox of a process forbids. `doctor walls` starts one child
//! for each attempt.
//!
//! A child makes the attempt, enters the sandbox of one of the signer's processes, and makes it again. This reveals a
//! missing restriction, and also an attempt that proves nothing.

mod attempt;
mod stage;

pub(crate) use attempt::Attempt;
pub(crate) use stage::Stage;

use crate::config::Config;
use crate::hardening::{self, Process, Walls};
use serde::{Deserialize, Serialize};
use walls::{Gap, Profile, SystemCalls, Wall, WallError};

/// What a child reports, one JSON text per line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Told {
    /// Result of the attempt outside the sandbox. `None`: it succeeded.
    Before(Option<String>),
    /// A gap in the sandbox, and whether the configuration chose it.
    Gap { says: String, chosen: bool },
    /// Does the sandbox have a restriction that should stop the attempt?
    Expected(bool),
    /// Result of the attempt inside the sandbox. A child that is killed for the attempt reports nothing.
    After(Option<String>),
}

/// Puts this process into the sandbox of `process`.
pub(crate) fn raise(process: Process, config: &Config) -> Result<(Profile, Vec<Gap>), WallError> {
    let mut config = config.clone();
    // A missing restriction is reported, and the others are still tried.
    config.isolation.required = false;
    let profile = hardening::profile(process, &config);
    let gaps = Walls::of(profile.clone()).shed()?.confine()?.seal()?;
    Ok((profile, gaps))
}

/// Does the sandbox have a restriction that should stop the attempt?
pub(crate) fn expected(attempt: Attempt, process: Process, profile: &Profile, gaps: &[Gap]) -> bool {
    let whole = |wall: Wall| gaps.iter().all(|gap| gap.wall != wall || gap.chosen);
    let by_calls = match profile.calls {
        SystemCalls::Strict { .. } => attempt.stopped_by_strict_calls(),
        SystemCalls::Module => attempt.stopped_by_module_calls(),
        SystemCalls::Off => false,
    };
    attempt.stopped_by_landlock(process) && profile.landlock && whole(Wall::Landlock)
        || by_calls && whole(Wall::SystemCalls)
}
