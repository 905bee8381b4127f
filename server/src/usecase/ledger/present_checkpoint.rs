//! Presents the newest stored checkpoint to the signer, and keeps the one that it answers.
//!
//! A checkpoint must be signed by the first key seen, and be consistent with the previous one.

use super::sync_ledger::LedgerError;
use crate::clock::Clock;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{KeptCheckpoint, Storage};
use protocol::{LedgerCheckpoint, Problem, RefusalCode};
use std::sync::Arc;
use tlog::{Checkpoint, Hash, VerifierKey, is_consistent};

/// Keeps the newest checkpoint of the signer's ledger.
#[derive(Clone)]
pub(super) struct PresentCheckpoint {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
}

impl PresentCheckpoint {
    pub(super) fn new(storage: Storage, signer: SignerClient, clock: Arc<dyn Clock>) -> Self {
        Self { storage, signer, clock }
    }

    /// Presents the newest stored checkpoint to the signer, and keeps the checkpoint that it answers.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub(super) async fn present(&self) -> Result<(), LedgerError> {
        let held = self.storage.read().await?.newest_checkpoint().await?;
        let answer = self.signer.present_checkpoint(held.as_ref().map(|held| held.note.clone())).await;
        if let Err(SignerError::Problem(Problem::Refused(refusal))) = &answer
            && refusal.code == RefusalCode::LedgerRolledBack
        {
            tracing::error!(
                "the signer's ledger lost entries: it signs nothing until a person on its host looked"
            );
        }
        let answer = answer?;
        let size = judge(held.as_ref(), &answer)?;
        let given_up = held.as_ref().filter(|_| answer.consistency.is_none()).map(|held| held.note.as_str());
        if given_up.is_some() {
            tracing::warn!("people on the signer's host gave up entries of the ledger that were seen here");
        }
        let kept = KeptCheckpoint { log_key: answer.key, note: answer.note };
        let mut tx = self.storage.begin().await?;
        tx.keep_checkpoint(&kept, size, given_up, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}

/// May this checkpoint be kept? Returns its size.
fn judge(held: Option<&KeptCheckpoint>, answer: &LedgerCheckpoint) -> Result<u64, LedgerError> {
    let key = VerifierKey::parse(&answer.key)?;
    let newest = Checkpoint::verified(&answer.note, &key)?;
    let Some(held) = held else { return Ok(newest.size) };
    if held.log_key != answer.key {
        return Err(LedgerError::OtherKey);
    }
    let Some(path) = &answer.consistency else { return Ok(newest.size) };
    let older = Checkpoint::verified(&held.note, &key)?;
    let path: Option<Vec<Hash>> = path.iter().map(|hash| hex::decode(hash).ok()?.try_into().ok()).collect();
    let follows =
        path.is_some_and(|path| is_consistent((older.size, older.root), (newest.size, newest.root), &path));
    if follows { Ok(newest.size) } else { Err(LedgerError::Inconsistent) }
}
