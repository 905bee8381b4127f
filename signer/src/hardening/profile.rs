//! What each process needs, and so what it keeps.

use super::settings::{Isolation, Strictness};
use crate::config::{Config, SoftHsm};
use crate::worker::mark::Mark;
use sandbox::{Profile, SystemCalls};
use std::fmt;
use std::path::{Path, PathBuf};

/// A process with walls of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Process {
    Run,
    Worker,
    Desk,
}

impl Process {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Run, Self::Worker, Self::Desk];

    /// By its name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|process| process.to_string() == name)
    }
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

/// Where modules and what they stand on lie. Reading is what loading takes; nothing may be executed.
const LIBRARIES: [&str; 10] = [
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/ssl/openssl.cnf",
    "/etc/localtime",
    "/dev/urandom",
    "/dev/random",
];

/// Everything that a process may still do when its walls stand.
pub(crate) fn profile(process: Process, config: &Config) -> Profile {
    match process {
        Process::Run => run(config),
        Process::Worker => worker(config),
        Process::Desk => desk(config),
    }
}

/// Its state and what it publishes. Contexts and configuration were read before; it connects to the worker.
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

/// No file at all: its page and its configuration are in memory, its listener is open. It connects to `run`, on one thread.
fn desk(config: &Config) -> Profile {
    let calls = match config.isolation.seccomp {
        Some(Strictness::Off) => SystemCalls::Off,
        _ => SystemCalls::Strict { connects: true, events: true },
    };
    nothing(&config.isolation, calls)
}

/// Module, token, PIN and the mark of an unfinished login; no ledger.
fn worker(config: &Config) -> Profile {
    let Isolation { read, write, tcp_ports, .. } = config.isolation.clone();
    let softhsm = config.token.softhsm.as_ref();
    let usual = if softhsm.is_some() { Strictness::Strict } else { Strictness::Module };
    let calls = match config.isolation.seccomp.unwrap_or(usual) {
        Strictness::Strict => SystemCalls::Strict { connects: false, events: false },
        Strictness::Module => SystemCalls::Module,
        Strictness::Off => SystemCalls::Off,
    };
    let mut profile = nothing(&config.isolation, calls);
    profile.read.extend(LIBRARIES.iter().map(PathBuf::from));
    profile.read.extend(config.token.module.parent().map(Path::to_owned));
    profile.read.push(config.token.pin_file.clone());
    profile.read.extend(read);
    profile.read.extend(softhsm.map(SoftHsm::conf));
    profile.write.push(Mark::directory(&config.directory));
    profile.write.extend(softhsm.map(SoftHsm::tokens));
    let (devices, directories): (Vec<_>, Vec<_>) =
        write.into_iter().partition(|path| path.starts_with("/dev"));
    profile.write.extend(directories);
    profile.devices = devices;
    profile.tcp_ports = tcp_ports;
    profile
}

fn nothing(settings: &Isolation, calls: SystemCalls) -> Profile {
    Profile { required: settings.required, landlock: settings.landlock, calls, ..Profile::default() }
}
