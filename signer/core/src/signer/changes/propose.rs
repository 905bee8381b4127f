//! Proposing a change.

use super::look_up::{ShowWaiting, unknown_change};
use crate::approvals::earlier_proposal::Proposed;
use crate::approvals::people::People;
use crate::approvals::places::Place;
use crate::approvals::proposal::Proposal;
use crate::environment::Token;
use crate::ledger::Ledger;
use crate::ledger::record::{Record, Statement};
use crate::policy::Policy;
use crate::signer::ledger_handle::{LedgerHandle, enter};
use crate::signer::random;
use credentials::time::Timestamp;
use protocol::reason::ApprovalReason;
use protocol::{Change, Decision, Problem, Refusal};

/// Proposes changes that people decide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Propose<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) token: &'a dyn Token,
    pub(crate) show: ShowWaiting<'a>,
}

impl Propose<'_> {
    /// Proposes a change. If it waits already, returns the pending one. `from_host`: by a person on the signer's host.
    pub(crate) fn propose(self, change: Change, from_host: bool) -> Result<Decision, Problem> {
        let now = self.ledger.now();
        let lint = self.policy.lint_change(&change, now);
        let mut ledger = self.ledger.lock()?;
        let asked = self.policy.judge_change(ledger.state(), &change, &lint, now)?;
        if asked.statement.is_none() {
            // The ledger has it already; a fault may have kept the token from destroying the key.
            if let Change::DestroyKey { key } = &change {
                self.token.destroy(key)?;
            }
            return Ok(Decision::Done { leaf: None });
        }
        if let Change::RevokeKey { key, .. } = &change {
            freeze_for(&mut ledger, key, now)?;
        }
        if let Some(waits) = ledger.state().people.same(&change.digest(), now) {
            return Ok(Decision::Waiting(self.show.waiting(&ledger, waits)));
        }
        check_place(&ledger.state().people, &Place::of(&change, from_host), now)?;
        let signer = self.policy.public_url();
        let proposal = Proposal::new(change, asked.summary, from_host, signer, random()?, now);
        let digest = proposal.digest.clone();
        ledger.note(Record::Proposal(Proposed::Current(proposal)))?;
        match ledger.state().people.waits(&digest, now) {
            Some(waits) => Ok(Decision::Waiting(self.show.waiting(&ledger, waits))),
            None => Err(unknown_change().into()),
        }
    }
}

/// May one more change wait in this place?
fn check_place(people: &People, place: &Place, now: Timestamp) -> Result<(), Refusal> {
    if *place == Place::Ordinary && people.paused.is_some() {
        return Err(Refusal::new(ApprovalReason::Paused));
    }
    let most = place.most();
    if people.in_place(place, now) < most {
        return Ok(());
    }
    Err(Refusal::new(match place {
        Place::Ordinary | Place::Host => ApprovalReason::TooManyWaiting { most },
        Place::Recovery(..) => ApprovalReason::TooManyRecoveries { most },
    }))
}

/// A reported loss of a key freezes its issuer at once, whatever people decide later.
fn freeze_for(ledger: &mut Ledger, key: &str, now: Timestamp) -> Result<(), Problem> {
    let state = ledger.state();
    let owner = state.issuers.iter().find(|(_, issuer)| issuer.active(now) == key);
    let Some((issuer, _)) = owner.filter(|(_, issuer)| issuer.frozen.is_none()) else { return Ok(()) };
    let reason = "its key is reported as compromised".to_owned();
    let statement = Statement::Frozen { issuer: issuer.clone(), key: key.to_owned(), reason };
    enter(ledger, statement, now)?;
    Ok(())
}
