//! What a process that holds a ledger or a PIN gives up before it does anything else:
//! core dumps, being traced by others of its user, and gaining privileges through what it starts.

use rustix::process::{DumpableBehavior, Resource, Rlimit};

/// Why a privilege could not be given up.
#[derive(Debug, thiserror::Error)]
#[error("giving up {0}")]
pub(crate) struct HardeningError(&'static str, #[source] rustix::io::Errno);

/// Gives them up, for good. `execve` makes a process dumpable again, so this comes after any re-exec.
pub(crate) fn harden() -> Result<(), HardeningError> {
    // Not dumpable means no ptrace by processes of the same user, and /proc/<pid> owned by root.
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)
        .map_err(|e| HardeningError("being traced", e))?;
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    rustix::process::setrlimit(Resource::Core, none).map_err(|e| HardeningError("core dumps", e))?;
    rustix::thread::set_no_new_privs(true).map_err(|e| HardeningError("new privileges", e))?;
    Ok(())
}
