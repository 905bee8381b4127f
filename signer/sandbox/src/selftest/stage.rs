//! Preconditions of an attempt.

use super::Trial;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Listeners of this process, another process, and files of another of the signer's processes.
pub(super) struct Stage<'a> {
    #[expect(dead_code, reason = "held, not read: it answers at the address")]
    tcp: TcpListener,
    pub(super) address: std::net::SocketAddr,
    pub(super) abstract_name: String,
    #[expect(dead_code, reason = "held, not read: it answers at the abstract name")]
    abstract_listener: UnixListener,
    /// Target process. It ends when this process does: its standard input is ours.
    pub(super) other: Child,
    pub(super) other_file: PathBuf,
    pub(super) other_directory: PathBuf,
    /// Loads a library by its name.
    pub(super) load: &'a dyn Fn(&str) -> io::Result<()>,
}

impl<'a> Stage<'a> {
    pub(super) fn set(
        trial: &Trial,
        load: &'a dyn Fn(&str) -> io::Result<()>,
        mut other: Command,
    ) -> io::Result<Self> {
        let abstract_name = format!("insignia-selftest-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&abstract_name)?;
        let other = other.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        Ok(Self {
            address: tcp.local_addr()?,
            tcp,
            abstract_name,
            abstract_listener: UnixListener::bind_addr(&address)?,
            other,
            other_file: trial.other_file.clone(),
            other_directory: trial.other_directory.clone(),
            load,
        })
    }
}
