//! Sandbox of the signer's processes. Its steps are in the crate `walls`, the reasons in
//! `docs/decisions/0011-isolation.md`.

mod profile;
mod settings;

pub(crate) use profile::{Process, profile};
pub(crate) use settings::Isolation;
pub(crate) use walls::{Walls, clean_environment, give_up};

use crate::log;
use walls::{Confined, WallError};

/// Applies the last layer of a process's sandbox, and logs its gaps.
pub(crate) fn seal(process: Process, walls: Confined) -> Result<(), WallError> {
    let gaps = walls.seal()?;
    for gap in &gaps {
        log::say(&format!("{process}: not walled off: {gap}"));
    }
    if gaps.is_empty() {
        log::say(&format!("{process}: every wall stands"));
    }
    Ok(())
}
