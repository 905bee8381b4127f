//! State of approvers and pending changes.

use super::approver::{Approver, Who};
use super::earlier_proposal::EarlierProposal;
use super::history::{History, approvers, past};
use super::places::Place;
use super::proposal::{Given, Proposal};
use super::webauthn::PasskeyKey;
use credentials::time::Timestamp;
use protocol::desk::{Outcome, PastChange};
use protocol::{ChangeDigest, Decision};
use std::collections::{BTreeSet, HashMap};

/// Lifetime of an enrolment code, in seconds.
pub(crate) const CODE_LIFETIME: i64 = 15 * 60;

/// Who declined an approved change that was in force already.
pub(crate) const IN_FORCE: &str = "in force";

/// Who declined a change that the web server withdrew.
pub(crate) const WITHDRAWN: &str = "withdrawn by the web server";

/// Maximum number of changes that the web server withdraws in 24 hours: the journal keeps each with its proposal, and
/// limits on pending changes do not cover them.
pub(crate) const MOST_WITHDRAWN: usize = 100;

const DAY: i64 = 86_400;

/// A pending change with its approvals.
#[derive(Clone, Debug)]
pub(crate) struct Waits {
    pub(crate) proposal: Proposal,
    /// Digest of the change itself; that of the statement is in the proposal.
    pub(crate) change: ChangeDigest,
    pub(crate) given: Vec<Given>,
}

/// An enrolment code that was written to the signer's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnrolmentCode {
    /// Lower-case hex.
    pub(crate) sha256: String,
    pub(crate) expires: Timestamp,
    /// The invited person; nobody in particular while there is no approver.
    pub(crate) name: Option<String>,
}

/// Approvers, quorum, and pending changes.
#[derive(Clone, Debug)]
pub(crate) struct People {
    /// Number of different people that a change needs.
    pub(crate) needed: u32,
    /// In the order of enrolment.
    pub(crate) approvers: Vec<Approver>,
    /// Oldest first.
    pub(crate) waiting: Vec<Waits>,
    /// Changes with a statement of version 1 that were neither made nor declined. Replay alone needs them: a record of
    /// their approval may follow.
    earlier: Vec<EarlierProposal>,
    /// Approved changes that took effect, unless they were proposed again since. Each with the leaf that states it, or
    /// `None` if the change was in force before the last approval.
    made: HashMap<ChangeDigest, Option<u64>>,
    /// The last decisions, without changes that lapsed since the last proposal.
    history: History,
    pub(crate) code: Option<EnrolmentCode>,
    /// People who may enrol and have not yet.
    pub(crate) invited: Vec<String>,
    /// When the approvers were removed, and by which person on the host.
    pub(crate) resets: Vec<(Timestamp, String)>,
    /// Since when the web server's ordinary proposals are paused, and who paused them on the host.
    pub(crate) paused: Option<(Timestamp, String)>,
    /// When the web server withdrew changes, in the 24 hours before the newest of them.
    withdrawn: Vec<Timestamp>,
}

impl Default for People {
    fn default() -> Self {
        Self {
            needed: 1,
            approvers: Vec::new(),
            waiting: Vec::new(),
            earlier: Vec::new(),
            made: HashMap::new(),
            history: History::default(),
            code: None,
            invited: Vec::new(),
            resets: Vec::new(),
            paused: None,
            withdrawn: Vec::new(),
        }
    }
}

impl People {
    /// Number of changes that wait in this place.
    pub(crate) fn in_place(&self, place: &Place, now: Timestamp) -> usize {
        self.open(now).filter(|waits| waits.proposal.place() == *place).count()
    }

    /// Approvers whose passkeys count.
    pub(crate) fn confirmed(&self) -> impl Iterator<Item = &Approver> {
        self.approvers.iter().filter(|approver| approver.confirmed)
    }

    /// The pending change with this digest, unless it lapsed.
    pub(crate) fn waits(&self, digest: &str, now: Timestamp) -> Option<&Waits> {
        self.waiting.iter().find(|waits| waits.proposal.digest == digest && !waits.proposal.is_over(now))
    }

    /// The change of this digest, if it waits already.
    pub(crate) fn same(&self, change: &ChangeDigest, now: Timestamp) -> Option<&Waits> {
        self.waiting.iter().find(|waits| waits.change == *change && !waits.proposal.is_over(now))
    }

    /// The change of this digest, if people approved it and it took effect.
    pub(crate) fn made(&self, change: &ChangeDigest) -> Option<Decision> {
        self.made.get(change).map(|leaf| Decision::Done { leaf: *leaf })
    }

    /// Changes that have not lapsed.
    pub(crate) fn open(&self, now: Timestamp) -> impl Iterator<Item = &Waits> {
        self.waiting.iter().filter(move |waits| !waits.proposal.is_over(now))
    }

    /// Digests of the pictures of pending badge versions: lower-case hex SHA-256.
    pub(crate) fn pending_pictures(&self, now: Timestamp) -> BTreeSet<String> {
        let digests = self.open(now).filter_map(|waits| waits.proposal.summary.picture_digest());
        digests.map(str::to_owned).collect()
    }

    /// The approver with this passkey.
    pub(crate) fn by_passkey(&self, credential_id: &str) -> Option<&Approver> {
        self.approvers.iter().find(|approver| approver.credential_id == credential_id)
    }

    /// Approvals that count now: the host's only while host approvals are enabled. Those of removed people are gone.
    pub(crate) fn standing(waits: &Waits, host: bool) -> impl Iterator<Item = &Given> {
        waits.given.iter().filter(move |given| host || matches!(given.who, Who::Passkey { .. }))
    }

    /// Number of possible approvers: people with passkeys, and the host.
    pub(crate) fn able(&self, host: bool) -> usize {
        self.confirmed().count() + usize::from(host)
    }

    /// Adds a proposed change.
    pub(crate) fn propose(&mut self, proposal: Proposal) {
        let asked = Timestamp::from_millis(proposal.asked);
        self.history.lapse(self.waiting.iter(), asked);
        self.waiting.retain(|waits| !waits.proposal.is_over(asked));
        let change = proposal.change.digest();
        self.made.remove(&change);
        self.waiting.push(Waits { proposal, change, given: Vec::new() });
    }

    /// Adds a change with a statement of version 1.
    pub(crate) fn propose_earlier(&mut self, proposal: EarlierProposal) {
        let asked = Timestamp::from_millis(proposal.asked);
        self.earlier.retain(|earlier| !earlier.is_over(asked));
        self.made.remove(&proposal.change.digest());
        self.earlier.push(proposal);
    }

    /// Digests of the statements of version 1 that lapse early, because nobody can approve them any more.
    pub(crate) fn lapsed_early(&self, now: Timestamp) -> impl Iterator<Item = &str> {
        let open = self.earlier.iter().filter(move |earlier| !earlier.is_over(now));
        open.map(|earlier| earlier.digest.as_str())
    }

    /// Does the change with this digest wait no more, because its time passed or its statement is of version 1?
    pub(crate) fn has_lapsed(&self, digest: &str, now: Timestamp) -> bool {
        let over = |waits: &Waits| waits.proposal.digest == digest && waits.proposal.is_over(now);
        self.waiting.iter().any(over) || self.earlier.iter().any(|earlier| earlier.digest == digest)
    }

    /// Adds a verified approval.
    pub(crate) fn give(&mut self, digest: &str, given: Given, count: Option<u32>) {
        if let (Who::Passkey { name }, Some(count)) = (&given.who, count) {
            self.used(name, count);
        }
        if let Some(waits) = self.waiting.iter_mut().find(|waits| waits.proposal.digest == digest) {
            waits.given.push(given);
        }
    }

    /// Sets the counter of an approver's passkey.
    pub(crate) fn used(&mut self, name: &str, count: u32) {
        for approver in self.approvers.iter_mut().filter(|approver| approver.name == name) {
            approver.count = count;
        }
    }

    /// Removes a change that took effect; its approvals are used up. `leaf` states it. `at`: milliseconds since 1970, UTC.
    pub(crate) fn make(&mut self, digest: &str, leaf: Option<u64>, at: i64) {
        for waits in self.waiting.extract_if(.., |waits| waits.proposal.digest == digest) {
            self.history.add(past(&waits, Outcome::Approved, approvers(&waits), at));
            self.made.insert(waits.change, leaf);
        }
        let made = self.earlier.extract_if(.., |earlier| earlier.digest == digest);
        self.made.extend(made.map(|earlier| (earlier.change.digest(), leaf)));
    }

    /// How many changes the web server withdrew in the last 24 hours.
    pub(crate) fn withdrawn(&self, now: Timestamp) -> usize {
        self.withdrawn.iter().filter(|at| at.plus_seconds(DAY) > now).count()
    }

    /// Removes a change that was declined on the host, that the web server withdrew, or that was in force before its
    /// last approval. `at`: milliseconds since 1970, UTC.
    pub(crate) fn decline(&mut self, digest: &str, by: &str, at: i64) {
        if by == IN_FORCE {
            return self.make(digest, None, at);
        }
        if by == WITHDRAWN {
            let now = Timestamp::from_millis(at);
            self.withdrawn.retain(|earlier| earlier.plus_seconds(DAY) > now);
            self.withdrawn.push(now);
            return self.close(|waiting| waiting == digest, Outcome::Withdrawn, &[], at);
        }
        self.close(|waiting| waiting == digest, Outcome::Declined, &[host(by)], at);
    }

    /// Removes a change that an approver declined at the desk.
    pub(crate) fn decline_at_desk(&mut self, digest: &str, name: &str, at: i64) {
        self.close(|waiting| waiting == digest, Outcome::Declined, &[name.to_owned()], at);
    }

    /// Removes all pending changes, which were declined on the host.
    pub(crate) fn close_all(&mut self, by: &str, at: i64) {
        self.close(|_| true, Outcome::Declined, &[host(by)], at);
    }

    /// Removes the changes with these digests, which `by` declined or the web server withdrew. Those that lapsed before
    /// stay lapsed.
    fn close(&mut self, is_closed: impl Fn(&str) -> bool, outcome: Outcome, by: &[String], at: i64) {
        let now = Timestamp::from_millis(at);
        self.earlier.retain(|earlier| !is_closed(&earlier.digest));
        let closed: Vec<Waits> =
            self.waiting.extract_if(.., |waits| is_closed(&waits.proposal.digest)).collect();
        self.history.lapse(closed.iter(), now);
        for waits in closed.iter().filter(|waits| !waits.proposal.is_over(now)) {
            self.history.add(past(waits, outcome, by.to_vec(), at));
        }
    }

    /// The last decisions, newest first.
    pub(crate) fn history(&self, now: Timestamp) -> Vec<PastChange> {
        let mut history = self.history.clone();
        history.lapse(self.waiting.iter(), now);
        history.newest_first()
    }

    /// From now on an enrolled passkey counts: a person on the host confirmed it.
    pub(crate) fn confirm(&mut self, name: &str) {
        for approver in self.approvers.iter_mut().filter(|approver| approver.name == name) {
            approver.confirmed = true;
        }
    }

    /// Adds an approver; the code is used up. Returns nothing if the key cannot be parsed.
    pub(crate) fn enrol(
        &mut self,
        name: String,
        credential_id: String,
        public_key: String,
        count: u32,
        enrolled: Timestamp,
        awaits: bool,
    ) -> Option<()> {
        let key = PasskeyKey::parse(&public_key).ok()?;
        self.code = None;
        self.invited.retain(|invited| *invited != name);
        let confirmed = !awaits;
        self.approvers.push(Approver { name, credential_id, public_key, key, count, enrolled, confirmed });
        Some(())
    }

    /// Removes an approver with all their approvals: a later approver of the same name is another person.
    pub(crate) fn remove(&mut self, name: &str) {
        self.approvers.retain(|approver| approver.name != name);
        for waits in &mut self.waiting {
            waits.given.retain(|given| !matches!(&given.who, Who::Passkey { name: given } if given == name));
        }
    }

    /// Removes all approvers, from the host: one person is enough again, and pending changes must be proposed again.
    pub(crate) fn reset(&mut self, at: Timestamp, by: String) {
        self.close_all(&by, at.millis());
        let mut resets = std::mem::take(&mut self.resets);
        resets.push((at, by));
        let made = std::mem::take(&mut self.made);
        let withdrawn = std::mem::take(&mut self.withdrawn);
        let history = std::mem::take(&mut self.history);
        *self = Self { resets, made, withdrawn, history, paused: self.paused.take(), ..Self::default() };
    }
}

/// A person on the host, for display.
fn host(user: &str) -> String {
    Who::Host { user: user.to_owned() }.to_string()
}
