//! Proofs that credentials are in the ledger.

use super::log_keys::LogKeys;
use super::{cannot, newest};
use crate::signer::ledger_handle::LedgerHandle;
use journal::Prover;
use protocol::reason::{LedgerReason, RequestReason};
use protocol::{EntryProof, MAX_BATCH, Problem, Proofs, Refusal};
use std::path::Path;

/// Proves the inclusion of credentials.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProveInclusion<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) log_keys: &'a LogKeys,
    /// The public directory.
    pub(crate) public: &'a Path,
}

impl ProveInclusion<'_> {
    /// Proves that these credentials are in the ledger.
    pub(crate) fn prove(self, ids: &[String]) -> Result<Proofs, Problem> {
        if ids.len() > MAX_BATCH {
            return Err(Refusal::new(RequestReason::TooManyCredentials { most: MAX_BATCH }).into());
        }
        let key = self.log_keys.pinned(self.ledger)?;
        let entered: Vec<_> = {
            let ledger = self.ledger.lock()?;
            ids.iter()
                .map(|id| ledger.state().credentials.get(id).map(|one| (one.leaf, one.salt())))
                .collect()
        };
        let leaves: Vec<u64> = entered.iter().flatten().map(|(leaf, _)| *leaf).collect();
        let newest = newest(self.ledger, leaves.iter().max().map_or(0, |leaf| leaf + 1))?;
        let proven = Prover::new(self.public, &newest, &key).include(&leaves).map_err(|e| cannot(&e))?;
        let mut proven = proven.into_iter();
        let results = entered.into_iter().map(|one| match one.and_then(|one| Some((one, proven.next()?))) {
            Some(((ledger_index, salt), (entry, proof))) => {
                Ok(EntryProof { ledger_index, entry, salt, proof: proof.text() })
            }
            None => Err(Refusal::new(LedgerReason::NotEntered)),
        });
        Ok(Proofs { results: results.collect() })
    }
}
