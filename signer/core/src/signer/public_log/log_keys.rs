//! The log's own key: made by the token once, pinned in the journal.

use crate::environment::Token;
use crate::ledger::log_key;
use crate::ledger::record::Record;
use crate::log;
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::signing::self_check;
use credentials::multikey::PublicKey;
use journal::LogKey;
use protocol::{Fault, FaultReason};
use std::sync::Arc;

/// Finds the log's key.
#[derive(Debug)]
pub(crate) struct LogKeys {
    /// Name of the ledger in its checkpoints.
    origin: String,
    token: Arc<dyn Token>,
}

impl LogKeys {
    pub(crate) fn new(origin: String, token: Arc<dyn Token>) -> Self {
        Self { origin, token }
    }

    /// The log's key as pinned; if none is pinned, the token makes one.
    pub(crate) fn key(&self, ledger: &LedgerHandle) -> Result<(PublicKey, LogKey), Fault> {
        let pinned = ledger.lock()?.state().checkpoint_key;
        let key = if let Some(key) = pinned {
            key
        } else {
            let (key, attributes) = self.token.create_checkpoint_key()?;
            let now = ledger.now();
            let mut ledger = ledger.lock()?;
            if ledger.state().keys.iter().any(|other| other.public_key == key) {
                return Err(self_check("the token's key `checkpoint` is one that signs credentials"));
            }
            let record =
                Record::CheckpointKey { public_key: key.multibase(), created: now.millis(), attributes };
            let named = self.named(&key)?;
            // A concurrent request may have pinned it already: the token has one key of this label.
            if ledger.state().checkpoint_key.is_none() {
                ledger.note(record)?;
                log::say(&format!("ledger: its checkpoints are signed by {}", named.published()));
            }
            key
        };
        Ok((key, self.named(&key)?))
    }

    /// A key under the log's name.
    fn named(&self, key: &PublicKey) -> Result<LogKey, Fault> {
        log_key(&self.origin, key).map_err(|_| self_check("the log's key is no Ed25519 key"))
    }

    /// The pinned key.
    pub(super) fn pinned(&self, ledger: &LedgerHandle) -> Result<LogKey, Fault> {
        let pinned =
            ledger.lock()?.state().checkpoint_key.ok_or_else(|| Fault::new(FaultReason::NoCheckpoint))?;
        self.named(&pinned)
    }
}
