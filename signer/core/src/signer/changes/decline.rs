//! Declining changes, and pausing proposals, on the signer's host.

use super::look_up::unknown_change;
use crate::ledger::record::Record;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::reason::ApprovalReason;
use protocol::{Problem, Refusal};

/// Minimum length of the digest prefix that names a change to be declined, in characters.
const SHORTEST_BEGINNING: usize = 8;

/// Declines a change. Its digest or a prefix suffices, so that nobody has to see the change.
pub(crate) fn decline(ledger: &LedgerHandle, beginning: &str, by: String) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let mut found = ledger.state().people.open(now).filter(|waits| {
        beginning.len() >= SHORTEST_BEGINNING && waits.proposal.digest.starts_with(beginning)
    });
    let Some(change) = found.next().map(|waits| waits.proposal.digest.clone()) else {
        return Err(unknown_change().into());
    };
    if found.next().is_some() {
        return Err(Refusal::new(ApprovalReason::AmbiguousDigest).into());
    }
    drop(found);
    ledger.note(Record::Declined { change, by, at: now.millis() })?;
    Ok(())
}

/// Declines all pending changes. Returns their number.
pub(crate) fn decline_all(ledger: &LedgerHandle, by: String) -> Result<usize, Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let waiting = ledger.state().people.open(now).count();
    ledger.note(Record::DeclinedAll { by, at: now.millis() })?;
    Ok(waiting)
}

/// Forbids the web server to propose ordinary changes, or allows it again.
pub(crate) fn pause_proposals(ledger: &LedgerHandle, paused: bool, by: String) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    if ledger.state().people.paused.is_some() != paused {
        ledger.note(Record::ProposalsPaused { paused, by, at: now.millis() })?;
    }
    Ok(())
}
