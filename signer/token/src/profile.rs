//! Permissions of the token process: what it needs, and therefore keeps.

use crate::config::Config;
use sandbox::{Isolation, Strictness};
use sandbox::{Profile, SystemCalls};
use std::path::{Path, PathBuf};
use token_protocol::{LoginMarker, SoftHsm};

/// Directories and files of modules and their dependencies. Loading takes read access; no program may be executed.
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

/// Permits module, token, PIN and login marker; no ledger.
pub(crate) fn of(config: &Config) -> Profile {
    let Isolation { read, write, tcp_ports, .. } = config.isolation.clone();
    let softhsm = config.token.softhsm.as_ref();
    let usual = if softhsm.is_some() { Strictness::Strict } else { Strictness::Module };
    let calls = match config.isolation.seccomp.unwrap_or(usual) {
        Strictness::Strict => SystemCalls::Strict { connects: false, events: false },
        Strictness::Module => SystemCalls::Module,
        Strictness::Off => SystemCalls::Off,
    };
    let mut profile = Profile {
        required: config.isolation.required,
        landlock: config.isolation.landlock,
        calls,
        ..Profile::default()
    };
    profile.read.extend(LIBRARIES.iter().map(PathBuf::from));
    profile.read.extend(config.token.module.parent().map(Path::to_owned));
    profile.read.push(config.token.pin_file.clone());
    profile.read.extend(read);
    profile.read.extend(softhsm.map(SoftHsm::conf));
    profile.write.push(LoginMarker::directory(&config.directory));
    profile.write.extend(softhsm.map(SoftHsm::tokens));
    let (devices, directories): (Vec<_>, Vec<_>) =
        write.into_iter().partition(|path| path.starts_with("/dev"));
    profile.write.extend(directories);
    profile.devices = devices;
    profile.tcp_ports = tcp_ports;
    profile
}
