//! Public questions about the ledger: its newest checkpoint, consistency with an earlier one, inclusion of entries.

use super::Signer;
use super::signing::self_check;
use crate::ledger::ROLLED_BACK;
use crate::ledger::record::Record;
use crate::log;
use journal::{LogKey, ProveError, Prover, SignedCheckpoint};
use protocol::{
    Answer, EntryProof, Fault, FaultCode, LedgerCheckpoint, MAX_BATCH, Problem, Refusal, RefusalCode,
};
use std::sync::atomic::Ordering;
use std::time::Duration;
use tlog::Checkpoint;

/// How long an answer waits for entries that are not public yet.
const PATIENCE: Duration = Duration::from_secs(5);

impl Signer {
    /// Returns the newest checkpoint.
    pub(super) fn checkpoint(&self) -> Result<Answer, Problem> {
        let key = self.pinned_log_key()?;
        let newest = self.newest(0)?;
        Ok(Answer::Checkpoint(LedgerCheckpoint {
            key: key.published(),
            note: newest.note,
            consistency: None,
        }))
    }

    /// Checkpoint handshake: takes the newest checkpoint that the client holds, if any. After it entries may be added.
    pub(super) fn handshake(&self, note: Option<&str>) -> Result<Answer, Problem> {
        let Some(note) = note else {
            let (leaves, had_some) = {
                let ledger = self.ledger()?;
                let state = ledger.state();
                (ledger.size(), state.checkpoint_key.is_some() && !state.issuers.is_empty())
            };
            // No alert after the handshake: a client that has just set up its institution holds no checkpoint yet.
            if had_some && !self.handshake_done.load(Ordering::SeqCst) {
                self.telemetry.unknown(leaves, self.now());
            }
            self.handshake_done.store(true, Ordering::SeqCst);
            return self.checkpoint();
        };
        let answer = self.present_checkpoint(note)?;
        self.handshake_done.store(true, Ordering::SeqCst);
        Ok(answer)
    }

    /// Refuses until the checkpoint handshake: nothing on a restored disk shows that it is old.
    pub(super) fn refuse_before_handshake(&self) -> Result<(), Refusal> {
        if self.handshake_done.load(Ordering::SeqCst) {
            return Ok(());
        }
        Err(Refusal::new(
            RefusalCode::HandshakeRequired,
            "the signer was restarted: first present the newest checkpoint that you hold, or state that you hold none",
        ))
    }

    /// Returns the newest checkpoint, and proves that it extends the presented one. If it does not, entries were lost
    /// or the key signs elsewhere: nothing is signed from then on.
    fn present_checkpoint(&self, note: &str) -> Result<Answer, Problem> {
        let key = self.pinned_log_key()?;
        let presented = key.verified(note).map_err(|e| {
            let sentence = format!("what was presented is not a checkpoint of this ledger: {e}");
            Refusal::new(RefusalCode::ForeignCheckpoint, sentence)
        })?;
        let (size, given_up) = {
            let ledger = self.ledger()?;
            let root = hex::encode(presented.root);
            let given_up = &ledger.state().given_up;
            (ledger.size(), given_up.iter().any(|one| one.size == presented.size && one.root == root))
        };
        let newest = self.newest(presented.size.min(size))?;
        let prover = Prover::new(&self.public, &newest, &key);
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
        Ok(Answer::Checkpoint(LedgerCheckpoint { key: key.published(), note, consistency }))
    }

    /// Records once that entries are missing.
    fn roll_back(&self, note: &str, presented: &Checkpoint) -> Result<Problem, Problem> {
        let mut ledger = self.ledger()?;
        if ledger.state().rolled_back.is_none() {
            log::say(&format!(
                "ledger: of {} entries presented, {} are here: {ROLLED_BACK}",
                presented.size,
                ledger.size()
            ));
            let record = Record::LedgerRolledBack {
                note: note.to_owned(),
                size: presented.size,
                root: hex::encode(presented.root),
                at: self.now().millis(),
            };
            Self::note(&mut ledger, record)?;
        }
        Ok(rolled_back().into())
    }

    /// Refuses while entries are missing: signing or stating anything would fork the ledger.
    pub(super) fn refuse_while_rolled_back(&self) -> Result<(), Problem> {
        if self.ledger()?.state().rolled_back.is_some() { Err(rolled_back().into()) } else { Ok(()) }
    }

    /// Unfreezes the ledger: a person on the host confirms the loss by typing the beginning of the missing root.
    pub(super) fn unfreeze_ledger(&self, typed: &str, by: String) -> Result<(), Problem> {
        let mut ledger = self.ledger()?;
        let lost = ledger.state().rolled_back.clone();
        let Some(lost) = lost.filter(|lost| typed.len() >= 8 && lost.root.starts_with(typed)) else {
            let sentence = "no entries are missing, or this is not how the root of the missing ones begins (8 characters)";
            return Err(Refusal::new(RefusalCode::MalformedRequest, sentence).into());
        };
        log::say(&format!("ledger: {by} goes on without the entries of {}", lost.root));
        Ok(Self::note(&mut ledger, Record::LedgerUnfrozen { by, at: self.now().millis() })?)
    }

    /// Proves that these credentials are in the ledger.
    pub(super) fn prove_inclusion(&self, ids: &[String]) -> Result<Answer, Problem> {
        if ids.len() > MAX_BATCH {
            let sentence = format!("a batch holds at most {MAX_BATCH} credentials");
            return Err(Refusal::new(RefusalCode::BatchTooLarge, sentence).into());
        }
        let key = self.pinned_log_key()?;
        let entered: Vec<_> = {
            let ledger = self.ledger()?;
            ids.iter()
                .map(|id| ledger.state().credentials.get(id).map(|one| (one.leaf, one.salt())))
                .collect()
        };
        let leaves: Vec<u64> = entered.iter().flatten().map(|(leaf, _)| *leaf).collect();
        let newest = self.newest(leaves.iter().max().map_or(0, |leaf| leaf + 1))?;
        let proven = Prover::new(&self.public, &newest, &key).include(&leaves).map_err(|e| cannot(&e))?;
        let mut proven = proven.into_iter();
        let results = entered.into_iter().map(|one| match one.and_then(|one| Some((one, proven.next()?))) {
            Some(((ledger_index, salt), (entry, proof))) => {
                Ok(EntryProof { ledger_index, entry, salt, proof: proof.text() })
            }
            None => Err(Refusal::new(
                RefusalCode::NotEntered,
                "this credential was never entered into the ledger",
            )),
        });
        Ok(Answer::Proven { results: results.collect() })
    }

    /// The newest checkpoint, once it covers this many leaves.
    fn newest(&self, size: u64) -> Result<SignedCheckpoint, Fault> {
        let newest = self.ledger()?.newest();
        newest.reaching(size, PATIENCE).ok_or_else(|| {
            Fault::new(
                FaultCode::NotPublished,
                "the ledger's checkpoint does not tell of this entry yet. Ask again in a moment; if that lasts, look at the signer's log",
            )
        })
    }

    fn pinned_log_key(&self) -> Result<LogKey, Fault> {
        let pinned = self.ledger()?.state().checkpoint_key.ok_or_else(|| {
            Fault::new(
                FaultCode::NotPublished,
                "the ledger has no checkpoint yet: its key is made when the worker answers. Ask again in a moment",
            )
        })?;
        self.named(&pinned)
    }
}

fn rolled_back() -> Refusal {
    Refusal::new(RefusalCode::LedgerRolledBack, ROLLED_BACK)
}

fn cannot(error: &ProveError) -> Fault {
    log::say(&format!("ledger: {}", log::chain(error)));
    self_check("the public tree is not what the ledger wrote")
}
