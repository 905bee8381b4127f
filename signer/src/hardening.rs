//! What a process that holds a ledger or a PIN gives up, for good, in three steps whose order the types fix.
//!
//! 1. [`Walls::shed`]: before anything is opened. Core dumps, being traced, new privileges, the umask, swapped memory.
//! 2. [`Shed::confine`]: when its own files are there and before a second thread is. Landlock counts for the thread that
//!    asks and those that it starts: files, TCP, signals, abstract sockets.
//! 3. [`Confined::seal`]: when every thread is there. seccomp, for all threads: from here on nothing can be started.
//!
//! What the kernel lacks is said; `[isolation] required = true` makes it an error.

mod calls;
mod environment;
mod files;
mod gap;
mod give_up;
mod memory;
mod profile;
mod settings;

pub(crate) use environment::clean as clean_environment;
pub(crate) use gap::{Gap, Wall};
pub(crate) use profile::{Process, Profile};
pub(crate) use settings::{Isolation, SystemCalls};

use crate::log;

/// Why the walls could not be raised.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HardeningError {
    #[error("giving up {0}")]
    GiveUp(&'static str, #[source] rustix::io::Errno),
    #[error("raising Landlock's walls around files and network")]
    Landlock(#[from] landlock::RulesetError),
    #[error("raising seccomp's wall around system calls")]
    Seccomp(#[from] seccompiler::Error),
    #[error("describing the system calls that are needed")]
    Filter(#[from] seccompiler::BackendError),
    #[error("`[isolation] required` is set, and here is missing: {0}")]
    Missing(String),
}

/// Core dumps, tracing and new privileges alone: for a command that does one thing and ends.
pub(crate) fn give_up() -> Result<(), HardeningError> {
    give_up::give_up()
}

/// The walls of one process, none of them standing.
#[derive(Debug)]
pub(crate) struct Walls {
    profile: Profile,
}

/// The first step is taken.
#[derive(Debug)]
pub(crate) struct Shed {
    profile: Profile,
    /// What stays open, and why.
    gaps: Vec<Gap>,
}

/// The second step is taken.
#[derive(Debug)]
pub(crate) struct Confined(Shed);

impl Walls {
    /// As this process needs them.
    pub(crate) fn of(profile: Profile) -> Self {
        Self { profile }
    }

    /// Core dumps, being traced, new privileges, memory that is written to swap, files open to others.
    pub(crate) fn shed(self) -> Result<Shed, HardeningError> {
        give_up::give_up()?;
        let gaps = memory::lock().into_iter().collect();
        Ok(Shed { profile: self.profile, gaps })
    }
}

impl Shed {
    /// Files, TCP, signals, abstract sockets: only what the profile names. For this thread and those it starts.
    pub(crate) fn confine(mut self) -> Result<Confined, HardeningError> {
        if self.profile.landlock {
            self.gaps.extend(files::confine(&self.profile)?);
        } else {
            let says = "files, network and signals: off by `[isolation] landlock`";
            self.gaps.push(Gap::chosen(Wall::Landlock, says));
        }
        Ok(Confined(self))
    }
}

impl Confined {
    /// System calls, for all threads of this process. Gives what stayed open.
    pub(crate) fn seal(self) -> Result<Vec<Gap>, HardeningError> {
        let Shed { profile, mut gaps } = self.0;
        gaps.extend(calls::seal(&profile)?);
        let missing: Vec<_> = gaps.iter().filter(|gap| !gap.chosen).map(ToString::to_string).collect();
        if profile.required && !missing.is_empty() {
            return Err(HardeningError::Missing(missing.join("; ")));
        }
        Ok(gaps)
    }

    /// [`Confined::seal`], and says what it comes to.
    pub(crate) fn seal_and_say(self) -> Result<(), HardeningError> {
        let process = self.0.profile.process;
        let gaps = self.seal()?;
        for gap in &gaps {
            log::say(&format!("{process}: not walled off: {gap}"));
        }
        if gaps.is_empty() {
            log::say(&format!("{process}: every wall stands"));
        }
        Ok(())
    }
}
