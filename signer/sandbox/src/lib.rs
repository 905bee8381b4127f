//! What a process that holds a ledger, a PIN or a door gives up, for good, in three steps whose order the types fix.
//!
//! 1. [`Sandbox::shed`]: before anything is opened. Core dumps, being traced, new privileges, the umask, swapped memory.
//! 2. [`Shed::confine`]: when its own files are there and before a second thread is. Landlock counts for the thread that
//!    asks and those that it starts: files, TCP, signals, abstract sockets.
//! 3. [`Confined::seal`]: when every thread is there. seccomp, for all threads: from here on nothing can be started.
//!
//! What the kernel lacks is told; a profile may demand that nothing is lacking. Why: `docs/decisions/0011-isolation.md`.

mod calls;
mod environment;
mod files;
mod gap;
mod give_up;
mod memory;
mod profile;
pub mod selftest;

pub use environment::clean as clean_environment;
pub use gap::{Gap, Layer};
pub use give_up::give_up;
pub use profile::{Profile, SystemCalls};

/// Why the walls could not be raised.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The kernel does not let go.
    #[error("giving up {0}")]
    GiveUp(&'static str, #[source] rustix::io::Errno),
    /// Landlock failed, which is not the same as missing.
    #[error("raising Landlock's walls around files and network")]
    Landlock(#[from] landlock::RulesetError),
    /// seccomp failed, which is not the same as missing.
    #[error("raising seccomp's wall around system calls")]
    Seccomp(#[from] seccompiler::Error),
    /// The filter could not be written.
    #[error("describing the system calls that are needed")]
    Filter(#[from] seccompiler::BackendError),
    /// A wall is demanded and not to be had.
    #[error("walls are required, and here is missing: {0}")]
    Missing(String),
}

/// The walls of one process, none of them standing.
#[derive(Debug)]
pub struct Sandbox {
    profile: Profile,
}

/// The first step is taken.
#[derive(Debug)]
pub struct Shed {
    profile: Profile,
    /// What stays open, and why.
    gaps: Vec<Gap>,
}

/// The second step is taken.
#[derive(Debug)]
pub struct Confined(Shed);

impl Sandbox {
    /// As this process needs them.
    #[must_use]
    pub fn of(profile: Profile) -> Self {
        Self { profile }
    }

    /// Core dumps, being traced, new privileges, memory that is written to swap, files open to others.
    ///
    /// # Errors
    /// [`SandboxError::GiveUp`].
    pub fn shed(self) -> Result<Shed, SandboxError> {
        give_up()?;
        let gaps = memory::lock().into_iter().collect();
        Ok(Shed { profile: self.profile, gaps })
    }
}

impl Shed {
    /// Files, TCP, signals, abstract sockets: only what the profile names. For this thread and those it starts.
    ///
    /// # Errors
    /// [`SandboxError::Landlock`].
    pub fn confine(mut self) -> Result<Confined, SandboxError> {
        if self.profile.landlock {
            self.gaps.extend(files::confine(&self.profile)?);
        } else {
            let says = "files, network and signals: off by the configuration (`landlock`)";
            self.gaps.push(Gap::chosen(Layer::Landlock, says));
        }
        Ok(Confined(self))
    }
}

impl Confined {
    /// System calls, for all threads of this process. Gives what stayed open.
    ///
    /// # Errors
    /// [`SandboxError::Missing`] where the profile demands what cannot be had; [`SandboxError::Seccomp`].
    pub fn seal(self) -> Result<Vec<Gap>, SandboxError> {
        let Shed { profile, mut gaps } = self.0;
        gaps.extend(calls::seal(profile.calls)?);
        let missing: Vec<_> = gaps.iter().filter(|gap| !gap.chosen).map(ToString::to_string).collect();
        if profile.required && !missing.is_empty() {
            return Err(SandboxError::Missing(missing.join("; ")));
        }
        Ok(gaps)
    }
}
