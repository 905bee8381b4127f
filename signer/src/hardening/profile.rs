//! What each process needs, and therefore keeps.

use crate::config::Config;
use sandbox::{Isolation, Strictness};
use sandbox::{Profile, SystemCalls};
use std::fmt;

/// A process with a sandbox of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Process {
    Run,
    Worker,
    Desk,
}

impl Process {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Run, Self::Worker, Self::Desk];
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Run => "run",
            Self::Worker => "worker",
            Self::Desk => "desk",
        })
    }
}

/// Everything that a process may still do when its walls stand. That of the token process is its own to know.
pub(crate) fn profile(process: Process, config: &Config) -> Profile {
    match process {
        Process::Run => run(config),
        Process::Desk => desk(config),
        Process::Worker => Profile::default(),
    }
}

/// Its state and its public files. Contexts and configuration were read before; it connects to the worker.
fn run(config: &Config) -> Profile {
    let calls = match config.isolation.seccomp {
        Some(Strictness::Off) => SystemCalls::Off,
        _ => SystemCalls::Strict { connects: true, events: false },
    };
    Profile {
        write: vec![config.directory.clone(), config.public.clone()],
        ..nothing(&config.isolation, calls)
    }
}

/// No file at all: page and configuration are in memory, the listener is open. It connects to `run`, on one thread.
fn desk(config: &Config) -> Profile {
    let calls = match config.isolation.seccomp {
        Some(Strictness::Off) => SystemCalls::Off,
        _ => SystemCalls::Strict { connects: true, events: true },
    };
    nothing(&config.isolation, calls)
}

fn nothing(settings: &Isolation, calls: SystemCalls) -> Profile {
    Profile { required: settings.required, landlock: settings.landlock, calls, ..Profile::default() }
}
