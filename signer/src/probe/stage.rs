//! Preconditions of an attempt.

use crate::config::{Config, SoftHsm};
use crate::hardening::Process;
use crate::ledger::journal;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Listeners of this process, another process, and files of another of the signer's processes.
#[derive(Debug)]
pub(crate) struct Stage {
    #[expect(dead_code, reason = "held, not read: it answers at the address")]
    tcp: TcpListener,
    pub(super) address: std::net::SocketAddr,
    pub(super) abstract_name: String,
    #[expect(dead_code, reason = "held, not read: it answers at the abstract name")]
    abstract_listener: UnixListener,
    /// It ends when this process does: its standard input is ours.
    pub(super) other: Child,
    pub(super) other_file: PathBuf,
    pub(super) other_directory: PathBuf,
}

impl Stage {
    /// For attempts of this process.
    pub(crate) fn set(process: Process, config: &Config) -> io::Result<Self> {
        let abstract_name = format!("insignia-signer-walls-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&abstract_name)?;
        let other = Command::new(std::env::current_exe()?)
            .arg("walls-target")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let token = config.token.softhsm.as_ref().map(SoftHsm::tokens);
        let (other_file, other_directory) = match process {
            Process::Run => (
                config.token.pin_file.clone(),
                token.or_else(|| config.token.pin_file.parent().map(Path::to_owned)).unwrap_or_default(),
            ),
            Process::Worker | Process::Desk => {
                (config.directory.join(journal::FILE), config.directory.clone())
            }
        };
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        Ok(Self {
            address: tcp.local_addr()?,
            tcp,
            abstract_name,
            abstract_listener: UnixListener::bind_addr(&address)?,
            other,
            other_file,
            other_directory,
        })
    }
}
