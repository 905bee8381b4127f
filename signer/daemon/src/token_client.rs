//! Client of the token process's socket, for `run`.

use crate::log;
use credentials::multikey::PublicKey;
use ipc::FrameError;
use ipc::{Timed, peer};
use protocol::{Device, DeviceKey, Fault, FaultReason, PinState, PinTries};
use signer_core::{Signatures, Token};
use std::io;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use token_protocol::{Ask, KeyKind, Reply, Subject, TokenFault, TokenKey};

/// Time limit for an answer, and the addition for each signature in it. The token process ends itself much earlier when
/// its module hangs, so the limit is for a token process that is stopped as a whole.
const DEADLINE: Duration = Duration::from_mins(1);
const MORE: Duration = Duration::from_secs(1);

/// Client of the token process: as many concurrent requests as there are callers.
#[derive(Debug)]
pub(crate) struct TokenClient {
    socket: PathBuf,
    /// Kind of the keys that it makes.
    key_kind: KeyKind,
    /// Unused connections.
    idle: Mutex<Vec<UnixStream>>,
    /// Process id of the current token process, and number of earlier token processes.
    met: AtomicI32,
    restarts: AtomicU64,
}

impl TokenClient {
    /// A client for this socket; it connects at the first request. `key_kind`: kind of the keys that it makes.
    pub(crate) fn new(socket: PathBuf, key_kind: KeyKind) -> Self {
        Self {
            socket,
            key_kind,
            idle: Mutex::new(Vec::new()),
            met: AtomicI32::new(0),
            restarts: AtomicU64::new(0),
        }
    }

    /// The signature of a pinned key over a certificate request with this subject.
    pub(crate) fn sign_request(
        &self,
        label: &str,
        pinned: &PublicKey,
        subject: &Subject,
    ) -> Result<Vec<u8>, Fault> {
        let ask = Ask::SignRequest {
            label: label.to_owned(),
            public_key: wire_key(pinned),
            subject: subject.clone(),
        };
        self.ask(&ask, DEADLINE).and_then(one_signature).map_err(token_fault)
    }

    /// Sends a request, over an open connection if there is one. If the token process was restarted meanwhile or closed
    /// an idle connection, sends the request once more: every request may be repeated.
    fn ask(&self, ask: &Ask, deadline: Duration) -> Result<Reply, TokenFault> {
        let standing = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let answer = match standing.map(|stream| converse(stream, ask, deadline)) {
            Some(Err(FrameError::Io(e))) if !is_late(&e) => None,
            Some(Err(FrameError::Closed)) | None => None,
            Some(answered) => Some(answered),
        };
        let answer = answer.unwrap_or_else(|| converse(self.connect()?, ask, deadline));
        match answer {
            Ok((reply, stream)) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
                Ok(reply)
            }
            Err(e) => {
                log::say(&format!("the worker does not answer: {}", log::chain(&e)));
                Err(TokenFault::Away)
            }
        }
    }

    fn connect(&self) -> io::Result<UnixStream> {
        let stream = UnixStream::connect(&self.socket)?;
        // Another user's process at that path would receive the messages to sign, and could send false answers.
        if peer(&stream)? != rustix::process::geteuid().as_raw() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "another user answers at the worker's socket",
            ));
        }
        let process = rustix::net::sockopt::socket_peercred(&stream)?.pid.as_raw_nonzero().get();
        if ![0, process].contains(&self.met.swap(process, Ordering::Relaxed)) {
            self.restarts.fetch_add(1, Ordering::Relaxed);
        }
        Ok(stream)
    }
}

impl Token for TokenClient {
    fn describe(&self, labels: Vec<String>) -> (Option<Device>, PinState) {
        let (device, fault) = match self.ask(&Ask::Describe { labels }, DEADLINE) {
            Ok(Reply::Device { device, fault }) => (device.map(described), fault),
            Ok(reply) => (None, Some(unexpected(reply))),
            Err(fault) => (None, Some(fault)),
        };
        let pin = match fault {
            None => PinState::Good,
            Some(TokenFault::PinStopped) => PinState::Stopped,
            Some(_) => PinState::WorkerAway,
        };
        (device, pin)
    }

    fn create_key(&self, label: &str) -> Result<(PublicKey, Vec<String>), Fault> {
        let ask = Ask::CreateKey { label: label.to_owned(), kind: self.key_kind };
        self.ask(&ask, DEADLINE).and_then(made).map_err(token_fault)
    }

    fn destroy(&self, label: &str) -> Result<(), Fault> {
        let destroyed = |reply| match reply {
            Reply::Destroyed => Ok(()),
            reply => Err(unexpected(reply)),
        };
        let ask = Ask::Destroy { label: label.to_owned() };
        self.ask(&ask, DEADLINE).and_then(destroyed).map_err(token_fault)
    }

    fn sign(&self, label: &str, pinned: &PublicKey, messages: &[Vec<u8>]) -> Signatures {
        if messages.is_empty() {
            return (Vec::new(), None);
        }
        let count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        let ask = Ask::Sign {
            label: label.to_owned(),
            public_key: wire_key(pinned),
            messages: messages.iter().map(hex::encode).collect(),
        };
        let (made, fault) = match self.ask(&ask, DEADLINE.saturating_add(MORE.saturating_mul(count))) {
            Ok(Reply::Signatures { signatures, fault }) => {
                let made: Vec<_> = signatures.iter().map_while(|text| hex::decode(text).ok()).collect();
                let short = made.len() < messages.len();
                (made, fault.or_else(|| short.then(garbled)))
            }
            Ok(reply) => (Vec::new(), Some(unexpected(reply))),
            Err(fault) => (Vec::new(), Some(fault)),
        };
        (made, fault.map(token_fault))
    }

    fn create_checkpoint_key(&self) -> Result<(PublicKey, Vec<String>), Fault> {
        self.ask(&Ask::CreateCheckpointKey, DEADLINE).and_then(made).map_err(token_fault)
    }

    fn sign_checkpoint(
        &self,
        pinned: &PublicKey,
        origin: &str,
        size: u64,
        root: &[u8; 32],
    ) -> Result<[u8; 64], Fault> {
        let ask = Ask::SignCheckpoint {
            public_key: wire_key(pinned),
            origin: origin.to_owned(),
            size,
            root: hex::encode(root),
        };
        let signature = self.ask(&ask, DEADLINE).and_then(one_signature);
        signature.and_then(|bytes| bytes.try_into().map_err(|_| garbled())).map_err(token_fault)
    }

    fn restarts(&self) -> u64 {
        self.restarts.load(Ordering::Relaxed)
    }
}

fn converse(stream: UnixStream, ask: &Ask, deadline: Duration) -> Result<(Reply, UnixStream), FrameError> {
    let mut timed = Timed::new(&stream, deadline);
    ipc::write_message(&mut timed, ask)?;
    let reply = ipc::read_message(&mut timed)?;
    Ok((reply, stream))
}

/// Did the deadline pass? Then the token process is running, and a second attempt would wait as long again.
fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

fn made(reply: Reply) -> Result<(PublicKey, Vec<String>), TokenFault> {
    match reply {
        Reply::Key(TokenKey { public_key, attributes }) => match key(&public_key) {
            Some(key) => Ok((key, attributes)),
            None => Err(garbled()),
        },
        reply => Err(unexpected(reply)),
    }
}

fn one_signature(reply: Reply) -> Result<Vec<u8>, TokenFault> {
    match reply {
        Reply::Signatures { signatures, fault: None } => match signatures.as_slice() {
            [signature] => hex::decode(signature).map_err(|_| garbled()),
            _ => Err(garbled()),
        },
        Reply::Signatures { fault: Some(fault), .. } => Err(fault),
        reply => Err(unexpected(reply)),
    }
}

fn unexpected(reply: Reply) -> TokenFault {
    match reply {
        Reply::Fault { fault } => fault,
        _ => garbled(),
    }
}

fn garbled() -> TokenFault {
    TokenFault::Token { sentence: "the worker gave an unexpected answer".to_owned() }
}

/// A public key in the types of the token protocol.
fn wire_key(key: &PublicKey) -> token_protocol::PublicKey {
    let (kind, point): (_, &[u8]) = match key {
        PublicKey::Ed25519(key) => (KeyKind::Ed25519, key),
        PublicKey::P256(point) => (KeyKind::P256, point),
        PublicKey::P384(point) => (KeyKind::P384, point),
    };
    token_protocol::PublicKey { kind, point: hex::encode(point) }
}

/// A public key of the token; it must be a point on its curve.
fn key(key: &token_protocol::PublicKey) -> Option<PublicKey> {
    let point = hex::decode(&key.point).ok()?;
    match key.kind {
        KeyKind::Ed25519 => PublicKey::from_ed25519(point.try_into().ok()?).ok(),
        KeyKind::P256 => PublicKey::from_p256(point.try_into().ok()?).ok(),
        KeyKind::P384 => PublicKey::from_p384(point.try_into().ok()?).ok(),
    }
}

/// The device in the types of the protocol with the web server.
fn described(device: token_protocol::Device) -> Device {
    let token_protocol::Device { module, token, serial, model, suites, pin_tries, keys, wrong, notes } =
        device;
    let pin_tries = match pin_tries {
        token_protocol::PinTries::All => PinTries::All,
        token_protocol::PinTries::Fewer => PinTries::Fewer,
        token_protocol::PinTries::Last => PinTries::Last,
        token_protocol::PinTries::None => PinTries::None,
    };
    let key = |token_protocol::DeviceKey { label, attributes }| DeviceKey { label, attributes };
    let keys = keys.into_iter().map(key).collect();
    Device { module, token, serial, model, suites, pin_tries, keys, wrong, notes }
}

/// Converts a fault to one of the protocol with the web server.
fn token_fault(fault: TokenFault) -> Fault {
    match fault {
        TokenFault::Away => Fault::new(FaultReason::WorkerAway),
        TokenFault::PinStopped => Fault::new(FaultReason::PinStopped),
        TokenFault::Token { sentence } => Fault::new(FaultReason::Token { error: sentence }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_process_builds_the_text_that_a_checkpoint_has() {
        let checkpoint =
            tlog::Checkpoint { origin: "localhost:3000/ledger".to_owned(), size: 7, root: [0xab; 32] };
        let built = token_protocol::checkpoint::text(&checkpoint.origin, 7, &hex::encode(checkpoint.root));
        assert_eq!(built, Some(checkpoint.text()));
    }

    #[test]
    fn signer_and_token_process_mean_the_same_key() {
        assert_eq!(signer_core::CHECKPOINT_KEY, token_protocol::checkpoint::LABEL);
    }

    #[test]
    fn a_key_comes_back_from_the_words_of_the_token_protocol() {
        let ours = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
        assert_eq!(key(&wire_key(&ours)), Some(ours));
    }
}
