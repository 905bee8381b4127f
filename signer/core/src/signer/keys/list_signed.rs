//! What a key signed.

use crate::ledger::state::PinnedKey;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::reason::KeyReason;
use protocol::{
    KeyUsage, MAX_DAYS, MAX_LISTED, Problem, Refusal, SignedByKey, SignedCounts, SignedCredential,
};

/// Credentials under a key, oldest first, after a leaf.
pub(crate) fn list_signed(
    ledger: &LedgerHandle,
    key: &str,
    after: Option<u64>,
) -> Result<SignedByKey, Problem> {
    let ledger = ledger.lock()?;
    let state = ledger.state();
    if state.key(key).is_none() {
        return Err(Refusal::new(KeyReason::Unknown).into());
    }
    let under = state
        .credentials
        .iter()
        .filter(|(_, entered)| entered.key == key && after.is_none_or(|after| entered.leaf > after));
    let mut credentials: Vec<_> = under
        .map(|(id, entered)| SignedCredential {
            id: id.clone(),
            ledger_index: entered.leaf,
            recorded: entered.created.millis(),
        })
        .collect();
    credentials.sort_by_key(|one| one.ledger_index);
    credentials.truncate(MAX_LISTED);
    Ok(SignedByKey { credentials })
}

/// Signatures of each key in the last days, by day, and the total number of credentials.
pub(crate) fn count_signed(ledger: &LedgerHandle, days: u16) -> Result<SignedCounts, Problem> {
    let now = ledger.now();
    let ledger = ledger.lock_stale()?;
    let state = ledger.state();
    let usage = |key: &PinnedKey| KeyUsage {
        key: key.label.clone(),
        days: state.signed.lately(&key.label, days.min(MAX_DAYS), now),
    };
    Ok(SignedCounts { credentials: state.signed.credentials, keys: state.keys.iter().map(usage).collect() })
}
