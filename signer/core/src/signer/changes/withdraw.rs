//! Withdrawing a change that the web server proposed.

use crate::approvals::people::{MOST_WITHDRAWN, WITHDRAWN};
use crate::ledger::record::Record;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::reason::ApprovalReason;
use protocol::{ChangeDigest, Problem, Refusal, Withdrawal};

/// Withdraws a pending change. It is recorded as a declined change is.
pub(crate) fn withdraw(ledger: &LedgerHandle, change: &ChangeDigest) -> Result<Withdrawal, Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let people = &ledger.state().people;
    let Some(waits) = people.same(change, now) else {
        return Ok(people.made(change).map_or(Withdrawal::Withdrawn, |_| Withdrawal::InForce));
    };
    if waits.proposal.from_host {
        return Err(Refusal::new(ApprovalReason::ProposedOnHost).into());
    }
    if people.withdrawn(now) >= MOST_WITHDRAWN {
        return Err(Refusal::new(ApprovalReason::TooManyWithdrawn { most: MOST_WITHDRAWN }).into());
    }
    let change = waits.proposal.digest.clone();
    ledger.note(Record::Declined { change, by: WITHDRAWN.to_owned(), at: now.millis() })?;
    Ok(Withdrawal::Withdrawn)
}
