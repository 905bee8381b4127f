//! Attempts of the sandbox self-test.

use super::stage::Stage;
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
pub enum Attempt {
    /// Read a system file.
    ReadForeign,
    /// Read a file of another process.
    ReadOthers,
    /// Make a file in a directory that everyone may write.
    WriteForeign,
    /// Make a file in a directory of another process.
    WriteOthers,
    /// Connect by TCP.
    ConnectTcp,
    /// Listen by TCP.
    BindTcp,
    /// Send by UDP.
    SendUdp,
    /// Connect to an abstract socket.
    ConnectAbstract,
    /// Start a program.
    Execute,
    /// Take an open file out of another process.
    LookInto,
    /// Send another process a signal.
    Signal,
    /// Raise the process's own limit for core dumps.
    DumpCore,
    /// Start a thread.
    StartThread,
    /// Load a library.
    LoadCode,
}

/// A library that is part of every C library, and that nothing here uses.
const UNUSED_LIBRARY: &str = "libBrokenLocale.so.1";

impl Attempt {
    /// All attempts, with their names.
    pub const ALL: [(Self, &str); 14] = [
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

    /// The attempt with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(attempt, _)| attempt)
    }

    /// Description for people.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::ReadForeign => "read /etc/passwd",
            Self::ReadOthers => "read another process's file",
            Self::WriteForeign => "make a file in /tmp",
            Self::WriteOthers => "make a file next to another process's",
            Self::ConnectTcp => "connect by TCP",
            Self::BindTcp => "listen by TCP",
            Self::SendUdp => "send by UDP",
            Self::ConnectAbstract => "connect to another program's abstract socket",
            Self::Execute => "start another program",
            Self::LookInto => "take an open file out of another process",
            Self::Signal => "send another process a signal",
            Self::DumpCore => "allow itself a core dump again",
            Self::StartThread => "start a thread",
            Self::LoadCode => "load a library",
        }
    }

    /// Does Landlock, where it is available, stop the attempt?
    pub(super) fn stopped_by_landlock(self, reads_libraries: bool) -> bool {
        match self {
            Self::SendUdp | Self::DumpCore | Self::StartThread => false,
            Self::LoadCode => !reads_libraries,
            _ => true,
        }
    }

    /// Do the strict system-call rules stop the attempt?
    pub(super) fn stopped_by_strict_calls(self) -> bool {
        !matches!(
            self,
            Self::ReadForeign
                | Self::ReadOthers
                | Self::WriteForeign
                | Self::WriteOthers
                // `run` connects to the token process over a Unix socket; seccomp cannot see which socket.
                | Self::ConnectAbstract
        )
    }

    /// Do the system-call rules for a vendor's module stop the attempt?
    pub(super) fn stopped_by_module_calls(self) -> bool {
        matches!(self, Self::Execute | Self::LookInto)
    }

    /// Makes the attempt.
    pub(super) fn make(self, stage: &Stage<'_>) -> io::Result<()> {
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
            Self::LoadCode => (stage.load)(UNUSED_LIBRARY),
        }
    }
}

fn other(stage: &Stage<'_>) -> Pid {
    Pid::from_child(&stage.other)
}

fn read(path: &Path) -> io::Result<()> {
    File::open(path).map(drop)
}

fn write(directory: &Path) -> io::Result<()> {
    let path = directory.join(format!("insignia-selftest-{}", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&path)?;
    std::fs::remove_file(path)
}
