//! What a process needs, and so what it keeps.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Everything that one process may still do when its walls stand. By default nothing: no file, no port, no socket.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Fail where a wall cannot be had.
    pub required: bool,
    /// Raise Landlock's walls.
    pub landlock: bool,
    /// Which system calls are left.
    pub calls: SystemCalls,
    /// Files and directories (with all below) to read. What is not there is left out.
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

/// Which system calls are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SystemCalls {
    /// Files, threads that are there already, connections that come in. Anything else ends the process.
    Strict {
        /// Unix sockets may be made and connected; otherwise trying it is refused.
        connects: bool,
        /// One thread waits for many things at once, as asynchronous runtimes do.
        events: bool,
    },
    /// Everything but what starts programs, looks into other processes or changes the system.
    Module,
    /// Everything.
    Off,
}
