//! What each process needs, and so what it keeps.

use super::settings::{Isolation, SystemCalls};
use crate::config::{Config, SoftHsm};
use crate::worker::mark::Mark;
use std::fmt;
use std::path::{Path, PathBuf};

/// A process with walls of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Process {
    Run,
    Worker,
}

impl Process {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Run, Self::Worker];

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
        })
    }
}

/// Everything that one process may still do when its walls stand.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) process: Process,
    pub(crate) required: bool,
    pub(crate) landlock: bool,
    pub(crate) calls: SystemCalls,
    /// Files and directories (with all below) to read. What is not there is left out.
    pub(super) read: Vec<PathBuf>,
    /// Directories (with all below) to read and to write, to make and remove files in.
    pub(super) write: Vec<PathBuf>,
    /// Devices to read, write and control.
    pub(super) devices: Vec<PathBuf>,
    /// TCP ports to connect to.
    pub(super) tcp_ports: Vec<u16>,
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

impl Profile {
    /// Of a process.
    pub(crate) fn of(process: Process, config: &Config) -> Self {
        match process {
            Process::Run => Self::run(config),
            Process::Worker => Self::worker(config),
        }
    }

    /// `run`: its state and what it publishes. Contexts and configuration were read before.
    fn run(config: &Config) -> Self {
        let calls = match config.isolation.seccomp {
            Some(SystemCalls::Off) => SystemCalls::Off,
            _ => SystemCalls::Strict,
        };
        Self {
            write: vec![config.directory.clone(), config.public.clone()],
            ..Self::nothing(Process::Run, &config.isolation, calls)
        }
    }

    /// `worker`: module, token, PIN and the mark of an unfinished login; no ledger.
    fn worker(config: &Config) -> Self {
        let Isolation { read, write, tcp_ports, .. } = config.isolation.clone();
        let softhsm = config.token.softhsm.as_ref();
        let usual = if softhsm.is_some() { SystemCalls::Strict } else { SystemCalls::Module };
        let calls = config.isolation.seccomp.unwrap_or(usual);
        let mut profile = Self::nothing(Process::Worker, &config.isolation, calls);
        profile.read.extend(LIBRARIES.iter().map(PathBuf::from));
        profile.read.extend(config.token.module.parent().map(Path::to_owned));
        profile.read.push(config.token.pin_file.clone());
        profile.read.extend(read);
        profile.read.extend(softhsm.map(SoftHsm::conf));
        profile.write.push(Mark::directory(&config.directory));
        profile.write.extend(softhsm.map(SoftHsm::tokens));
        let (devices, directories) =
            write.into_iter().partition::<Vec<_>, _>(|path| path.starts_with("/dev"));
        profile.write.extend(directories);
        profile.devices = devices;
        profile.tcp_ports = tcp_ports;
        profile
    }

    fn nothing(process: Process, settings: &Isolation, calls: SystemCalls) -> Self {
        Self {
            process,
            required: settings.required,
            landlock: settings.landlock,
            calls,
            read: Vec::new(),
            write: Vec::new(),
            devices: Vec::new(),
            tcp_ports: Vec::new(),
        }
    }
}
