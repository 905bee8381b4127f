//! The order of the work: what is asked for, when, and what is left out once a check has failed
//! (Open Badges 3.0, section 8.2).

use std::collections::VecDeque;

use serde_json::Value;

use super::conclusion::{self, Findings};
use super::endorsement;
use super::examination::Examination;
use super::format::{self, Wanted};
use super::keyring::Keyring;
use super::kind::Kind;
use super::members::text;
use super::need::{Need, Supply};
use super::report::{Check, Report};
use super::status::{self, Fault, Step};
use super::task::Task;
use super::{notice, refresh};
use crate::status::ForeignEntry;
use crate::time::Timestamp;

/// One verification. Ask [`Verification::next_need`], answer with [`Verification::supply`], until there is no need left;
/// then [`Verification::report`].
pub struct Verification {
    pub(super) now: Timestamp,
    /// What the format was found to be.
    pub(super) format: Check,
    pub(super) may_be_a_badge: bool,
    pub(super) examination: Option<Examination>,
    pub(super) expected: Option<String>,
    pub(super) findings: Findings,
    keyring: Keyring,
    tasks: VecDeque<Task>,
    asked: usize,
    follows_refresh: bool,
}

impl Verification {
    /// Most needs that one verification has, all those of endorsements and lists among them. What would come after counts
    /// as unavailable.
    pub const MOST_NEEDS: usize = 20;

    /// Begins with whatever was given (JSON, PNG, SVG or anything else), at the time `now`. It must be an Open Badge.
    #[must_use]
    pub fn begin(input: &[u8], now: Timestamp) -> Self {
        Self::begin_with(input, Wanted::Badge, now)
    }

    /// As [`Verification::begin`], for a verifiable credential of any kind. An Open Badge or an endorsement among them is
    /// held to its standard; of any other the structure does not apply.
    #[must_use]
    pub fn begin_credential(input: &[u8], now: Timestamp) -> Self {
        Self::begin_with(input, Wanted::Credential, now)
    }

    fn begin_with(input: &[u8], wanted: Wanted, now: Timestamp) -> Self {
        match format::read(input, wanted) {
            Ok((document, kind, check)) => Self::examine(document, kind, check, Keyring::default(), now),
            Err(ended) => {
                let mut this = Self::new(*ended.check, Keyring::default(), now);
                this.may_be_a_badge = ended.may_be_a_badge;
                this
            }
        }
    }

    /// Begins with a document that stands inside another, whose keys are at hand.
    pub(super) fn nested(document: Value, kind: Kind, keyring: Keyring, now: Timestamp) -> Self {
        Self::examine(document, kind, format::inside(kind), keyring, now)
    }

    /// Begins with a credential of a presentation: whatever it is.
    pub(super) fn presented(credential: Value, keyring: Keyring, now: Timestamp) -> Self {
        match format::of_value(&credential, Wanted::Credential) {
            Ok(kind) => Self::nested(credential, kind, keyring, now),
            Err(check) => {
                let mut this = Self::new(check, keyring, now);
                this.may_be_a_badge = false;
                this
            }
        }
    }

    fn new(format: Check, keyring: Keyring, now: Timestamp) -> Self {
        Self {
            now,
            format,
            may_be_a_badge: true,
            examination: None,
            expected: None,
            findings: Findings::default(),
            keyring,
            tasks: VecDeque::new(),
            asked: 0,
            follows_refresh: false,
        }
    }

    fn examine(document: Value, kind: Kind, format: Check, keyring: Keyring, now: Timestamp) -> Self {
        let mut this = Self::new(format, keyring, now);
        let examination = Examination::begin(document, kind, &mut this.keyring, now);
        this.plan(&examination);
        this.examination = Some(examination);
        this.settle();
        this
    }

    /// Whose it should be: an e-mail address, a name or an identifier. It is compared, and not repeated in the report.
    pub fn compare_recipient(&mut self, identifier: &str) {
        self.expected = Some(identifier.to_owned());
    }

    /// Asks for a newer copy too, where the badge names a place for one and its proof is good. Only the copy's own proof is
    /// looked at; whoever wants to rely on it verifies it as a badge of its own.
    pub fn follow_refresh(&mut self) {
        if !self.follows_refresh {
            self.follows_refresh = true;
            let task = self.examination.as_ref().and_then(refresh_task);
            self.tasks.extend(task);
        }
    }

    /// What is needed next; the same again until it is supplied. At most [`Verification::MOST_NEEDS`] come.
    pub fn next_need(&mut self) -> Option<Need> {
        self.need().filter(|_| self.asked < Self::MOST_NEEDS)
    }

    /// What the work waits for.
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

    /// The report. Whatever is still needed counts as unavailable.
    #[must_use]
    pub fn report(mut self) -> Report {
        while self.need().is_some() {
            self.supply(Supply::Unavailable("it was not asked for".to_owned()));
        }
        conclusion::report(self)
    }

    /// The keys that were had on the way.
    pub(super) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// If the proof is good, queues what comes after.
    fn plan(&mut self, examination: &Examination) {
        if !examination.is_good() {
            return;
        }
        let document = examination.document();
        if examination.signer().starts_with("did:key:") && examination.kind() != Kind::Endorsement {
            self.tasks.push_back(Task::Profile);
        }
        for step in status::steps(document) {
            match step {
                Step::Ask(entry) => self.tasks.push_back(Task::List(entry)),
                Step::AskRevocationList(url) => self.tasks.push_back(Task::RevocationList(url)),
                Step::Done(check) => self.findings.statuses.push(check),
            }
        }
        if self.follows_refresh {
            self.tasks.extend(refresh_task(examination));
        }
        // An endorsement's own endorsements are not followed.
        if examination.kind() != Kind::Endorsement {
            let found = endorsement::find(document);
            self.findings.endorsements_left = found.left;
            self.tasks.extend(found.embedded.into_iter().map(|one| Task::Endorse(Box::new(one))));
        }
    }

    fn answer(&mut self, task: Task, supply: Supply, badge: &Examination) {
        match (task, supply) {
            (Task::Profile, Supply::Profile { document, by }) => {
                self.findings.profile = notice::profile(&document, &by, &badge.signer());
            }
            (Task::List(entry), supply) => match found(supply) {
                Ok(bytes) => match status::open(&entry, &bytes) {
                    Ok(list) => {
                        let list = Examination::begin(list, Kind::StatusList, &mut self.keyring, self.now);
                        self.tasks.push_front(Task::ListProof(Box::new((entry, list))));
                    }
                    Err(fault) => self.note_status(&entry, &Err(fault), badge),
                },
                Err(why) => self.note_status(&entry, &Err(Fault::unreachable(&why)), badge),
            },
            (Task::RevocationList(_), supply) => {
                let id = text(badge.document(), "id").unwrap_or_default();
                self.findings.statuses.push(match found(supply) {
                    Ok(bytes) => status::read_revocation_list(&bytes, id, &badge.signer()),
                    Err(why) => Fault::unreachable(&why).check(),
                });
            }
            (Task::Notice(_), Supply::Found(bytes)) => self.findings.revoked = notice::revocation(&bytes),
            (Task::Refresh(url), supply) => match found(supply)
                .map(|bytes| format::read(&bytes, Wanted::Credential))
            {
                Ok(Ok((copy, kind, _))) => {
                    let copy = Examination::begin(copy, kind, &mut self.keyring, self.now);
                    self.tasks.push_front(Task::CopyProof(Box::new((url, copy))));
                }
                Ok(Err(_)) => {
                    self.findings.refreshed = Some(refresh::failed(&url, "what is there is no credential"));
                }
                Err(why) => self.findings.refreshed = Some(refresh::failed(&url, &why)),
            },
            (Task::ListProof(mut list), supply) => {
                list.1.supply(supply, &mut self.keyring);
                self.tasks.push_front(Task::ListProof(list));
            }
            (Task::CopyProof(mut copy), supply) => {
                copy.1.supply(supply, &mut self.keyring);
                self.tasks.push_front(Task::CopyProof(copy));
            }
            (Task::Endorsement(mut endorsement), supply) => {
                endorsement.2.supply(supply);
                self.tasks.push_front(Task::Endorsement(endorsement));
            }
            (Task::Profile | Task::Notice(_) | Task::Endorse(_), _) => {}
        }
    }

    /// Goes on with whatever needs nothing.
    fn settle(&mut self) {
        let Some(badge) = self.examination.take() else { return };
        while badge.next_need().is_none() && self.tasks.front().is_some_and(|task| task.need("").is_none()) {
            match self.tasks.pop_front() {
                Some(Task::ListProof(list)) => {
                    let read = status::read(&list.0, &list.1, &badge.signer(), self.now);
                    self.note_status(&list.0, &read, &badge);
                }
                Some(Task::CopyProof(copy)) => {
                    self.findings.refreshed = Some(refresh::compare(badge.document(), &copy.1, &copy.0));
                }
                Some(Task::Endorse(endorsement)) => {
                    let (document, about) = *endorsement;
                    let nested =
                        Self::nested(document.clone(), Kind::Endorsement, self.keyring.clone(), self.now);
                    self.tasks.push_front(Task::Endorsement(Box::new((document, about, nested))));
                }
                Some(Task::Endorsement(endorsement)) => {
                    let (document, about, nested) = *endorsement;
                    self.keyring = nested.keyring().clone();
                    self.findings.endorsements.push(endorsement::report(&document, about, nested.report()));
                }
                _ => break,
            }
        }
        self.examination = Some(badge);
    }

    /// Keeps what a list said; once it says revoked, the issuer is asked when and why.
    fn note_status(
        &mut self,
        entry: &ForeignEntry,
        read: &Result<status::Reading, Fault>,
        badge: &Examination,
    ) {
        if status::is_informative(&entry.purpose) {
            self.findings.notes.extend(status::note(entry, read));
            return;
        }
        let check = status::check(entry, read);
        let asked = self.tasks.iter().any(|task| matches!(task, Task::Notice(_)));
        if check.code == "revoked" && !asked && self.findings.revoked.is_none() {
            let url = text(badge.document(), "id").and_then(notice::revocation_url);
            self.tasks.extend(url.map(Task::Notice));
        }
        self.findings.statuses.push(check);
    }
}

fn refresh_task(badge: &Examination) -> Option<Task> {
    let url = refresh::place_to_ask(badge.document()).filter(|_| badge.is_good())?;
    Some(Task::Refresh(url.to_owned()))
}

/// The bytes, or why there are none.
fn found(supply: Supply) -> Result<Vec<u8>, String> {
    match supply {
        Supply::Found(bytes) => Ok(bytes),
        Supply::Unavailable(why) => Err(why),
        Supply::Profile { .. } => Err("a profile came instead".to_owned()),
    }
}
