//! One socket with its permitted users, its limits, and its service.

use crate::fair_semaphore::FairSemaphore;
use crate::frame_service::FrameService;
use crate::{FrameError, Limits, Service, Timed, peer, read_frame};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fmt;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// An endpoint. Load at one endpoint does not slow another: each has threads of its own.
pub struct Endpoint<'a> {
    listener: UnixListener,
    allowed: Vec<u32>,
    limits: Limits,
    service: &'a dyn FrameService,
    /// Number of current connections.
    taken: AtomicUsize,
    at_work: FairSemaphore,
}

impl<'a> Endpoint<'a> {
    /// An endpoint at this listener. Only peers whose user id is in `allowed` are served.
    #[must_use]
    pub fn new(listener: UnixListener, allowed: Vec<u32>, limits: Limits, service: &'a impl Service) -> Self {
        Self {
            listener,
            allowed,
            limits,
            service,
            taken: AtomicUsize::new(0),
            at_work: FairSemaphore::new(limits.at_work),
        }
    }

    /// Number of the endpoint's threads.
    pub(crate) fn slots(&self) -> usize {
        self.limits.slots
    }

    /// Serves one client after another in an endless loop. Each of the endpoint's threads runs this.
    pub(crate) fn run(&self) {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    self.taken.fetch_add(1, Ordering::SeqCst);
                    self.admit(&stream);
                    self.taken.fetch_sub(1, Ordering::SeqCst);
                }
                // Out of descriptors, or similar. The thread neither stops nor spins.
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
            Ok(uid) => self.service.log(&format!("refused a connection of user {uid}")),
            Err(e) => self.service.log(&format!("refused a connection of an unknown user: {e}")),
        }
    }

    /// Answers one request after another, until the client disconnects or breaks a limit, or others need the slot.
    fn converse(&self, stream: &UnixStream, user: u32) -> Result<(), FrameError> {
        while self.wait(stream)? {
            match read_frame(&mut self.timed(stream)) {
                Ok(frame) => {
                    let answer = match self.at_work.acquire(self.limits.patience) {
                        Some(_permit) => self.service.answer(&frame, user)?,
                        None => self.service.busy()?,
                    };
                    self.timed(stream).write_all(&answer)?;
                    self.service.answered();
                }
                Err(FrameError::Closed) => return Ok(()),
                Err(FrameError::Length(length)) => {
                    self.service.log(&format!("refused a frame of {length} bytes"));
                    return Ok(self.timed(stream).write_all(&self.service.wrong_length()?)?);
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
        readable(&self.listener, Duration::ZERO)
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

/// Does data to read, or a connection to accept, arrive within this time (below a second)?
pub fn readable(socket: &impl AsFd, patience: Duration) -> bool {
    let patience = Timespec { tv_sec: 0, tv_nsec: patience.subsec_nanos().into() };
    matches!(poll(&mut [PollFd::new(socket, PollFlags::IN)], Some(&patience)), Ok(1..))
}

impl fmt::Debug for Endpoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("listener", &self.listener).finish_non_exhaustive()
    }
}
