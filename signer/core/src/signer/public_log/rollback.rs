//! A rolled-back ledger: nothing is entered until a person on the host confirms the loss.

use crate::ledger::record::Record;
use crate::log;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::reason::LedgerReason;
use protocol::{Problem, Refusal};

/// Refuses while entries are missing: signing or stating anything would fork the ledger.
pub(crate) fn check_rollback(ledger: &LedgerHandle) -> Result<(), Problem> {
    if ledger.lock()?.state().rolled_back.is_some() { Err(rolled_back().into()) } else { Ok(()) }
}

/// Unfreezes the ledger: a person on the host confirms the loss by typing the beginning of the missing root.
pub(crate) fn unfreeze_ledger(ledger: &LedgerHandle, typed: &str, by: String) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let lost = ledger.state().rolled_back.clone();
    let Some(lost) = lost.filter(|lost| typed.len() >= 8 && lost.root.starts_with(typed)) else {
        return Err(Refusal::new(LedgerReason::NoneMissing { characters: 8 }).into());
    };
    log::say(&format!("ledger: {by} goes on without the entries of {}", lost.root));
    Ok(ledger.note(Record::LedgerUnfrozen { by, at: now.millis() })?)
}

pub(super) fn rolled_back() -> Refusal {
    Refusal::new(LedgerReason::RolledBack)
}
