//! Threads that exist before the sandbox is sealed, each with one client at a time.

use crate::config::Config;
use crate::log;
use crate::relay::{self, RelayError};
use ipc::readable;
use rustls::ServerConfig;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Maximum number of concurrent connections.
const SLOTS: usize = 16;
/// Maximum idle time of a connection between requests, and the limit while every slot is taken.
const IDLE: Duration = Duration::from_mins(1);
const IDLE_WHEN_FULL: Duration = Duration::from_millis(500);

/// The listener, and the number of connected clients.
#[derive(Debug)]
pub(crate) struct Slots<'a> {
    listener: &'a TcpListener,
    taken: AtomicUsize,
}

/// Calls `seal`, then serves clients in an endless loop. Returns the error of `seal`; then no client was served.
pub(crate) fn serve<E>(
    config: &Config,
    listener: &TcpListener,
    tls: &Arc<ServerConfig>,
    seal: impl FnOnce() -> Result<(), E>,
) -> Result<(), E> {
    let slots = Slots { listener, taken: AtomicUsize::new(0) };
    ipc::serve(&[], seal, SLOTS, |_| slots.keep(config, tls))
}

impl Slots<'_> {
    fn keep(&self, config: &Config, tls: &Arc<ServerConfig>) {
        loop {
            match self.listener.accept() {
                Ok((stream, from)) => {
                    self.taken.fetch_add(1, Ordering::SeqCst);
                    match relay::relay(&stream, config, tls, self) {
                        Ok(()) | Err(RelayError::Client(_)) => {}
                        Err(e) => log::say(&format!("{from}: {}", log::chain(&e))),
                    }
                    self.taken.fetch_sub(1, Ordering::SeqCst);
                }
                // Out of descriptors, or similar. The thread neither stops nor spins.
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    /// Is every slot taken?
    pub(crate) fn is_full(&self) -> bool {
        self.taken.load(Ordering::SeqCst) >= SLOTS
    }

    /// Is every slot taken, and does a connection wait for one?
    pub(crate) fn is_needed(&self) -> bool {
        self.is_full() && readable(self.listener, Duration::ZERO)
    }

    /// Waits until the client sends data. `false`: the client was idle for too long.
    pub(crate) fn wait(&self, stream: &TcpStream) -> bool {
        let since = Instant::now();
        while !readable(stream, Duration::from_millis(100)) {
            if since.elapsed() >= if self.is_full() { IDLE_WHEN_FULL } else { IDLE } {
                return false;
            }
        }
        true
    }
}
