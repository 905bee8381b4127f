//! The newest checkpoint, and its consistency with one that a client holds.

use super::handshake::Handshake;
use super::log_keys::LogKeys;
use super::rollback::rolled_back;
use super::{cannot, newest};
use crate::ledger::record::Record;
use crate::log;
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::telemetry::Telemetry;
use journal::Prover;
use protocol::reason::LedgerReason;
use protocol::{LedgerCheckpoint, Problem, Refusal};
use std::path::Path;
use tlog::Checkpoint;

/// Returns the newest checkpoint.
pub(crate) fn checkpoint(ledger: &LedgerHandle, log_keys: &LogKeys) -> Result<LedgerCheckpoint, Problem> {
    let key = log_keys.pinned(ledger)?;
    let newest = newest(ledger, 0)?;
    Ok(LedgerCheckpoint { key: key.published(), note: newest.note, consistency: None })
}

/// Takes the newest checkpoint that the client holds, if any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PresentCheckpoint<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) log_keys: &'a LogKeys,
    pub(crate) handshake: &'a Handshake,
    pub(crate) telemetry: &'a Telemetry,
    /// The public directory.
    pub(crate) public: &'a Path,
}

impl PresentCheckpoint<'_> {
    /// Checkpoint handshake: takes the newest checkpoint that the client holds, if any. After it entries may be added.
    pub(crate) fn handshake(self, note: Option<&str>) -> Result<LedgerCheckpoint, Problem> {
        let Some(note) = note else {
            let (leaves, had_some) = {
                let ledger = self.ledger.lock()?;
                let state = ledger.state();
                (ledger.size(), state.checkpoint_key.is_some() && !state.issuers.is_empty())
            };
            // No alert after the handshake: a client that has just set up its institution holds no checkpoint yet.
            if had_some && !self.handshake.is_done() {
                self.telemetry.unknown(leaves, self.ledger.now());
            }
            self.handshake.complete();
            return checkpoint(self.ledger, self.log_keys);
        };
        let answer = self.present(note)?;
        self.handshake.complete();
        Ok(answer)
    }

    /// Returns the newest checkpoint, and proves that it extends the presented one. If it does not, entries were lost
    /// or the key signs elsewhere: nothing is signed from then on.
    fn present(self, note: &str) -> Result<LedgerCheckpoint, Problem> {
        let key = self.log_keys.pinned(self.ledger)?;
        let presented = key
            .verified(note)
            .map_err(|e| Refusal::new(LedgerReason::ForeignCheckpoint { error: e.to_string() }))?;
        let (size, given_up) = {
            let ledger = self.ledger.lock()?;
            let root = hex::encode(presented.root);
            let given_up = &ledger.state().given_up;
            (ledger.size(), given_up.iter().any(|one| one.size == presented.size && one.root == root))
        };
        let newest = newest(self.ledger, presented.size.min(size))?;
        let prover = Prover::new(self.public, &newest, &key);
        let consistency = if given_up {
            None
        } else if presented.size > size
            || prover.root(presented.size).map_err(|e| cannot(&e))? != presented.root
        {
            return Err(self.roll_back(note, &presented)?);
        } else {
            Some(prover.consistent(&presented).map_err(|e| cannot(&e))?.iter().map(hex::encode).collect())
        };
        let note = newest.note.clone();
        Ok(LedgerCheckpoint { key: key.published(), note, consistency })
    }

    /// Records once that entries are missing.
    fn roll_back(self, note: &str, presented: &Checkpoint) -> Result<Problem, Problem> {
        let mut ledger = self.ledger.lock()?;
        if ledger.state().rolled_back.is_none() {
            log::say(&format!(
                "ledger: of {} entries presented, {} are here; nothing is signed until `insignia-signer ledger unfreeze`",
                presented.size,
                ledger.size()
            ));
            let record = Record::LedgerRolledBack {
                note: note.to_owned(),
                size: presented.size,
                root: hex::encode(presented.root),
                at: self.ledger.now().millis(),
            };
            ledger.note(record)?;
        }
        Ok(rolled_back().into())
    }
}
