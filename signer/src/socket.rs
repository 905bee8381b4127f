//! Unix sockets whose peers the kernel names, with bounds on everything that a client does: time, size, number.

mod listen;
mod timed;

pub(crate) use listen::listen;
pub(crate) use timed::Timed;

use protocol::FrameError;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde::Serialize;
use std::io;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

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

    /// Called when an answer is on its way.
    fn answered(&self) {}
}

/// How much a client may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at a time, each with a thread of its own that exists from the start.
    pub(crate) slots: usize,
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
            idle: Duration::from_mins(1),
            idle_when_full: Duration::from_millis(500),
            frame: Duration::from_secs(10),
        }
    }
}

/// Serves for ever. Only peers whose user id is in `allowed` are heard.
pub(crate) fn serve(listener: &UnixListener, allowed: &[u32], limits: Limits, service: &impl Service) {
    let taken = AtomicUsize::new(0);
    std::thread::scope(|threads| {
        for _ in 0..limits.slots {
            threads.spawn(|| {
                loop {
                    match listener.accept() {
                        Ok((stream, _)) => {
                            taken.fetch_add(1, Ordering::SeqCst);
                            admit(&stream, allowed, limits, &taken, service);
                            taken.fetch_sub(1, Ordering::SeqCst);
                        }
                        // Out of descriptors, or the like: not a reason to stop, nor to spin.
                        Err(_) => std::thread::sleep(Duration::from_millis(100)),
                    }
                }
            });
        }
    });
}

fn admit(stream: &UnixStream, allowed: &[u32], limits: Limits, taken: &AtomicUsize, service: &impl Service) {
    match peer(stream) {
        Ok(uid) if allowed.contains(&uid) => {
            // A client that goes away, or is too slow, is its own loss: there is nobody to tell.
            let _ = converse(stream, uid, limits, taken, service);
        }
        Ok(uid) => crate::log::say(&format!("refused a connection of user {uid}")),
        Err(e) => crate::log::say(&format!("refused a connection of an unknown user: {e}")),
    }
}

/// The user id of the process at the other end, as the kernel reports it.
pub(crate) fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}

/// One request after another, until the client leaves or breaks a bound.
fn converse(
    stream: &UnixStream,
    user: u32,
    limits: Limits,
    taken: &AtomicUsize,
    service: &impl Service,
) -> Result<(), FrameError> {
    while wait(stream, limits, taken)? {
        match protocol::read_frame(&mut Timed::new(stream, limits.frame)) {
            Ok(frame) => {
                let answer = service.answer(&frame, user);
                match protocol::write_message(&mut Timed::new(stream, limits.frame), &answer) {
                    Err(FrameError::Length(_)) => {
                        protocol::write_message(&mut Timed::new(stream, limits.frame), &service.too_long())?;
                    }
                    sent => sent?,
                }
                service.answered();
            }
            Err(FrameError::Closed) => return Ok(()),
            Err(FrameError::Length(length)) => {
                crate::log::say(&format!("refused a frame of {length} bytes"));
                return protocol::write_message(
                    &mut Timed::new(stream, limits.frame),
                    &service.wrong_length(),
                );
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Waits for a request to begin. `false`: the client was silent for too long.
fn wait(stream: &UnixStream, limits: Limits, taken: &AtomicUsize) -> io::Result<bool> {
    let since = Instant::now();
    let slice = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
    loop {
        let mut fds = [PollFd::new(stream, PollFlags::IN)];
        match poll(&mut fds, Some(&slice)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(true),
            Err(e) => return Err(e.into()),
        }
        let full = taken.load(Ordering::SeqCst) >= limits.slots;
        if since.elapsed() >= if full { limits.idle_when_full } else { limits.idle } {
            return Ok(false);
        }
    }
}
