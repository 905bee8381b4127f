//! `[isolation]` of `signer.toml`.

use serde::Deserialize;
use std::path::PathBuf;

/// How strictly the processes are sandboxed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Isolation {
    /// Start only with a complete sandbox.
    pub(crate) required: bool,
    /// Landlock: files, network, signals.
    pub(crate) landlock: bool,
    /// seccomp. Unset: `strict` for SoftHSM, `module` for others.
    pub(crate) seccomp: Option<Strictness>,
    /// Files and directories that the vendor's module reads, in addition to itself and the system's libraries.
    pub(crate) read: Vec<PathBuf>,
    /// Files, directories and devices that the vendor's module writes.
    pub(crate) write: Vec<PathBuf>,
    /// TCP ports that the vendor's module connects to.
    pub(crate) tcp_ports: Vec<u16>,
    /// Environment variables that the vendor's module reads, in addition to the known ones.
    pub(crate) environment: Vec<String>,
}

impl Default for Isolation {
    fn default() -> Self {
        Self {
            required: false,
            landlock: true,
            seccomp: None,
            read: Vec::new(),
            write: Vec::new(),
            tcp_ports: Vec::new(),
            environment: Vec::new(),
        }
    }
}

/// System calls that the worker may make. Those of `run` are known, so it is strict unless this is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Strictness {
    /// Calls that SoftHSM needs. Any other ends the process.
    Strict,
    /// All calls except those that start programs, inspect other processes or change the system: vendors' modules open
    /// sockets, devices and threads of their own.
    Module,
    /// All calls.
    Off,
}
