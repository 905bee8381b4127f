//! Sandbox of the signer's processes. Its steps are in the crate `walls`, the reasons in
//! `docs/decisions/0011-isolation.md`.

mod profile;

pub(crate) use profile::{Process, profile};
pub(crate) use sandbox::{Sandbox, clean_environment};

use crate::log;
use sandbox::{Confined, SandboxError};

/// Applies the last layer of a process's sandbox, and logs its gaps.
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
