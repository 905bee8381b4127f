//! The order of the work: what is asked for, when, and what is left out once a check has failed
//! (Open Badges 3.0, section 8.2).

use std::collections::VecDeque;

use serde_json::Value;

use super::binding::{self, Judged, Keys, Source};
use super::members::{issuer_id, text};
use super::need::{Need, Supply};
use super::proof::Question;
use super::report::{Check, CheckName, Outcome, Report, RevocationNotice};
use super::status::{self, Fault, Step};
use super::{context, format, further, notice, recipient, sentence, structure, summary, validity};
use crate::json::Document;
use crate::proof::Expected;
use crate::status::ForeignEntry;
use crate::time::Timestamp;

/// Most bytes of an issuer's document.
const MOST_KEYS: usize = 256 * 1024;

/// What is waited for.
enum Task {
    Keys(String),
    Profile,
    List(ForeignEntry),
    Notice(String),
}

/// One verification. Ask [`Verification::next_need`], answer with [`Verification::supply`], until there is no need left;
/// then [`Verification::report`]. At most seven needs come.
pub struct Verification {
    now: Timestamp,
    expected: Option<String>,
    checks: Vec<Check>,
    may_be_a_badge: bool,
    document: Option<Document>,
    tasks: VecDeque<Task>,
    keys: Keys,
    profile: Option<(String, String)>,
    statuses: Vec<Check>,
    revoked: Option<RevocationNotice>,
}

impl Verification {
    /// Begins with whatever was given (JSON, PNG, SVG or anything else), at the time `now`.
    #[must_use]
    pub fn begin(input: &[u8], now: Timestamp) -> Self {
        let mut this = Self {
            now,
            expected: None,
            checks: Vec::new(),
            may_be_a_badge: true,
            document: None,
            tasks: VecDeque::new(),
            keys: binding::unreachable("they were not asked for"),
            profile: None,
            statuses: Vec::new(),
            revoked: None,
        };
        match format::read(input) {
            Ok((document, check)) => {
                this.checks.push(check);
                this.examine(document.value());
                this.document = Some(document);
            }
            Err(ended) => {
                this.may_be_a_badge = ended.may_be_a_badge;
                this.checks.push(ended.check);
            }
        }
        this
    }

    /// Whose it should be: an e-mail address, a name or an identifier. It is compared, and not repeated in the report.
    pub fn compare_recipient(&mut self, identifier: &str) {
        self.expected = Some(identifier.to_owned());
    }

    /// What is needed next; the same again until it is supplied.
    pub fn next_need(&mut self) -> Option<Need> {
        let issuer = self.issuer();
        self.tasks.front().map(|task| match task {
            Task::Keys(url) => Need::DidDocument { url: url.clone(), did: issuer },
            Task::Profile => Need::IssuerProfile { did: issuer },
            Task::List(entry) => Need::StatusList { url: entry.list.clone() },
            Task::Notice(url) => Need::RevocationNotice { url: url.clone() },
        })
    }

    /// Answers the need that [`Verification::next_need`] named. Without one it does nothing.
    pub fn supply(&mut self, supply: Supply) {
        let issuer = self.issuer();
        match self.tasks.pop_front() {
            Some(Task::Keys(_)) => {
                self.keys = match supply {
                    Supply::Found(bytes) if bytes.len() > MOST_KEYS => {
                        binding::unreachable("larger than 256 KiB")
                    }
                    Supply::Found(bytes) => binding::fetched(&bytes, &issuer),
                    Supply::Unavailable(why) => binding::unreachable(&why),
                    Supply::Profile { .. } => binding::unreachable("a profile is no DID document"),
                };
                self.judge();
            }
            Some(Task::Profile) => {
                if let Supply::Profile { document, by } = supply {
                    self.profile = notice::profile(&document, &by, &issuer);
                }
            }
            Some(Task::List(entry)) => self.read_list(&entry, supply, &issuer),
            Some(Task::Notice(_)) => {
                if let Supply::Found(bytes) = supply {
                    self.revoked = notice::revocation(&bytes);
                }
            }
            None => {}
        }
    }

    /// The report. Whatever is still needed counts as unavailable.
    #[must_use]
    pub fn report(mut self) -> Report {
        while self.next_need().is_some() {
            self.supply(Supply::Unavailable("it was not asked for".to_owned()));
        }
        let document = self.document.take();
        let issuer = document.as_ref().and_then(|document| issuer_id(document.value())).unwrap_or_default();
        let host = self.profile.as_ref().map(|(_, host)| host.clone()).or_else(|| binding::host(issuer));
        let genuine = document.as_ref().map(Document::value).filter(|_| self.is_good());
        self.conclude(document.as_ref().map(Document::value), genuine);
        let badge = genuine.and_then(|document| summary::summary(document, host));
        let verdict = sentence::verdict(&self.checks, self.may_be_a_badge);
        let said = sentence::say(verdict, &self.checks, badge.as_ref(), self.revoked.as_ref());
        Report {
            verdict,
            headline: said.headline.to_owned(),
            sentence: said.sentence,
            detail: said.detail,
            checks: self.checks,
            badge,
            revoked: self.revoked,
            checked_at: self.now,
        }
    }

    /// Vocabulary and parts; then, if both allow, the proof.
    fn examine(&mut self, document: &Value) {
        let context = context::check(document);
        let structure = structure::check(document);
        let go_on = context.outcome != Outcome::Failed && structure.outcome != Outcome::Failed;
        let known = context.outcome == Outcome::Passed;
        self.checks.extend([context, structure]);
        let issuer = issuer_id(document).unwrap_or_default();
        match binding::source(issuer) {
            _ if !go_on => {}
            // Without its vocabularies nothing was hashed the way that the signer did: no key would help.
            _ if !known => self.checks.push(self.judged(document, issuer).proof),
            Source::Fetch(url)
                if binding::controllers(&self.question(document, issuer)).iter().any(|one| one == issuer) =>
            {
                self.tasks.push_back(Task::Keys(url));
            }
            Source::Fetch(_) => self.judge_value(document),
            Source::Computed(keys) => {
                self.keys = keys;
                self.judge_value(document);
            }
        }
    }

    fn judge(&mut self) {
        if let Some(document) = self.document.take() {
            self.judge_value(document.value());
            self.document = Some(document);
        }
    }

    /// Judges the proofs; if all is well, queues what comes after.
    fn judge_value(&mut self, document: &Value) {
        let issuer = issuer_id(document).unwrap_or_default();
        let judged = self.judged(document, issuer);
        let good = judged.is_good();
        let Judged { proof, binding } = judged;
        self.checks.extend([proof, binding]);
        if !good {
            return;
        }
        if issuer.starts_with("did:key:") {
            self.tasks.push_back(Task::Profile);
        }
        for step in status::steps(document) {
            match step {
                Step::Ask(entry) => self.tasks.push_back(Task::List(entry)),
                Step::Done(check) => self.statuses.push(check),
            }
        }
    }

    fn question<'a>(&self, document: &'a Value, issuer: &'a str) -> Question<'a> {
        let expected = Expected::of_credential(self.now);
        Question { document, canonical: None, signer: issuer, expected }
    }

    fn judged(&self, document: &Value, issuer: &str) -> Judged {
        let keys = |controller: &str| (controller == issuer).then_some(&self.keys);
        binding::judge(&self.question(document, issuer), &keys)
    }

    fn read_list(&mut self, entry: &ForeignEntry, supply: Supply, issuer: &str) {
        let read = match (supply, &self.keys) {
            (Supply::Found(bytes), Keys::Known(keys)) => status::read(entry, &bytes, issuer, keys, self.now),
            (Supply::Found(_), Keys::Missing(_)) => Err(Fault::unreachable("the issuer’s keys are missing")),
            (Supply::Unavailable(why), _) => Err(Fault::unreachable(&super::plain::plain(&why, 120))),
            (Supply::Profile { .. }, _) => Err(Fault::unreachable("a profile is no status list")),
        };
        let check = status::check(entry, read);
        let url =
            self.document.as_ref().and_then(|document| notice::revocation_url(text(document.value(), "id")?));
        let asked = self.tasks.iter().any(|task| matches!(task, Task::Notice(_)));
        if check.code == "revoked" && !asked && self.revoked.is_none() {
            self.tasks.extend(url.map(Task::Notice));
        }
        self.statuses.push(check);
    }

    /// The checks that need no more than the document, and one for each that was not made. Dates say something of an
    /// unproven badge too (it would be out of date in any case); the rest only of a genuine one.
    fn conclude(&mut self, document: Option<&Value>, genuine: Option<&Value>) {
        let failed = self.checks.iter().any(|check| check.outcome == Outcome::Failed);
        self.checks.extend(document.filter(|_| !failed).map(|document| validity::check(document, self.now)));
        if let Some(document) = genuine {
            let mut status = status::combine(std::mem::take(&mut self.statuses));
            if let Some(notice) = self.revoked.as_ref().filter(|_| status.code == "revoked") {
                status.says = sentence::notice_sentence(notice);
            }
            self.checks.extend([
                status,
                further::refresh(document),
                further::endorsements(document),
                recipient::check(document, self.expected.as_deref()),
            ]);
            self.name_the_key();
        }
        let missing =
            CheckName::ALL.into_iter().filter(|name| self.checks.iter().all(|check| check.name != *name));
        let stopped: Vec<Check> = missing.map(Check::stopped).collect();
        self.checks.extend(stopped);
        self.checks.sort_by_key(|check| check.name as u8);
    }

    /// A trusted profile says who a bare key is.
    fn name_the_key(&mut self) {
        let Some((name, host)) = &self.profile else { return };
        if let Some(check) = self.checks.iter_mut().find(|check| check.code == "key-only") {
            check.says = format!("{} It is kept here as the key of “{name}”, {host}.", check.says);
        }
    }

    fn is_good(&self) -> bool {
        [CheckName::Proof, CheckName::IssuerBinding]
            .into_iter()
            .all(|name| self.checks.iter().any(|check| check.is(name, Outcome::Passed)))
    }

    fn issuer(&self) -> String {
        let document = self.document.as_ref().map(Document::value);
        document.and_then(issuer_id).unwrap_or_default().to_owned()
    }
}
