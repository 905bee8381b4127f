//! Checkpoint handshake: after a restart nothing is entered until a client presented its newest checkpoint.

use protocol::Refusal;
use protocol::reason::LedgerReason;
use std::sync::atomic::{AtomicBool, Ordering};

/// Was a checkpoint presented since the start, or did the server declare that it holds none?
#[derive(Debug, Default)]
pub(crate) struct Handshake(AtomicBool);

impl Handshake {
    pub(crate) fn is_done(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    pub(super) fn complete(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Refuses until the checkpoint handshake: nothing on a restored disk shows that it is old.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.is_done() {
            return Ok(());
        }
        Err(Refusal::new(LedgerReason::HandshakeRequired))
    }
}
