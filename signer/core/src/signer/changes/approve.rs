//! Approving a change: at the desk with a passkey, or as a person on the signer's host.

use super::effects::Effects;
use super::look_up::find;
use crate::approvals::approver::{Approver, Who};
use crate::approvals::people::{IN_FORCE, People};
use crate::approvals::proposal::Given;
use crate::approvals::webauthn::RelyingParty;
use crate::ledger::Ledger;
use crate::ledger::record::{Approved, Record};
use crate::policy::{ContentLint, Policy};
use crate::signer::ledger_handle::LedgerHandle;
use credentials::time::Timestamp;
use protocol::desk::Assertion;
use protocol::reason::ApprovalReason;
use protocol::{Problem, Refusal};
use sha2::{Digest, Sha256};

/// Progress of a change after one more approval.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Progress {
    pub(crate) given: u32,
    pub(crate) needed: u32,
    pub(crate) done: bool,
}

/// The approver whose passkey signed this text, and the passkey's new counter.
pub(super) fn verify<'a>(
    relying_party: &RelyingParty,
    people: &'a People,
    assertion: &Assertion,
    text: &str,
) -> Result<(&'a Approver, u32), Refusal> {
    let Some(approver) = people.by_passkey(&assertion.credential_id) else {
        return Err(Refusal::new(ApprovalReason::UnknownPasskey));
    };
    if !approver.confirmed {
        return Err(Refusal::new(ApprovalReason::UnconfirmedPasskey));
    }
    let count = relying_party.verify_assertion(assertion, &approver.key, approver.count, text.as_bytes())?;
    Ok((approver, count))
}

/// Takes approvals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approve<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) relying_party: &'a RelyingParty,
    pub(crate) effects: Effects<'a>,
}

impl Approve<'_> {
    /// Approves a change with a passkey.
    pub(crate) fn with_passkey(self, digest: &str, assertion: Assertion) -> Result<Progress, Problem> {
        let now = self.ledger.now();
        let lint = self.lint_of_waiting(digest, now)?;
        let mut ledger = self.ledger.lock()?;
        let waits = find(&ledger, digest, now)?;
        let text = &waits.proposal.text;
        let (approver, count) = verify(self.relying_party, &ledger.state().people, &assertion, text)?;
        let evidence = Sha256::new()
            .chain_update(&assertion.client_data_json)
            .chain_update(".")
            .chain_update(&assertion.authenticator_data)
            .chain_update(".")
            .chain_update(&assertion.signature)
            .finalize();
        let who = Who::Passkey { name: approver.name.clone() };
        let given = Given { who, evidence: hex::encode(evidence) };
        self.give(&mut ledger, digest, (given, Some((assertion, count))), &lint, now)
    }

    /// Approves a change as a person on the signer's host.
    pub(crate) fn on_host(self, digest: &str, typed: &str, user: String) -> Result<Progress, Problem> {
        let now = self.ledger.now();
        let lint = self.lint_of_waiting(digest, now);
        let mut ledger = self.ledger.lock()?;
        if !self.policy.host_approves() {
            return Err(Refusal::new(ApprovalReason::HostDisabled).into());
        }
        find(&ledger, digest, now)?;
        if typed.len() != 8 || !digest.starts_with(typed) {
            return Err(Refusal::new(ApprovalReason::OtherDigest { characters: 8 }).into());
        }
        let lint = lint?;
        let who = Who::Host { user };
        let evidence = hex::encode(Sha256::digest(format!("{who} {digest}")));
        self.give(&mut ledger, digest, (Given { who, evidence }, None), &lint, now)
    }

    /// Lints a pending change while the ledger is not locked.
    fn lint_of_waiting(self, digest: &str, now: Timestamp) -> Result<ContentLint, Problem> {
        let change = find(&*self.ledger.lock()?, digest, now)?.proposal.change.clone();
        Ok(self.policy.lint_change(&change, now))
    }

    /// Records an approval; the last one needed is recorded together with the change.
    fn give(
        self,
        ledger: &mut Ledger,
        digest: &str,
        (given, assertion): (Given, Option<(Assertion, u32)>),
        lint: &ContentLint,
        now: Timestamp,
    ) -> Result<Progress, Problem> {
        let waits = find(ledger, digest, now)?;
        if !waits.proposal.is_readable() {
            return Err(Refusal::new(ApprovalReason::TooLargeToShow).into());
        }
        if waits.given.iter().any(|before| before.who.is_same_person(&given.who)) {
            return Err(Refusal::new(ApprovalReason::ApprovedBefore).into());
        }
        let people = &ledger.state().people;
        let mut by: Vec<String> = People::standing(waits, self.policy.host_approves())
            .map(|given| given.evidence.clone())
            .collect();
        by.push(given.evidence.clone());
        let (change, needed) = (waits.proposal.change.clone(), people.needed);
        let (assertion, count) =
            assertion.map_or((None, None), |(assertion, count)| (Some(assertion), Some(count)));
        let so_far = u32::try_from(by.len()).unwrap_or(u32::MAX);
        let approval =
            Record::Approval { change: digest.to_owned(), given, assertion, count, at: now.millis() };
        if so_far < needed {
            ledger.note(approval)?;
            return Ok(Progress { given: so_far, needed, done: false });
        }
        // The judgement at the time of the proposal may no longer hold.
        let asked = self.policy.judge_change(ledger.state(), &change, lint, now)?;
        let Some(statement) = asked.statement else {
            ledger.note(Record::Declined {
                change: digest.to_owned(),
                by: IN_FORCE.to_owned(),
                at: now.millis(),
            })?;
            return Ok(Progress { given: so_far, needed, done: true });
        };
        let approved = Approved { change: digest.to_owned(), by };
        ledger.state_publicly(statement, &asked.canonical, Some(approved), vec![approval], now)?;
        crate::log::say(&format!("approved: {digest}"));
        self.effects.follow(ledger, &change, now);
        Ok(Progress { given: so_far, needed, done: true })
    }
}
