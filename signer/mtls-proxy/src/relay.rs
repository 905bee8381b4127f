//! One client: its certificate, then its frames, each relayed whole and answered.

use crate::clients::fingerprint_of;
use crate::config::Config;
use crate::slots::Slots;
use ipc::{FrameError, Timed};
use protocol::RawReply;
use protocol::reason::RequestReason;
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{self, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

/// Time limit for the handshake, and the limit while every slot is taken.
const HANDSHAKE: Duration = Duration::from_secs(5);
const HANDSHAKE_WHEN_FULL: Duration = Duration::from_secs(1);
/// Time limit for a frame, from its first byte to its last.
const FRAME: Duration = Duration::from_secs(10);
/// Time limit for the signer's answer: one operation of the token, and the signer's queue.
const SIGNER: Duration = Duration::from_secs(40);

/// Why a connection was closed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RelayError {
    /// The client disconnected, or was too slow.
    #[error("talking with the client")]
    Client(#[source] FrameError),
    #[error("refused: no TLS 1.3 with a certificate of the clients' authority")]
    Handshake(#[source] io::Error),
    #[error("refused: the certificate sha256:{0} is not listed")]
    NotListed(String),
    #[error("the signer does not answer")]
    Signer(#[source] FrameError),
}

/// Serves one client until it disconnects or breaks a limit, or another client needs the slot.
pub(crate) fn relay(
    stream: &TcpStream,
    config: &Config,
    tls: &Arc<ServerConfig>,
    slots: &Slots<'_>,
) -> Result<(), RelayError> {
    let mut session =
        ServerConnection::new(tls.clone()).map_err(|e| RelayError::Handshake(io::Error::other(e)))?;
    shake_hands(&mut session, stream, slots)?;
    admit(&session, config)?;
    let signer = UnixStream::connect(&config.signer_socket).map_err(away)?;
    signer.set_read_timeout(Some(SIGNER)).map_err(away)?;
    signer.set_write_timeout(Some(SIGNER)).map_err(away)?;
    while buffered(&mut session) || slots.wait(stream) {
        let mut timed = Timed::new(stream, FRAME);
        let request = match ipc::read_frame(&mut Stream::new(&mut session, &mut timed)) {
            Ok(request) => request,
            Err(FrameError::Closed) => return Ok(()),
            Err(FrameError::Length(_)) => {
                let mut timed = Timed::new(stream, FRAME);
                let refused = ipc::write_message(&mut Stream::new(&mut session, &mut timed), &wrong_length());
                return refused.map_err(RelayError::Client);
            }
            Err(e) => return Err(RelayError::Client(e)),
        };
        write_frame(&mut &signer, &request).map_err(away)?;
        let answer = ipc::read_frame(&mut &signer).map_err(RelayError::Signer)?;
        let mut timed = Timed::new(stream, FRAME);
        write_frame(&mut Stream::new(&mut session, &mut timed), &answer)
            .map_err(|e| RelayError::Client(e.into()))?;
        if slots.is_needed() {
            break;
        }
    }
    session.send_close_notify();
    let _ = session.complete_io(&mut Timed::new(stream, FRAME));
    Ok(())
}

fn shake_hands(
    session: &mut ServerConnection,
    stream: &TcpStream,
    slots: &Slots<'_>,
) -> Result<(), RelayError> {
    let length = if slots.is_full() { HANDSHAKE_WHEN_FULL } else { HANDSHAKE };
    let mut timed = Timed::new(stream, length);
    while session.is_handshaking() {
        session.complete_io(&mut timed).map_err(RelayError::Handshake)?;
    }
    Ok(())
}

/// Is the certificate listed? Its chain is already verified.
fn admit(session: &ServerConnection, config: &Config) -> Result<(), RelayError> {
    let certificate = session.peer_certificates().and_then(<[_]>::first);
    let certificate = certificate.ok_or_else(|| RelayError::NotListed("none".to_owned()))?;
    if config.clients.iter().any(|client| client.is(certificate)) {
        Ok(())
    } else {
        Err(RelayError::NotListed(hex::encode(fingerprint_of(certificate))))
    }
}

/// Does the session hold decrypted data that was not read yet?
fn buffered(session: &mut ServerConnection) -> bool {
    session.process_new_packets().is_ok_and(|state| state.plaintext_bytes_to_read() > 0)
}

/// Writes a frame in one write.
fn write_frame(to: &mut impl Write, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len()).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    to.write_all(&[&length.to_be_bytes(), body].concat())?;
    to.flush()
}

fn away(error: io::Error) -> RelayError {
    RelayError::Signer(error.into())
}

fn wrong_length() -> RawReply {
    RawReply::Problem(RequestReason::FrameLength.into())
}
