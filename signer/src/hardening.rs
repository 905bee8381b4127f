//! The walls of the signer's processes. See the crate `sandbox` for the steps, `docs/decisions/0011-isolation.md` for why.

mod profile;

pub(crate) use profile::{Process, profile};
pub(crate) use sandbox::{Sandbox, clean_environment};

use crate::log;
use sandbox::{Confined, SandboxError};

/// Raises the last wall of a process, and says what all of them come to.
pub(crate) fn seal(process: Process, walls: Confined) -> Result<(), SandboxError> {
    let gaps = walls.seal()?;
    for gap in &gaps {
        log::say(&format!("{process}: not walled off: {gap}"));
    }
    if gaps.is_empty() {
        log::say(&format!("{process}: every wall stands"));
    }
    Ok(())
}
