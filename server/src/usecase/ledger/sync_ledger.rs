//! Keeps the newest checkpoint of the signer's ledger, and an inclusion proof for each credential. The server verifies
//! both.

use super::keep_proofs::KeepProofs;
use super::present_checkpoint::PresentCheckpoint;
use crate::log::chain;
use crate::signer_client::SignerError;
use crate::storage::StorageError;
use credentials::canonical::CanonicalError;
use credentials::json::JsonError;
use std::future::Future;
use std::time::{Duration, Instant};
use tlog::{CheckpointError, NoteError, ProofError};

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

/// Follows the signer's ledger.
pub struct SyncLedger {
    present_checkpoint: PresentCheckpoint,
    keep_proofs: KeepProofs,
}

impl SyncLedger {
    pub(super) fn new(present_checkpoint: PresentCheckpoint, keep_proofs: KeepProofs) -> Self {
        Self { present_checkpoint, keep_proofs }
    }

    /// Keeps the ledger's checkpoints and proofs until `stop` resolves.
    pub(crate) async fn run(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        let mut presented: Option<Instant> = None;
        let mut said = String::new();
        loop {
            let due = presented.is_none_or(|at| at.elapsed() >= PRESENTED);
            let kept = self.run_once(due).await;
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

    /// One round: presents the newest checkpoint if that is due, and keeps every available proof.
    ///
    /// # Errors
    /// Why something was not kept; the next round tries again.
    pub async fn run_once(&self, present: bool) -> Result<(), LedgerError> {
        if present {
            self.present_checkpoint.present().await?;
        }
        while self.keep_proofs.keep().await? > 0 {}
        Ok(())
    }
}
