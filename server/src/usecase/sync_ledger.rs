//! Keeps the newest checkpoint of the signer's ledger, and an inclusion proof for each credential.
//!
//! The server verifies both. A checkpoint must be signed by the first key seen and be consistent with the previous
//! checkpoint. A proof must lead from this credential to that checkpoint.

use super::Services;
use crate::log::chain;
use crate::signer_client::SignerError;
use crate::storage::{KeptCheckpoint, KeptProof, LedgeredCredential, StorageError};
use credentials::canonical::{CanonicalError, RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::{Document, JsonError};
use credentials::ledger_entry::LedgerEntry;
use domain::CredentialId;
use protocol::{EntryProof, LedgerCheckpoint, Problem, RefusalCode};
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tlog::{
    Checkpoint, CheckpointError, Hash, InclusionProof, NoteError, ProofError, VerifierKey, is_consistent,
};

/// How many proofs are requested at a time.
const AT_A_TIME: u32 = 200;
/// How often the database is checked for credentials without a proof.
const ROUND: Duration = Duration::from_secs(1);
/// How often the newest checkpoint is presented to the signer.
const PRESENTED: Duration = Duration::from_secs(30);
/// Pause after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Why a checkpoint or proof is not kept.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The signer did not answer, or refused.
    #[error("asking the signer about its ledger")]
    Signer(#[from] SignerError),
    /// The ledger's key differs from the stored one.
    #[error("the ledger is signed by another key than before")]
    OtherKey,
    /// The ledger's key cannot be read.
    #[error("reading the ledger's key")]
    Key(#[from] NoteError),
    /// The checkpoint does not verify.
    #[error("checking the ledger's checkpoint")]
    Checkpoint(#[from] CheckpointError),
    /// The checkpoint is not consistent with the stored one.
    #[error("the ledger does not begin with what was seen of it before: entries were lost or changed")]
    Inconsistent,
    /// A proof does not verify.
    #[error("checking the proof that a credential is in the ledger")]
    Proof(#[from] ProofError),
    /// The proof is for another entry than the credential's.
    #[error("the ledger's entry is not of this credential")]
    OtherEntry,
    /// A stored document cannot be read.
    #[error("reading a signed credential")]
    Document(#[from] JsonError),
    /// A stored document has no canonical form.
    #[error("taking a signed credential apart")]
    Canonical(#[from] CanonicalError),
    /// The check was interrupted.
    #[error("the check was cut short")]
    CutShort,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Keeps the ledger's checkpoints and proofs until `stop` resolves.
pub async fn sync_ledger(services: Arc<Services>, stop: impl Future<Output = ()> + Send) {
    tokio::pin!(stop);
    let mut presented: Option<Instant> = None;
    let mut said = String::new();
    loop {
        let due = presented.is_none_or(|at| at.elapsed() >= PRESENTED);
        let kept = services.sync_ledger_once(due).await;
        let (says, pause) = match &kept {
            Ok(()) => (String::new(), ROUND),
            Err(error) => (chain(error), AFTER_FAILURE),
        };
        if due && kept.is_ok() {
            presented = Some(Instant::now());
        }
        if says != said && !says.is_empty() {
            tracing::error!(error = says, "keeping what the ledger shows");
        }
        said = says;
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

impl Services {
    /// One round: presents the newest checkpoint if that is due, and keeps every available proof.
    ///
    /// # Errors
    /// Why something was not kept; the next round tries again.
    pub async fn sync_ledger_once(&self, present: bool) -> Result<(), LedgerError> {
        if present {
            self.present_checkpoint().await?;
        }
        while self.sync_proofs().await? > 0 {}
        Ok(())
    }

    /// Presents the newest stored checkpoint to the signer, and keeps the checkpoint that it answers.
    pub(crate) async fn present_checkpoint(&self) -> Result<(), LedgerError> {
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

    /// Keeps proofs of credentials that have none. Returns how many.
    pub(crate) async fn sync_proofs(&self) -> Result<usize, LedgerError> {
        let mut tx = self.storage.read().await?;
        let (due, held) = (tx.unproven(AT_A_TIME).await?, tx.newest_checkpoint().await?);
        drop(tx);
        if due.is_empty() {
            return Ok(0);
        }
        let Some(held) = held else {
            self.present_checkpoint().await?;
            return Ok(1);
        };
        let key = VerifierKey::parse(&held.log_key)?;
        let ids = due.iter().map(|one| self.document_id(one)).collect();
        let proven = self.signer.prove_inclusion(ids).await?;
        let contexts = self.contexts.clone();
        let judged = tokio::task::spawn_blocking(move || {
            due.into_iter()
                .zip(proven)
                .map(|(one, proof)| kept(&one, proof, &key, &contexts))
                .collect::<Vec<_>>()
        });
        let mut tx = self.storage.begin().await?;
        let mut count = 0;
        let mut failed = None;
        for one in judged.await.map_err(|_| LedgerError::CutShort)? {
            match one {
                Ok((id, proof)) => {
                    tx.keep_proof(&id, &proof).await?;
                    count += 1;
                }
                Err(error) => failed = Some(error),
            }
        }
        tx.commit().await?;
        failed.map_or(Ok(count), Err)
    }

    /// The `id` in a credential's document.
    pub(crate) fn document_id(&self, one: &LedgeredCredential) -> String {
        one.foreign_id.clone().unwrap_or_else(|| self.addresses.credential(&one.id))
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

/// A proof that leads from this credential to a checkpoint of the ledger.
fn kept(
    one: &LedgeredCredential,
    proof: Result<EntryProof, protocol::Refusal>,
    key: &VerifierKey,
    contexts: &FurtherContexts,
) -> Result<(CredentialId, KeptProof), LedgerError> {
    let proof = proof.map_err(|refusal| SignerError::Problem(refusal.into()))?;
    let document = Document::parse(one.document.as_bytes())?;
    let canonical =
        canonical_unsecured(document.value(), contexts.processing(&contexts.extra()), RdfcHash::Sha256)?;
    let shown = InclusionProof::parse(&proof.proof)?;
    shown.verify(&proof.entry, key)?;
    let fits = LedgerEntry::parse(&proof.entry).is_some_and(|entry| entry.is_of(&canonical, &proof.salt));
    if !fits || shown.index != one.ledger_index || proof.ledger_index != one.ledger_index {
        return Err(LedgerError::OtherEntry);
    }
    let EntryProof { ledger_index, entry, salt, proof } = proof;
    Ok((one.id.clone(), KeptProof { ledger_index, entry, salt, proof }))
}
