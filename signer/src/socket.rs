//! Unix sockets whose peers the kernel names, with bounds on everything that a client does: time, size, number.

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

/// What answers frames.
pub(crate) trait Service: Sync {
    /// What is answered.
    type Answer: Serialize;

    /// Answers one frame of a process of this user.
    fn answer(&self, frame: &[u8], user: u32) -> Self::Answer;

    /// Answers a frame of a length that is not allowed; the connection ends after it.
    fn wrong_length(&self) -> Self::Answer;

    /// Answers in place of an answer that is too long for a frame.
    fn too_long(&self) -> Self::Answer;

    /// Answers in place of one for which there was no room in time.
    fn busy(&self) -> Self::Answer;

    /// Called when an answer is on its way.
    fn answered(&self) {}
}

/// How much a client may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at a time, each with a thread of its own that exists from the start.
    pub(crate) slots: usize,
    /// Requests of this door that are worked on at a time; the others wait, in the order in which they came.
    pub(crate) at_work: usize,
    /// How long a request waits for that.
    pub(crate) patience: Duration,
    /// How long a connection may be silent between requests.
    pub(crate) idle: Duration,
    /// The same while every slot is taken.
    pub(crate) idle_when_full: Duration,
    /// How long a frame may take, to read and to write, from its first byte to its last.
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

/// The user id of the process at the other end, as the kernel reports it.
pub(crate) fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}
