//! Communication between the signer's processes on one host.
//!
//! - [`Endpoint`]: a Unix socket. The kernel identifies each peer, and everything a client does is bounded in time,
//!   size and number. [`serve`] starts every thread before the sandbox is sealed, and serves no client before that.
//! - Frames: a length, then JSON ([`read_frame`], [`write_message`]). [`Timed`] sets one deadline for a whole frame.
//! - [`listen`]: location and permissions of a socket.
//!
//! This crate defines no messages: its users do.

mod endpoint;
mod error_chain;
mod fair_semaphore;
mod frame;
mod frame_service;
mod listen;
mod start_barrier;
mod timed;

pub use endpoint::{Endpoint, readable};
pub use error_chain::chain;
pub use frame::{FrameError, MAX_FRAME, read_frame, read_message, write_message};
pub use listen::{DIRECTORY, SocketError, listen};
pub use start_barrier::serve;
pub use timed::{Patient, Timed};

use serde::Serialize;
use std::io;
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// Answers frames.
pub trait Service: Sync {
    /// Type of an answer.
    type Answer: Serialize;

    /// Answers one frame from a process of this user.
    fn answer(&self, frame: &[u8], user: u32) -> Self::Answer;

    /// Answers a frame of a forbidden length; the connection ends after the answer.
    fn wrong_length(&self) -> Self::Answer;

    /// Replaces an answer that is too long for a frame.
    fn too_long(&self) -> Self::Answer;

    /// Answers a request that waited too long for its turn.
    fn busy(&self) -> Self::Answer;

    /// Called after an answer was written.
    fn answered(&self) {}

    /// Writes a line to the log: a connection or a frame was refused.
    fn log(&self, line: &str);
}

/// Limits for the clients of an endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Maximum number of concurrent connections. Each has its own thread from the start.
    pub slots: usize,
    /// Maximum number of requests processed concurrently. The others wait in order of arrival.
    pub at_work: usize,
    /// Maximum time that a request waits for its turn.
    pub patience: Duration,
    /// Maximum idle time of a connection between requests.
    pub idle: Duration,
    /// Maximum idle time while every slot is taken.
    pub idle_when_full: Duration,
    /// Time limit for reading or writing one frame, from its first byte to its last.
    pub frame: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            slots: 16,
            at_work: 8,
            patience: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            idle_when_full: Duration::from_millis(500),
            frame: Duration::from_secs(10),
        }
    }
}

/// User id of the peer process, as the kernel reports it.
///
/// # Errors
/// When the kernel does not report the peer.
pub fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}
