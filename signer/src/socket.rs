//! Unix sockets: the kernel identifies each peer, and everything a client does is bounded in time, size and number.

mod door;
mod gate;
mod listen;
mod turns;
mod voice;

pub(crate) use door::Door;
pub(crate) use gate::serve;
pub(crate) use listen::listen;
pub(crate) use protocol::Timed;

use serde::Serialize;
use std::io;
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// Answers frames.
pub(crate) trait Service: Sync {
    /// Type of an answer.
    type Answer: Serialize;

    /// Answers one frame from a process of this user.
    fn answer(&self, frame: &[u8], user: u32) -> Self::Answer;

    /// Answers a frame of a forbidden length; the connection ends after it.
    fn wrong_length(&self) -> Self::Answer;

    /// Replaces an answer that is too long for a frame.
    fn too_long(&self) -> Self::Answer;

    /// Answers a request that waited too long for its turn.
    fn busy(&self) -> Self::Answer;

    /// Called after an answer was written.
    fn answered(&self) {}
}

/// Limits for the clients of an endpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Concurrent connections, each with its own thread from the start.
    pub(crate) slots: usize,
    /// Requests of this endpoint processed concurrently; the others wait in order of arrival.
    pub(crate) at_work: usize,
    /// How long a request waits for its turn.
    pub(crate) patience: Duration,
    /// How long a connection may be idle between requests.
    pub(crate) idle: Duration,
    /// The idle limit while every slot is taken.
    pub(crate) idle_when_full: Duration,
    /// Time limit for reading or writing one frame, from its first byte to its last.
    pub(crate) frame: Duration,
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
pub(crate) fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}
