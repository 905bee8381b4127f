//! The order of the steps: which needs arise, when, and what is skipped once a check has failed (Open Badges 3.0,
//! section 8.2).

mod answer;

use std::collections::VecDeque;

use serde_json::Value;

use super::conclusion::{self, Findings};
use super::endorsement;
use super::examination::Examination;
use super::format::{self, Ended, Read, Secured, Wanted};
use super::identity;
use super::keyring::Keyring;
use super::kind::Kind;
use super::ledger;
use super::members::text;
use super::need::{Need, Supply};
use super::options::Options;
use super::refresh;
use super::report::{Check, Report};
use super::status::{self, Step};
use super::task::Task;
use crate::bake::Container;
use crate::contexts::FurtherContexts;
use crate::status::ForeignEntry;
use crate::time::Timestamp;

/// One verification. Call [`Verification::next_need`] and answer with [`Verification::supply`] until there is no need
/// left; then call [`Verification::report`].
pub struct Verification {
    pub(super) now: Timestamp,
    /// The result of the format check.
    pub(super) format: Check,
    pub(super) may_be_a_badge: bool,
    pub(super) examination: Option<Examination>,
    pub(super) options: Options,
    pub(super) findings: Findings,
    pub(super) keyring: Keyring,
    tasks: VecDeque<Task>,
    asked: usize,
    follows_refresh: bool,
    /// The issuer publishes an Insignia ledger, or names one that cannot be read.
    publishes_ledger: bool,
    /// The entry to look for in the issuer's ledger.
    ledger: Option<ledger::Wanted>,
}

impl Verification {
    /// Maximum number of needs of one verification, including those of endorsements and lists. Further ones count as
    /// unavailable.
    pub const MOST_NEEDS: usize = 20;

    /// Begins with any input (JSON, PNG, SVG or anything else), at the time `now`. It must be an Open Badge.
    #[must_use]
    pub fn begin(input: &[u8], now: Timestamp) -> Self {
        Self::begin_under(input, &Options::default(), now)
    }

    /// As [`Verification::begin`], with options.
    #[must_use]
    pub fn begin_under(input: &[u8], options: &Options, now: Timestamp) -> Self {
        Self::read(input, Wanted::Badge, options, Keyring::default(), now)
    }

    /// As [`Verification::begin`], for a verifiable credential of any kind. An Open Badge or an endorsement is
    /// checked against its standard; for any other kind the structure check does not apply.
    #[must_use]
    pub fn begin_credential(input: &[u8], now: Timestamp) -> Self {
        Self::begin_credential_under(input, &Options::default(), now)
    }

    /// As [`Verification::begin_credential`], with further contexts that the caller vouches for. Badges, endorsements and
    /// status lists never use them.
    #[must_use]
    pub fn begin_credential_with(input: &[u8], contexts: &FurtherContexts, now: Timestamp) -> Self {
        Self::begin_credential_under(input, &Options::default().with_contexts(contexts.clone()), now)
    }

    /// As [`Verification::begin_credential`], with options.
    #[must_use]
    pub fn begin_credential_under(input: &[u8], options: &Options, now: Timestamp) -> Self {
        Self::read(input, Wanted::Credential, options, Keyring::default(), now)
    }

    /// Begins with a text, with the keys of an outer verification.
    pub(super) fn read(
        input: &[u8],
        wanted: Wanted,
        options: &Options,
        keyring: Keyring,
        now: Timestamp,
    ) -> Self {
        let read = format::read(input, wanted, keyring.work());
        Self::of_read(read, options, keyring, now)
    }

    fn of_read(read: Result<Read, Ended>, options: &Options, keyring: Keyring, now: Timestamp) -> Self {
        match read {
            Ok(Read { secured, kind, check }) => Self::examine(secured, kind, check, options, keyring, now),
            Err(ended) => {
                let mut this = Self::new(*ended.check, options, keyring, now);
                this.may_be_a_badge = ended.may_be_a_badge;
                this
            }
        }
    }

    /// Begins with a document inside another one, whose keys are known.
    pub(super) fn nested(
        document: Value,
        kind: Kind,
        options: &Options,
        keyring: Keyring,
        now: Timestamp,
    ) -> Self {
        Self::examine(Secured::Embedded(document), kind, format::inside(kind), options, keyring, now)
    }

    /// Begins with a credential of a presentation, of any kind. `by_holder` is the check of whose key made the
    /// presentation. It is present where the holder is the issuer and the credential has no proof of its own. Badges
    /// need their own proof in any case.
    pub(super) fn presented(
        credential: Value,
        by_holder: Option<Check>,
        options: &Options,
        keyring: Keyring,
        now: Timestamp,
    ) -> Self {
        if let Some(binding) = by_holder.filter(|_| Kind::of_credential(&credential) == Kind::Credential) {
            let mut this = Self::new(format::inside(Kind::Credential), options, keyring, now);
            let secured = Secured::Embedded(credential);
            let begun =
                Examination::begin(secured, Kind::Credential, &options.contexts, &mut this.keyring, now);
            return this.with(begun.self_asserted(binding));
        }
        // VC 1.1 allows tokens among the credentials of a presentation.
        if let Value::String(token) = &credential {
            return Self::read(token.as_bytes(), Wanted::Credential, options, keyring, now);
        }
        let read = format::of_document(credential, Wanted::Credential, Container::Text, keyring.work());
        Self::of_read(read, options, keyring, now)
    }

    fn new(format: Check, options: &Options, keyring: Keyring, now: Timestamp) -> Self {
        Self {
            now,
            format,
            may_be_a_badge: true,
            examination: None,
            options: options.clone(),
            findings: Findings::default(),
            keyring,
            tasks: VecDeque::new(),
            asked: 0,
            follows_refresh: false,
            publishes_ledger: false,
            ledger: None,
        }
    }

    fn examine(
        secured: Secured,
        kind: Kind,
        format: Check,
        options: &Options,
        keyring: Keyring,
        now: Timestamp,
    ) -> Self {
        let mut this = Self::new(format, options, keyring, now);
        let examination = Examination::begin(secured, kind, &options.contexts, &mut this.keyring, now);
        this.with(examination)
    }

    fn with(mut self, examination: Examination) -> Self {
        self.plan(&examination);
        self.examination = Some(examination);
        self.settle();
        self
    }

    /// Sets the expected recipient: an e-mail address, a name or an identifier. The value is compared, and not
    /// repeated in the report.
    pub fn compare_recipient(&mut self, identifier: &str) {
        self.options.recipient = Some(identifier.to_owned());
    }

    /// Supplies a proof that the badge is in its issuer's ledger, as the holder keeps it with the badge
    /// (`ledger-proof.json`). It counts only if it proves exactly that, under the ledger's key of the issuer's
    /// document; then no request is made. Otherwise it is ignored, with a remark.
    #[must_use]
    pub fn with_ledger_proof(mut self, proof: Vec<u8>) -> Self {
        self.options.ledger_proof = Some(proof);
        if let Some(badge) = self.examination.take() {
            self.ask_ledger(&badge);
            self.examination = Some(badge);
            self.settle();
        }
        self
    }

    /// Also requests a newer copy, where the badge names a place for one and its proof is good. Only the copy's own
    /// proof is checked; to rely on the copy, verify it as a badge of its own.
    pub fn follow_refresh(&mut self) {
        if !self.follows_refresh {
            self.follows_refresh = true;
            let task = self.examination.as_ref().and_then(refresh_task);
            self.tasks.extend(task);
        }
    }

    /// The next need; the same one until it is supplied. At most [`Verification::MOST_NEEDS`] in all.
    pub fn next_need(&mut self) -> Option<Need> {
        self.need().filter(|_| self.asked < Self::MOST_NEEDS)
    }

    /// The pending need.
    pub(super) fn need(&self) -> Option<Need> {
        let examination = self.examination.as_ref()?;
        examination.next_need().or_else(|| self.tasks.front()?.need(&examination.signer()))
    }

    /// Answers the need that [`Verification::next_need`] named. Without one it does nothing.
    pub fn supply(&mut self, supply: Supply) {
        let Some(mut examination) = self.examination.take() else { return };
        self.asked += 1;
        if examination.next_need().is_some() {
            examination.supply(supply, &mut self.keyring);
            self.plan(&examination);
        } else if let Some(task) = self.tasks.pop_front() {
            self.answer(task, supply, &examination);
        }
        self.examination = Some(examination);
        self.settle();
    }

    /// The report. Needs that are still open count as unavailable.
    #[must_use]
    pub fn report(mut self) -> Report {
        while self.need().is_some() {
            self.supply(Supply::NotAsked);
        }
        conclusion::report(self)
    }

    /// The units of work spent so far: at most [`Work::LIMIT`](crate::work::Work::LIMIT) plus one step.
    #[must_use]
    pub fn work(&self) -> u64 {
        self.keyring.work().spent()
    }

    /// The keys read so far.
    pub(super) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// If the proof is good, queues the next tasks. If the key's owner could not be checked, queues only the lists
    /// that can revoke or suspend the badge: a set bit in them is shown.
    fn plan(&mut self, examination: &Examination) {
        let document = examination.document();
        if !examination.is_good() {
            for step in status::steps(document).into_iter().filter(|_| examination.is_open()) {
                match step {
                    Step::Ask(entry) if !entry.is_note() => self.ask_list(entry),
                    Step::AskRevocationList(url) => self.tasks.push_back(Task::RevocationList(url)),
                    Step::Ask(_) | Step::Done(_) => {}
                }
            }
            return;
        }
        if examination.signer().starts_with("did:key:") {
            let id = text(document, "id").unwrap_or_default();
            match self.options.pinned_ledger(id) {
                Some(ledger) => self.look_for(Ok(Some(ledger)), examination),
                None if self.options.has_own() && examination.kind() != Kind::Endorsement => {
                    self.tasks.push_back(Task::Profile);
                }
                None => {}
            }
        }
        if let Some((url, did)) = identity::matching_did(&examination.signer()) {
            self.tasks.push_back(Task::MatchingDid(url, did));
        }
        if let Some(published) = self.keyring.get(&examination.signer()).map(|keys| ledger::of_keys(keys)) {
            self.look_for(published, examination);
        }
        for step in status::steps(document) {
            match step {
                Step::Ask(entry) => self.ask_list(entry),
                Step::AskRevocationList(url) => self.tasks.push_back(Task::RevocationList(url)),
                Step::Done(check) => self.findings.statuses.push(check),
            }
        }
        if self.follows_refresh {
            self.tasks.extend(refresh_task(examination));
        }
        // An endorsement's own endorsements are not followed.
        if examination.kind() != Kind::Endorsement {
            let found = endorsement::find(document, self.keyring.work());
            self.findings.endorsements_left = found.left;
            self.tasks.extend(found.embedded.into_iter().map(|one| Task::Endorse(Box::new(one))));
        }
    }

    /// Queues the look-up in the ledger that the issuer publishes.
    pub(super) fn look_for(&mut self, published: ledger::Published, badge: &Examination) {
        let Some(keys) = self.keyring.get(&badge.signer()).cloned() else { return };
        self.publishes_ledger |= published != Ok(None);
        if published == Ok(None) {
            return;
        }
        match ledger::wanted(published, badge, &keys) {
            Ok(wanted) => {
                self.ledger = Some(wanted);
                self.ask_ledger(badge);
            }
            Err(check) => self.findings.ledger = Some(check),
        }
    }

    /// Judges the supplied proof; without a good one, queues a request for it.
    fn ask_ledger(&mut self, badge: &Examination) {
        let Some(wanted) = &self.ledger else { return };
        self.tasks.retain(|task| !matches!(task, Task::Ledger(_)));
        let given = self.options.ledger_proof.as_deref();
        if let Some(check) = given.and_then(|proof| ledger::given(wanted, proof, badge)) {
            self.findings.holding = Some(wanted.ledger().clone());
            self.findings.ledger = Some(check);
            self.findings.ledger_proof_held = true;
            return;
        }
        match &wanted.place {
            Ok(url) => self.tasks.push_back(Task::Ledger(url.clone())),
            Err(check) => self.findings.ledger = Some(check.clone()),
        }
    }

    /// Several entries may refer to one list, which is requested once.
    fn ask_list(&mut self, entry: ForeignEntry) {
        let same = self.tasks.iter_mut().find_map(|task| match task {
            Task::List(entries) if entries.iter().any(|other| other.list == entry.list) => Some(entries),
            _ => None,
        });
        match same {
            Some(entries) => entries.push(entry),
            None => self.tasks.push_back(Task::List(vec![entry])),
        }
    }
}

fn refresh_task(badge: &Examination) -> Option<Task> {
    let url = refresh::place_to_ask(badge.document()).filter(|_| badge.is_good())?;
    Some(Task::Refresh(url.to_owned()))
}
