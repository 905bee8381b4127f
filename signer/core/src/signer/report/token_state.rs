//! State of the token, and of the keys in it.

use super::worker_seen::WorkerSeen;
use crate::environment::Token;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::{Device, Fault, PinState};
use std::sync::Arc;
use std::time::Instant;

/// Asks the token for its state.
#[derive(Debug)]
pub(crate) struct TokenState {
    token: Arc<dyn Token>,
    seen: WorkerSeen,
}

impl TokenState {
    pub(crate) fn new(token: Arc<dyn Token>) -> Self {
        Self { token, seen: WorkerSeen::default() }
    }

    /// State of the device with respect to the pinned keys, and state of the worker's login.
    pub(crate) fn describe(&self, ledger: &LedgerHandle) -> Result<(Option<Device>, PinState), Fault> {
        let labels = {
            let ledger = ledger.lock_stale()?;
            let keys = ledger.state().keys.iter();
            keys.filter(|key| !key.is_destroyed).map(|key| key.label.clone()).collect()
        };
        Ok(self.token.describe(labels))
    }

    /// Whether the worker answers, for pages open to anybody who reaches the desk.
    pub(crate) fn worker(&self) -> PinState {
        let ask = || self.token.describe(Vec::new()).1;
        self.seen.state(Instant::now(), ask)
    }

    /// Number of token processes after the first.
    pub(super) fn restarts(&self) -> u64 {
        self.token.restarts()
    }
}
