//! One socket with its permitted users, its limits, and its service.

use super::turns::Turns;
use super::voice::Voice;
use super::{Limits, Service, Timed, peer};
use crate::log;
use protocol::FrameError;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fmt;
use std::io::{self, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// An endpoint. Load at one takes nothing away from another: each has threads of its own.
pub(crate) struct Door<'a> {
    listener: UnixListener,
    allowed: Vec<u32>,
    limits: Limits,
    voice: &'a dyn Voice,
    /// Number of current connections.
    taken: AtomicUsize,
    turns: Turns,
}

impl<'a> Door<'a> {
    /// An endpoint at this listener. Only peers whose user id is in `allowed` are served.
    pub(crate) fn new(
        listener: UnixListener,
        allowed: Vec<u32>,
        limits: Limits,
        service: &'a impl Service,
    ) -> Self {
        Self {
            listener,
            allowed,
            limits,
            voice: service,
            taken: AtomicUsize::new(0),
            turns: Turns::new(limits.at_work),
        }
    }

    /// Number of its threads.
    pub(super) fn slots(&self) -> usize {
        self.limits.slots
    }

    /// Serves one client after another in an endless loop. Each of its threads runs this.
    pub(super) fn keep(&self) {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    self.taken.fetch_add(1, Ordering::SeqCst);
                    self.admit(&stream);
                    self.taken.fetch_sub(1, Ordering::SeqCst);
                }
                // Out of descriptors, or similar: no reason to stop, nor to spin.
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    fn admit(&self, stream: &UnixStream) {
        match peer(stream) {
            Ok(uid) if self.allowed.contains(&uid) => {
                // Errors are ignored: the client disconnected or was too slow.
                let _ = self.converse(stream, uid);
            }
            Ok(uid) => log::say(&format!("refused a connection of user {uid}")),
            Err(e) => log::say(&format!("refused a connection of an unknown user: {e}")),
        }
    }

    /// Answers one request after another, until the client disconnects or breaks a limit, or others need the slot.
    fn converse(&self, stream: &UnixStream, user: u32) -> Result<(), FrameError> {
        while self.wait(stream)? {
            match protocol::read_frame(&mut self.timed(stream)) {
                Ok(frame) => {
                    let answer = match self.turns.take(self.limits.patience) {
                        Some(_turn) => self.voice.answer(&frame, user)?,
                        None => self.voice.busy()?,
                    };
                    self.timed(stream).write_all(&answer)?;
                    self.voice.answered();
                }
                Err(FrameError::Closed) => return Ok(()),
                Err(FrameError::Length(length)) => {
                    log::say(&format!("refused a frame of {length} bytes"));
                    return Ok(self.timed(stream).write_all(&self.voice.wrong_length()?)?);
                }
                Err(e) => return Err(e),
            }
            if self.is_full() && self.others_wait() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn timed<'s>(&self, stream: &'s UnixStream) -> Timed<'s, UnixStream> {
        Timed::new(stream, self.limits.frame)
    }

    fn is_full(&self) -> bool {
        self.taken.load(Ordering::SeqCst) >= self.limits.slots
    }

    /// Does a connection wait for a thread?
    fn others_wait(&self) -> bool {
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        matches!(poll(&mut [PollFd::new(&self.listener, PollFlags::IN)], Some(&now)), Ok(1..))
    }

    /// Waits for a request to begin. `false`: the client was idle for too long.
    fn wait(&self, stream: &UnixStream) -> io::Result<bool> {
        let since = Instant::now();
        let slice = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
        loop {
            let mut fds = [PollFd::new(stream, PollFlags::IN)];
            match poll(&mut fds, Some(&slice)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(true),
                Err(e) => return Err(e.into()),
            }
            if since.elapsed() >= if self.is_full() { self.limits.idle_when_full } else { self.limits.idle } {
                return Ok(false);
            }
        }
    }
}

impl fmt::Debug for Door<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").field("listener", &self.listener).finish_non_exhaustive()
    }
}
