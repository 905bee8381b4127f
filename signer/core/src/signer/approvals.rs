//! Changes approved by people: proposed by the web server, approved at the desk or on the signer's host.

use super::Signer;
use crate::approvals::approver::Who;
use crate::approvals::people::{People, Waits};
use crate::approvals::places::Place;
use crate::approvals::proposal::{Given, Proposal};
use crate::ledger::Ledger;
use crate::ledger::record::{Approved, Record, Statement};
use crate::policy::ContentLint;
use credentials::time::Timestamp;
use protocol::desk::Assertion;
use protocol::{Answer, Change, Decision, MAX_REASON, Problem, Refusal, RefusalCode, Waiting};
use sha2::{Digest, Sha256};

/// Minimum length of the digest prefix that names a change to be declined, in characters.
const SHORTEST_BEGINNING: usize = 8;

/// Progress of a change after one more approval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    pub(super) given: u32,
    pub(super) needed: u32,
    pub(super) done: bool,
}

impl Signer {
    /// Proposes a change. If it waits already, returns the pending one. `from_host`: by a person on the signer's host.
    pub(super) fn propose(&self, change: Change, from_host: bool) -> Result<Decision, Problem> {
        let now = self.now();
        let lint = self.policy.lint_change(&change, now);
        let mut ledger = self.ledger()?;
        let asked = self.policy.judge_change(ledger.state(), &change, &lint, now)?;
        if asked.statement.is_none() {
            // The ledger has it already; a fault may have kept the token from destroying the key.
            if let Change::DestroyKey { key } = &change {
                self.destroy(key)?;
            }
            return Ok(Decision::Done { leaf: None });
        }
        if let Change::RevokeKey { key, .. } = &change {
            freeze_for(&mut ledger, key, now)?;
        }
        if let Some(waits) = ledger.state().people.same(&change, now) {
            return Ok(Decision::Waiting(self.waiting(&ledger, waits)));
        }
        check_place(&ledger.state().people, &Place::of(&change, from_host), now)?;
        let signer = self.policy.public_url();
        let proposal = Proposal::new(change, asked.words, from_host, signer, super::random()?, now);
        let digest = proposal.digest.clone();
        ledger.note(Record::Proposal(proposal))?;
        match ledger.state().people.waits(&digest, now) {
            Some(waits) => Ok(Decision::Waiting(self.waiting(&ledger, waits))),
            None => Err(unknown_change().into()),
        }
    }

    /// The state of a change, without proposing it.
    pub(super) fn look_up(&self, change: &Change) -> Result<Decision, Problem> {
        let now = self.now();
        {
            let ledger = self.ledger()?;
            if let Some(waits) = ledger.state().people.same(change, now) {
                return Ok(Decision::Waiting(self.waiting(&ledger, waits)));
            }
        }
        let lint = self.policy.lint_change(change, now);
        let ledger = self.ledger()?;
        match self.policy.judge_change(ledger.state(), change, &lint, now)?.statement {
            None => Ok(Decision::Done { leaf: None }),
            Some(_) => Err(unknown_change().into()),
        }
    }

    /// Lists the pending changes.
    pub(super) fn list_waiting(&self) -> Result<Answer, Problem> {
        let ledger = self.ledger()?;
        let open = ledger.state().people.open(self.now());
        Ok(Answer::Waiting { waiting: open.map(|waits| self.waiting(&ledger, waits)).collect() })
    }

    /// Freezes an issuer: no more badges of it are signed.
    pub(super) fn freeze(&self, issuer: &str, reason: &str) -> Result<Answer, Problem> {
        let now = self.now();
        let mut ledger = self.ledger()?;
        let Some(bound) = ledger.state().issuers.get(issuer) else {
            return Err(Refusal::new(
                RefusalCode::UnknownIssuer,
                "this issuer's DID is bound to no key of this signer",
            )
            .into());
        };
        if bound.frozen.is_none() {
            let key = bound.active(now).to_owned();
            let reason: String = reason.chars().filter(|c| !c.is_control()).take(MAX_REASON).collect();
            let statement = Statement::Frozen { issuer: issuer.to_owned(), key, reason };
            let canonical = statement.canonical();
            ledger.state_publicly(statement, &canonical, None, Vec::new(), now)?;
        }
        Ok(Answer::Frozen)
    }

    /// Approves a change with a passkey.
    pub(super) fn approve(&self, digest: &str, assertion: Assertion) -> Result<Progress, Problem> {
        let now = self.now();
        let lint = self.lint_of_waiting(digest, now)?;
        let mut ledger = self.ledger()?;
        let people = &ledger.state().people;
        let waits = find(&ledger, digest, now)?;
        let Some(approver) = people.by_passkey(&assertion.credential_id) else {
            return Err(Refusal::new(
                RefusalCode::UnknownPasskey,
                "this passkey is no approver's. Approvers are enrolled at the signer's desk",
            )
            .into());
        };
        if !approver.confirmed {
            return Err(Refusal::new(
                RefusalCode::UnconfirmedPasskey,
                "this passkey approves nothing yet: a person on the signer's host has to confirm its fingerprint first (insignia-signer approver confirm)",
            )
            .into());
        }
        let count = self.relying_party.verify_assertion(
            &assertion,
            &approver.key,
            approver.count,
            waits.proposal.text.as_bytes(),
        )?;
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
    pub(super) fn approve_on_host(
        &self,
        digest: &str,
        typed: &str,
        user: String,
    ) -> Result<Progress, Problem> {
        let now = self.now();
        let lint = self.lint_of_waiting(digest, now);
        let mut ledger = self.ledger()?;
        if !self.policy.host_approves() {
            return Err(Refusal::new(
                RefusalCode::HostSwitchedOff,
                "approvals on the signer's host are switched off in its configuration. Approve at the desk",
            )
            .into());
        }
        find(&ledger, digest, now)?;
        if typed.len() != 8 || !digest.starts_with(typed) {
            return Err(Refusal::new(
                RefusalCode::OtherDigest,
                "what was typed is not the first 8 characters of the digest. Nothing was approved",
            )
            .into());
        }
        let lint = lint?;
        let who = Who::Host { user };
        let evidence = hex::encode(Sha256::digest(format!("{who} {digest}")));
        self.give(&mut ledger, digest, (Given { who, evidence }, None), &lint, now)
    }

    /// Declines a change. Its digest or a prefix suffices, so that nobody has to see the change.
    pub(super) fn decline(&self, beginning: &str, by: String) -> Result<(), Problem> {
        let now = self.now();
        let mut ledger = self.ledger()?;
        let mut found = ledger.state().people.open(now).filter(|waits| {
            beginning.len() >= SHORTEST_BEGINNING && waits.proposal.digest.starts_with(beginning)
        });
        let Some(change) = found.next().map(|waits| waits.proposal.digest.clone()) else {
            return Err(unknown_change().into());
        };
        if found.next().is_some() {
            return Err(Refusal::new(
                RefusalCode::OtherDigest,
                "several changes wait whose digests begin so. Give more of the digest",
            )
            .into());
        }
        drop(found);
        ledger.note(Record::Declined { change, by, at: now.millis() })?;
        Ok(())
    }

    /// Declines all pending changes. Returns their number.
    pub(super) fn decline_all(&self, by: String) -> Result<usize, Problem> {
        let now = self.now();
        let mut ledger = self.ledger()?;
        let waiting = ledger.state().people.open(now).count();
        ledger.note(Record::DeclinedAll { by, at: now.millis() })?;
        Ok(waiting)
    }

    /// Forbids the web server to propose ordinary changes, or allows it again.
    pub(super) fn pause_proposals(&self, paused: bool, by: String) -> Result<(), Problem> {
        let mut ledger = self.ledger()?;
        if ledger.state().people.paused.is_some() != paused {
            ledger.note(Record::ProposalsPaused { paused, by, at: self.now().millis() })?;
        }
        Ok(())
    }

    /// Lints a pending change while the ledger is not locked.
    fn lint_of_waiting(&self, digest: &str, now: Timestamp) -> Result<ContentLint, Problem> {
        let change = find(&*self.ledger()?, digest, now)?.proposal.change.clone();
        Ok(self.policy.lint_change(&change, now))
    }

    /// Records an approval; the last one needed is recorded together with the change.
    fn give(
        &self,
        ledger: &mut Ledger,
        digest: &str,
        (given, assertion): (Given, Option<(Assertion, u32)>),
        lint: &ContentLint,
        now: Timestamp,
    ) -> Result<Progress, Problem> {
        let waits = find(ledger, digest, now)?;
        if !waits.proposal.is_readable() {
            return Err(Refusal::new(
                RefusalCode::ChangeTooLarge,
                "this change is too large to be shown, so nobody can approve it. Decline it on the signer's host",
            )
            .into());
        }
        if waits.given.iter().any(|before| before.who.is_same_person(&given.who)) {
            return Err(Refusal::new(
                RefusalCode::ApprovedBefore,
                "this person approved this change already",
            )
            .into());
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
                by: "in force".into(),
                at: now.millis(),
            })?;
            return Ok(Progress { given: so_far, needed, done: true });
        };
        let approved = Approved { change: digest.to_owned(), by };
        ledger.state_publicly(statement, &asked.canonical, Some(approved), vec![approval], now)?;
        crate::log::say(&format!("approved: {digest}"));
        self.follow(ledger, &change);
        Ok(Progress { given: so_far, needed, done: true })
    }

    /// Applies the effects of a change outside the ledger. The change is in force even if they fail. A DID document
    /// that could not be published is published later ([`Signer::catch_up_documents`]). Destroying a key in the token
    /// and writing a code are retried when the change is proposed again.
    fn follow(&self, ledger: &mut Ledger, change: &Change) {
        let done = match change {
            Change::InviteApprover { name } => {
                self.write_code(ledger, Some(name.clone())).map(|_| ()).map_err(|e| e.to_string())
            }
            Change::RotateKey { issuer, .. } | Change::SetStatusKeeper { issuer, .. } => {
                self.publish_again(ledger, issuer)
            }
            Change::RevokeKey { key, .. } => {
                let owner = ledger.state().owner_of(key).map(str::to_owned);
                owner.map_or(Ok(()), |issuer| self.publish_again(ledger, &issuer))
            }
            Change::DestroyKey { key } => self.destroy(key).map_err(|e| e.to_string()),
            _ => Ok(()),
        };
        if let Err(e) = done {
            crate::log::say(&format!("after an approved change: {e}"));
        }
    }

    fn publish_again(&self, ledger: &mut Ledger, issuer: &str) -> Result<(), String> {
        self.publish_document(ledger, issuer).map(|_| ()).map_err(|e| e.to_string())
    }

    fn waiting(&self, ledger: &Ledger, waits: &Waits) -> Waiting {
        let people = &ledger.state().people;
        let given = People::standing(waits, self.policy.host_approves()).count();
        Waiting {
            digest: waits.proposal.digest.clone(),
            title: waits.proposal.title(),
            asked: waits.proposal.asked,
            expires: waits.proposal.expires,
            given: u32::try_from(given).unwrap_or(u32::MAX),
            needed: people.needed,
            desk: self.relying_party.origin.clone(),
        }
    }
}

/// May one more change wait in this place?
fn check_place(people: &People, place: &Place, now: Timestamp) -> Result<(), Refusal> {
    if *place == Place::Ordinary && people.paused.is_some() {
        return Err(Refusal::new(
            RefusalCode::ProposalsPaused,
            "a person on the signer's host paused new proposals. They go on after `insignia-signer proposals resume`",
        ));
    }
    let most = place.most();
    if people.in_place(place, now) < most {
        return Ok(());
    }
    let sentence = match place {
        Place::Ordinary | Place::Host => {
            format!("{most} changes wait for approval, and no more may. Approve or decline some first")
        }
        Place::Recovery(..) => {
            format!("{most} such changes wait already. Approve or decline one, or ask on the signer's host")
        }
    };
    Err(Refusal::new(RefusalCode::TooManyWaiting, sentence))
}

/// A reported loss of a key freezes its issuer at once, whatever people decide later.
fn freeze_for(ledger: &mut Ledger, key: &str, now: Timestamp) -> Result<(), Problem> {
    let state = ledger.state();
    let owner = state.issuers.iter().find(|(_, issuer)| issuer.active(now) == key);
    let Some((issuer, _)) = owner.filter(|(_, issuer)| issuer.frozen.is_none()) else { return Ok(()) };
    let reason = "its key is reported as compromised".to_owned();
    let statement = Statement::Frozen { issuer: issuer.clone(), key: key.to_owned(), reason };
    let canonical = statement.canonical();
    ledger.state_publicly(statement, &canonical, None, Vec::new(), now)?;
    Ok(())
}

/// The pending change with this digest.
fn find<'a>(ledger: &'a Ledger, digest: &str, now: Timestamp) -> Result<&'a Waits, Refusal> {
    let people = &ledger.state().people;
    if let Some(waits) = people.waits(digest, now) {
        return Ok(waits);
    }
    if people.waiting.iter().any(|waits| waits.proposal.digest == digest) {
        return Err(Refusal::new(
            RefusalCode::ChangeLapsed,
            "this change lapsed before enough people approved it. Ask for it again",
        ));
    }
    Err(unknown_change())
}

fn unknown_change() -> Refusal {
    Refusal::new(
        RefusalCode::UnknownChange,
        "no change of this digest waits: it was never asked for, was made, or was declined",
    )
}
