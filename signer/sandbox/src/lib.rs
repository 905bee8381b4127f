//! Sandbox of a process that holds a ledger, a PIN or an endpoint: three permanent steps in an order that
//! the types fix.
//!
//! 1. [`Sandbox::shed`]: before any file or socket is opened. Core dumps, tracing, new privileges, the umask, swapped
//!    memory.
//! 2. [`Shed::confine`]: after the process's own files exist and before a second thread does. Landlock restricts the
//!    calling thread and the threads that it starts: files, TCP, signals, abstract sockets.
//! 3. [`Confined::seal`]: after every thread exists. seccomp, for all threads: from then on no thread and no program
//!    can be started.
//!
//! The last step reports restrictions that the kernel lacks; a profile may require all. Reasons:
//! `docs/decisions/0011-isolation.md`.

mod calls;
mod environment;
mod files;
mod gap;
mod give_up;
mod memory;
mod profile;
pub mod selftest;
mod settings;

pub use environment::clean as clean_environment;
pub use gap::{Gap, Layer};
pub use give_up::give_up;
pub use profile::{Profile, SystemCalls};
pub use settings::{Isolation, Strictness};

/// Why the sandbox could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The kernel did not allow a privilege to be dropped.
    #[error("giving up {0}")]
    GiveUp(&'static str, #[source] rustix::io::Errno),
    /// Landlock failed. A kernel without Landlock is a gap, not this error.
    #[error("restricting files and network by Landlock")]
    Landlock(#[from] landlock::RulesetError),
    /// seccomp failed. A kernel without seccomp is a gap, not this error.
    #[error("restricting system calls by seccomp")]
    Seccomp(#[from] seccompiler::Error),
    /// The filter could not be compiled.
    #[error("describing the system calls that are needed")]
    Filter(#[from] seccompiler::BackendError),
    /// A required restriction is unavailable.
    #[error("a complete sandbox is required, and it lacks: {0}")]
    Missing(String),
}

/// The sandbox of one process, before the first step.
#[derive(Debug)]
pub struct Sandbox {
    profile: Profile,
}

/// The sandbox after the first step.
#[derive(Debug)]
pub struct Shed {
    profile: Profile,
    /// Gaps found so far.
    gaps: Vec<Gap>,
}

/// The sandbox after the second step.
#[derive(Debug)]
pub struct Confined(Shed);

impl Sandbox {
    /// A sandbox with this profile.
    #[must_use]
    pub fn of(profile: Profile) -> Self {
        Self { profile }
    }

    /// Gives up core dumps, tracing, new privileges, memory that is written to swap, and files open to others.
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
    /// Restricts files, TCP, signals and abstract sockets to the profile's, for this thread and the threads that it
    /// starts.
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
    /// Restricts system calls, for all threads of this process. Returns the gaps.
    ///
    /// # Errors
    /// [`SandboxError::Missing`] if the profile requires an unavailable restriction; [`SandboxError::Seccomp`] and
    /// [`SandboxError::Filter`].
    pub fn seal(self) -> Result<Vec<Gap>, SandboxError> {
        let Shed { profile, mut gaps } = self.0;
        gaps.extend(calls::seal(profile.calls)?);
        let missing: Vec<_> = gaps.iter().filter(|gap| !gap.chosen).map(ToString::to_string).collect();
        if profile.required && !missing.is_empty() {
            return Err(SandboxError::Missing(missing.join("; ")));
        }
        Ok(gaps)
    }

    /// As [`Confined::seal`], and writes each gap to the log under the name of the process, or that there is none.
    ///
    /// # Errors
    /// Those of [`Confined::seal`].
    pub fn seal_logged(self, process: &str, log: impl Fn(&str)) -> Result<(), SandboxError> {
        let gaps = self.seal()?;
        for gap in &gaps {
            log(&format!("{process}: not restricted: {gap}"));
        }
        if gaps.is_empty() {
            log(&format!("{process}: the sandbox is complete"));
        }
        Ok(())
    }
}
