//! The public ledger: its key, checkpoints and proofs, publishing, and what happens when entries are missing.

mod handshake;
mod log_keys;
mod present_checkpoint;
mod prove_inclusion;
mod publish;
mod rollback;

pub(super) use handshake::Handshake;
pub(super) use log_keys::LogKeys;
pub(super) use present_checkpoint::{PresentCheckpoint, checkpoint};
pub(super) use prove_inclusion::ProveInclusion;
pub(super) use publish::Publish;
pub(super) use rollback::{check_rollback, unfreeze_ledger};

use super::ledger_handle::LedgerHandle;
use super::signing::self_check;
use crate::log;
use journal::{ProveError, SignedCheckpoint};
use protocol::{Fault, FaultReason};
use std::time::Duration;

/// How long an answer waits for entries that are not public yet.
const PATIENCE: Duration = Duration::from_secs(5);

/// The newest checkpoint, once it covers this many leaves.
fn newest(ledger: &LedgerHandle, size: u64) -> Result<SignedCheckpoint, Fault> {
    let newest = ledger.lock()?.newest();
    newest.reaching(size, PATIENCE).ok_or_else(|| Fault::new(FaultReason::EntryNotPublished))
}

fn cannot(error: &ProveError) -> Fault {
    log::say(&format!("ledger: {}", log::chain(error)));
    self_check("the public tree is not what the ledger wrote")
}
