//! Privileges that a process gives up: core dumps, tracing by other processes of its user, new privileges through
//! started programs, files open to others.

use crate::SandboxError;
use rustix::fs::Mode;
use rustix::process::{DumpableBehavior, Resource, Rlimit};

/// Gives up these privileges permanently. `execve` makes a process dumpable again, so call this after any re-exec.
///
/// # Errors
/// [`SandboxError::GiveUp`].
pub fn give_up() -> Result<(), SandboxError> {
    // Not dumpable means no ptrace by processes of the same user, and /proc/<pid> owned by root.
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)
        .map_err(|e| SandboxError::GiveUp("being traced", e))?;
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    rustix::process::setrlimit(Resource::Core, none).map_err(|e| SandboxError::GiveUp("core dumps", e))?;
    rustix::thread::set_no_new_privs(true).map_err(|e| SandboxError::GiveUp("new privileges", e))?;
    // Files for others get an explicit mode (`host_files::atomic_file`).
    rustix::process::umask(Mode::from_raw_mode(0o077));
    Ok(())
}
