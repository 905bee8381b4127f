//! `[isolation]` of `signer.toml`, which each of the signer's processes reads.

use serde::Deserialize;
use std::path::PathBuf;

/// How strictly the processes are sandboxed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Isolation {
    /// Start only with a complete sandbox.
    pub required: bool,
    /// Landlock: files, network, signals.
    pub landlock: bool,
    /// seccomp. Unset: `strict` for SoftHSM, `module` for others.
    pub seccomp: Option<Strictness>,
    /// Files and directories that the vendor's module reads, in addition to itself and the system's libraries.
    pub read: Vec<PathBuf>,
    /// Files, directories and devices that the vendor's module writes.
    pub write: Vec<PathBuf>,
    /// TCP ports that the vendor's module connects to.
    pub tcp_ports: Vec<u16>,
    /// Environment variables that the vendor's module reads, in addition to the known ones.
    pub environment: Vec<String>,
}

impl Isolation {
    /// The configured paths, with the names of their settings.
    pub fn paths(&self) -> impl Iterator<Item = (&'static str, &PathBuf)> {
        let read = self.read.iter().map(|path| ("isolation.read", path));
        read.chain(self.write.iter().map(|path| ("isolation.write", path)))
    }
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

/// System calls that the token process may make. Those of `run` are known, so `run` is strict unless this is `Off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strictness {
    /// Calls that SoftHSM needs. Any other ends the process.
    Strict,
    /// All calls except those that start programs, inspect other processes or change the system: vendors' modules open
    /// sockets, devices and threads of their own.
    Module,
    /// All calls.
    Off,
}
