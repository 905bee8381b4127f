//! Attempts of the sandbox self-test.

use super::Stage;
use crate::hardening::Process;
use crate::token::load_library;
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, Resource, Rlimit};
use std::fs::{File, OpenOptions};
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::path::Path;
use std::process::Command;

/// An attempt at something that no process needs to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    ReadForeign,
    ReadOthers,
    WriteForeign,
    WriteOthers,
    ConnectTcp,
    BindTcp,
    SendUdp,
    ConnectAbstract,
    Execute,
    LookInto,
    Signal,
    DumpCore,
    StartThread,
    LoadCode,
}

/// A library that is part of every C library, and that nothing here uses.
const UNUSED_LIBRARY: &str = "libBrokenLocale.so.1";

impl Attempt {
    /// All of them, with their names.
    pub(crate) const ALL: [(Self, &str); 14] = [
        (Self::ReadForeign, "read-foreign"),
        (Self::ReadOthers, "read-others"),
        (Self::WriteForeign, "write-foreign"),
        (Self::WriteOthers, "write-others"),
        (Self::ConnectTcp, "connect-tcp"),
        (Self::BindTcp, "bind-tcp"),
        (Self::SendUdp, "send-udp"),
        (Self::ConnectAbstract, "connect-abstract"),
        (Self::Execute, "execute"),
        (Self::LookInto, "look-into"),
        (Self::Signal, "signal"),
        (Self::DumpCore, "dump-core"),
        (Self::StartThread, "start-thread"),
        (Self::LoadCode, "load-code"),
    ];

    /// By its name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(attempt, _)| attempt)
    }

    /// For people.
    pub(crate) fn says(self, process: Process) -> &'static str {
        match (self, process) {
            (Self::ReadForeign, _) => "read /etc/passwd",
            (Self::ReadOthers, Process::Run) => "read the PIN",
            (Self::ReadOthers, Process::Worker | Process::Desk) => "read the ledger's journal",
            (Self::WriteForeign, _) => "make a file in /tmp",
            (Self::WriteOthers, Process::Run) => "make a file beside the token's",
            (Self::WriteOthers, Process::Worker | Process::Desk) => "make a file beside the ledger's",
            (Self::ConnectTcp, _) => "connect by TCP",
            (Self::BindTcp, _) => "listen by TCP",
            (Self::SendUdp, _) => "send by UDP",
            (Self::ConnectAbstract, _) => "connect to another program's abstract socket",
            (Self::Execute, _) => "start another program",
            (Self::LookInto, _) => "take an open file out of another process",
            (Self::Signal, _) => "send another process a signal",
            (Self::DumpCore, _) => "allow itself a core dump again",
            (Self::StartThread, _) => "start a thread",
            (Self::LoadCode, _) => "load a library",
        }
    }

    /// Does Landlock, where it is available, stop it?
    pub(super) fn stopped_by_landlock(self, process: Process) -> bool {
        match self {
            Self::SendUdp | Self::DumpCore | Self::StartThread => false,
            // The worker reads libraries: it could not load its module otherwise.
            Self::LoadCode => process == Process::Run,
            _ => true,
        }
    }

    /// Do the strict system calls stop it?
    pub(super) fn stopped_by_strict_calls(self) -> bool {
        !matches!(
            self,
            Self::ReadForeign
                | Self::ReadOthers
                | Self::WriteForeign
                | Self::WriteOthers
                // `run` talks to the worker over a Unix socket; seccomp cannot see which one.
                | Self::ConnectAbstract
        )
    }

    /// Do the system-call rules for a vendor's module stop it?
    pub(super) fn stopped_by_module_calls(self) -> bool {
        matches!(self, Self::Execute | Self::LookInto)
    }

    /// Makes the attempt.
    pub(crate) fn make(self, stage: &Stage) -> io::Result<()> {
        match self {
            Self::ReadForeign => read("/etc/passwd".as_ref()),
            Self::ReadOthers => read(&stage.other_file),
            Self::WriteForeign => write("/tmp".as_ref()),
            Self::WriteOthers => write(&stage.other_directory),
            Self::ConnectTcp => TcpStream::connect(stage.address).map(drop),
            Self::BindTcp => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map(drop),
            Self::SendUdp => {
                UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?.send_to(b"x", stage.address).map(drop)
            }
            Self::ConnectAbstract => {
                UnixStream::connect_addr(&SocketAddr::from_abstract_name(&stage.abstract_name)?).map(drop)
            }
            Self::Execute => Command::new("/bin/true").status().map(drop),
            Self::LookInto => {
                let process = rustix::process::pidfd_open(other(stage), PidfdFlags::empty())?;
                Ok(rustix::process::pidfd_getfd(process, 0, PidfdGetfdFlags::empty()).map(drop)?)
            }
            Self::Signal => Ok(rustix::process::test_kill_process(other(stage))?),
            Self::DumpCore => {
                let any = Rlimit { current: Some(1 << 20), maximum: Some(1 << 20) };
                Ok(rustix::process::setrlimit(Resource::Core, any)?)
            }
            Self::StartThread => std::thread::Builder::new().spawn(|| {}).map(drop),
            Self::LoadCode => load_library(UNUSED_LIBRARY),
        }
    }
}

fn other(stage: &Stage) -> Pid {
    Pid::from_child(&stage.other)
}

fn read(path: &Path) -> io::Result<()> {
    File::open(path).map(drop)
}

fn write(directory: &Path) -> io::Result<()> {
    let path = directory.join(format!("insignia-signer-walls-{}", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&path)?;
    std::fs::remove_file(path)
}
