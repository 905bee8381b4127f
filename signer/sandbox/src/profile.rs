//! Permissions of a process: what it needs, and therefore keeps.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Everything that one process may still do in its sandbox. The default permits no file, no port and no socket.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Fail if a restriction is unavailable.
    pub required: bool,
    /// Apply Landlock.
    pub landlock: bool,
    /// Permitted system calls.
    pub calls: SystemCalls,
    /// Files and directories (with all below) to read. Missing paths are skipped.
    pub read: Vec<PathBuf>,
    /// Directories (with all below) to read and to write, to make and remove files in.
    pub write: Vec<PathBuf>,
    /// Devices to read, write and control.
    pub devices: Vec<PathBuf>,
    /// TCP ports to connect to.
    pub tcp_ports: Vec<u16>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            required: false,
            landlock: true,
            calls: SystemCalls::Strict { connects: false, events: false },
            read: Vec::new(),
            write: Vec::new(),
            devices: Vec::new(),
            tcp_ports: Vec::new(),
        }
    }
}

/// Permitted system calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SystemCalls {
    /// Files, existing threads, incoming connections. Any other call ends the process.
    Strict {
        /// Unix sockets may be made and connected; otherwise the attempt is refused.
        connects: bool,
        /// One thread waits for many events at once, as asynchronous runtimes do.
        events: bool,
    },
    /// All calls except those that start programs, inspect other processes or change the system.
    Module,
    /// All calls.
    Off,
}
