//! The signer's ledger, as seen from outside it: checkpoints and inclusion proofs, verified and kept.

mod keep_proofs;
mod present_checkpoint;
mod sync_ledger;

pub(crate) use keep_proofs::KeepProofs;
pub use sync_ledger::{LedgerError, SyncLedger};

use super::shared::Shared;
use present_checkpoint::PresentCheckpoint;

/// The use cases of the ledger.
pub struct LedgerKeeping {
    pub(crate) keep_proofs: KeepProofs,
    /// Follows the signer's ledger.
    pub sync_ledger: SyncLedger,
}

impl LedgerKeeping {
    pub(crate) fn new(shared: &Shared) -> Self {
        let Shared { storage, signer, clock, addresses, contexts, .. } = shared;
        let present_checkpoint = PresentCheckpoint::new(storage.clone(), signer.clone(), clock.clone());
        let keep_proofs = KeepProofs::new(
            storage.clone(),
            signer.clone(),
            addresses.clone(),
            contexts.clone(),
            present_checkpoint.clone(),
        );
        Self { sync_ledger: SyncLedger::new(present_checkpoint, keep_proofs.clone()), keep_proofs }
    }
}
