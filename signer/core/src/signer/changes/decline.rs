//! Declining changes at the desk and on the signer's host, and pausing proposals on the host.

use super::approve::verify;
use super::look_up::{find, unknown_change};
use crate::approvals::decline_text::decline_text;
use crate::approvals::webauthn::RelyingParty;
use crate::ledger::record::Record;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::desk::Assertion;
use protocol::reason::ApprovalReason;
use protocol::{Change, Problem, Refusal};

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

/// Declines a change at the desk, with the passkey of one approver, however many people it needs. Nobody declines their
/// own removal: a stolen passkey would keep itself enrolled. `signer`: address of the web application.
pub(crate) fn decline_at_desk(
    ledger: &LedgerHandle,
    relying_party: &RelyingParty,
    signer: &str,
    digest: &str,
    assertion: Assertion,
) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let waits = find(&ledger, digest, now)?;
    let text = decline_text(signer, digest);
    let (approver, count) = verify(relying_party, &ledger.state().people, &assertion, &text)?;
    if matches!(&waits.proposal.change, Change::RemoveApprover { name } if *name == approver.name) {
        return Err(Refusal::new(ApprovalReason::OwnRemoval).into());
    }
    let (change, name) = (digest.to_owned(), approver.name.clone());
    ledger.note(Record::DeclinedAtDesk { change, name, assertion, count, at: now.millis() })?;
    crate::log::say(&format!("declined at the desk: {digest}"));
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
