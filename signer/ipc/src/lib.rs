//! How the processes of the signer's side talk with each other on one host.
//!
//! - [`Endpoint`]: a Unix socket whose peers the kernel names, with bounds on everything that a client does: time, size, number.
//!   [`serve`] starts every thread before the sandbox is sealed, and answers nobody before that.
//! - Frames: a length, then JSON ([`read_frame`], [`write_message`]); [`Timed`] gives a whole frame one deadline.
//! - [`listen`] and [`state_directory`]: where a socket and a process's files are, and who can reach them; [`atomic_file`]:
//!   files that are whole or absent after a crash.
//!
//! It knows no message of any of its users.

pub mod atomic_file;
mod endpoint;
mod error_chain;
mod fair_semaphore;
mod frame;
mod frame_service;
mod listen;
mod start_barrier;
pub mod state_directory;
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

/// What answers frames.
pub trait Service: Sync {
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

    /// Writes a line into the log: a connection or a frame was refused.
    fn log(&self, line: &str);
}

/// How much a client may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at a time, each with a thread of its own that exists from the start.
    pub slots: usize,
    /// Requests of this endpoint that are worked on at a time; the others wait, in the order in which they came.
    pub at_work: usize,
    /// How long a request waits for that.
    pub patience: Duration,
    /// How long a connection may be silent between requests.
    pub idle: Duration,
    /// The same while every slot is taken.
    pub idle_when_full: Duration,
    /// How long a frame may take, to read and to write, from its first byte to its last.
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

/// The user id of the process at the other end, as the kernel reports it.
///
/// # Errors
/// When the kernel does not name it.
pub fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}
