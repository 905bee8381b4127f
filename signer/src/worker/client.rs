//! `run`'s side of the worker's socket.

use super::message::{Ask, Reply, TokenKey, WorkerFault};
use crate::log;
use crate::socket::{Timed, peer};
use protocol::{Fault, FaultCode, FrameError};
use std::io;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long the token may take for one thing. A key pair takes the longest: seconds on a card.
const DEADLINE: Duration = Duration::from_secs(20);

/// The worker, one question at a time.
#[derive(Debug)]
pub(crate) struct Worker {
    socket: PathBuf,
    stream: Mutex<Option<UnixStream>>,
}

impl Worker {
    /// At its socket; connected when first asked.
    pub(crate) fn new(socket: PathBuf) -> Self {
        Self { socket, stream: Mutex::new(None) }
    }

    /// Module and token, for people. An error unless the worker is logged in.
    pub(crate) fn describe(&self) -> Result<String, WorkerFault> {
        match self.ask(&Ask::Describe)? {
            Reply::Token { description } => Ok(description),
            reply => Err(unexpected(reply)),
        }
    }

    /// The key pair of a label, made if it is not there.
    pub(crate) fn create_key(&self, label: &str) -> Result<TokenKey, WorkerFault> {
        match self.ask(&Ask::CreateKey { label: label.to_owned() })? {
            Reply::Key(key) => Ok(key),
            reply => Err(unexpected(reply)),
        }
    }

    /// Destroys the key pair of a label.
    pub(crate) fn destroy(&self, label: &str) -> Result<(), WorkerFault> {
        match self.ask(&Ask::Destroy { label: label.to_owned() })? {
            Reply::Destroyed => Ok(()),
            reply => Err(unexpected(reply)),
        }
    }

    /// A signature over 64 bytes.
    pub(crate) fn sign(&self, label: &str, bytes: &[u8; 64]) -> Result<[u8; 64], WorkerFault> {
        let reply = self.ask(&Ask::Sign { label: label.to_owned(), bytes: hex::encode(bytes) })?;
        let Reply::Signature { signature } = &reply else { return Err(unexpected(reply)) };
        let mut bytes = [0; 64];
        match hex::decode_to_slice(signature, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(_) => Err(unexpected(reply)),
        }
    }

    /// Asks, over the standing connection if there is one. A worker that was restarted meanwhile is asked once more:
    /// every question gives the same answer twice.
    fn ask(&self, ask: &Ask) -> Result<Reply, WorkerFault> {
        let mut standing = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stream) = standing.take()
            && let Ok(reply) = converse(&stream, ask)
        {
            *standing = Some(stream);
            return Ok(reply);
        }
        let fresh =
            self.connect().map_err(FrameError::from).and_then(|stream| Ok((converse(&stream, ask)?, stream)));
        match fresh {
            Ok((reply, stream)) => {
                *standing = Some(stream);
                Ok(reply)
            }
            Err(e) => {
                log::say(&format!("the worker does not answer: {}", log::chain(&e)));
                Err(WorkerFault::Away)
            }
        }
    }

    fn connect(&self) -> io::Result<UnixStream> {
        let stream = UnixStream::connect(&self.socket)?;
        // Another user's process at that path would be handed what we want signed, and could lie.
        if peer(&stream)? != rustix::process::geteuid().as_raw() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "another user answers at the worker's socket",
            ));
        }
        Ok(stream)
    }
}

fn converse(stream: &UnixStream, ask: &Ask) -> Result<Reply, FrameError> {
    let mut timed = Timed::new(stream, DEADLINE);
    protocol::write_message(&mut timed, ask)?;
    protocol::read_message(&mut timed)
}

fn unexpected(reply: Reply) -> WorkerFault {
    match reply {
        Reply::Fault { fault } => fault,
        _ => {
            WorkerFault::Token { sentence: "the worker answered something else than it was asked".to_owned() }
        }
    }
}

/// In the protocol's words.
pub(crate) fn worker_fault(fault: WorkerFault) -> Fault {
    match fault {
        WorkerFault::Away => Fault::new(
            FaultCode::WorkerAway,
            "the signer's worker, which holds the token, does not answer. It is started again by whatever started it; try again soon",
        ),
        WorkerFault::PinStopped => Fault::new(
            FaultCode::PinStopped,
            "a login to the token failed or was cut short, so nobody logs in any more. On the signer's host: look at the PIN file, then say `insignia-signer pin retry`",
        ),
        WorkerFault::Token { sentence } => Fault::new(FaultCode::Token, sentence),
    }
}
