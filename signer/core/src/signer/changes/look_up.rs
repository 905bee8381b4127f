//! Pending changes as their proposer sees them.

use crate::approvals::people::{People, Waits};
use crate::ledger::Ledger;
use crate::signer::ledger_handle::LedgerHandle;
use credentials::time::Timestamp;
use protocol::reason::ApprovalReason;
use protocol::{ChangeDigest, Decision, Problem, Refusal, Waiting, WaitingChanges};

/// Describes pending changes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShowWaiting<'a> {
    /// May people on the signer's host approve?
    pub(crate) host_approves: bool,
    /// Address of the desk.
    pub(crate) desk: &'a str,
}

impl ShowWaiting<'_> {
    /// The state of a change, without proposing it.
    pub(crate) fn look_up(self, ledger: &LedgerHandle, change: &ChangeDigest) -> Result<Decision, Problem> {
        let now = ledger.now();
        let ledger = ledger.lock()?;
        let people = &ledger.state().people;
        match (people.same(change, now), people.made(change)) {
            (Some(waits), _) => Ok(Decision::Waiting(self.waiting(&ledger, waits))),
            (None, Some(done)) => Ok(done),
            (None, None) => Err(unknown_change().into()),
        }
    }

    /// Lists the pending changes.
    pub(crate) fn list(self, ledger: &LedgerHandle) -> Result<WaitingChanges, Problem> {
        let now = ledger.now();
        let ledger = ledger.lock()?;
        let open = ledger.state().people.open(now);
        Ok(WaitingChanges { waiting: open.map(|waits| self.waiting(&ledger, waits)).collect() })
    }

    /// A pending change with its approvals.
    pub(super) fn waiting(self, ledger: &Ledger, waits: &Waits) -> Waiting {
        let people = &ledger.state().people;
        let given = People::standing(waits, self.host_approves).count();
        Waiting {
            digest: waits.proposal.digest.clone(),
            title: waits.proposal.summary.title.clone(),
            asked: waits.proposal.asked,
            expires: waits.proposal.expires,
            given: u32::try_from(given).unwrap_or(u32::MAX),
            needed: people.needed,
            desk: self.desk.to_owned(),
        }
    }
}

/// The pending change with this digest.
pub(super) fn find<'a>(ledger: &'a Ledger, digest: &str, now: Timestamp) -> Result<&'a Waits, Refusal> {
    let people = &ledger.state().people;
    if let Some(waits) = people.waits(digest, now) {
        return Ok(waits);
    }
    if people.has_lapsed(digest, now) {
        return Err(Refusal::new(ApprovalReason::Lapsed));
    }
    Err(unknown_change())
}

/// No change of this digest waits.
pub(super) fn unknown_change() -> Refusal {
    Refusal::new(ApprovalReason::UnknownChange)
}
