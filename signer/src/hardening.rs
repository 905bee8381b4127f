//! The walls of the signer's processes. See the crate `walls` for the steps, `docs/decisions/0011-isolation.md` for why.

mod profile;
mod settings;

pub(crate) use profile::{Process, profile};
pub(crate) use settings::Isolation;
pub(crate) use walls::{Walls, clean_environment, give_up};

use crate::log;
use walls::{Confined, WallError};

/// Raises the last wall of a process, and says what all of them come to.
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
