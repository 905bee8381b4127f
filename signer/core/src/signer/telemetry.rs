//! Telemetry and alerts. Nothing here stops a request.

use super::ledger_handle::LedgerHandle;
use crate::anomaly::{Event, RecentRecipients, Seen, WatchConfig, Watcher};
use crate::ledger::Ledger;
use crate::ledger::record::Record;
use crate::ledger::state::State;
use crate::log;
use crate::metrics::{About, Counts, Gauges};
use ::credentials::lint::Linted;
use ::credentials::time::Timestamp;
use protocol::{Fault, Refusal, RefusalCode};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Maximum number of events kept for a full disk; later ones are in the log only.
const MOST_KEPT: usize = 500;

/// Counters, detectors, and events that are not in the journal yet.
#[derive(Debug)]
pub(crate) struct Telemetry {
    counts: Mutex<Counts>,
    watcher: Mutex<Watcher>,
    pending: Mutex<Vec<Event>>,
    recent: Mutex<RecentRecipients>,
}

impl Telemetry {
    /// Starts from the detector state in the journal, and the recent recipients.
    pub(crate) fn new(settings: WatchConfig, ledger: &Ledger, recent: RecentRecipients) -> Self {
        let mut watcher = Watcher::new(settings, ledger.state().detectors.clone());
        for (at, recipient) in recent.lines() {
            watcher.recall(recipient, *at);
        }
        Self {
            counts: Mutex::default(),
            watcher: Mutex::new(watcher),
            pending: Mutex::default(),
            recent: Mutex::new(recent),
        }
    }

    /// Notes a credential that is about to be signed.
    pub(crate) fn signed(&self, seen: &Seen, now: Timestamp) {
        let about = About { key: seen.key.clone(), badge: seen.badge.clone() };
        lock(&self.counts).signed(about, "credential");
        let events = lock(&self.watcher).signed(seen, now);
        let mut recent = lock(&self.recent);
        seen.recipients.iter().for_each(|recipient| recent.add(recipient, now));
        drop(recent);
        self.notice(events);
    }

    /// Notes a credential of the key `lost` that is about to be reissued.
    pub(crate) fn reissued(&self, about: About, lost: &str, now: Timestamp) {
        let events = lock(&self.watcher).reissued(&about.key, lost, now);
        lock(&self.counts).signed(about, "superseding");
        self.notice(events);
    }

    /// Notes a status list that is about to be signed, with the number of added revocations.
    pub(crate) fn revoked(&self, key: &str, count: usize, now: Timestamp) {
        lock(&self.counts).signed(About { key: key.to_owned(), badge: String::new() }, "status-list");
        let events = lock(&self.watcher).revoked(key, count, now);
        self.notice(events);
    }

    /// Notes a status list that is refused because of too many lists or revocations under this key.
    pub(crate) fn over_ceiling(&self, code: RefusalCode, key: &str, now: Timestamp) {
        let event = lock(&self.watcher).over_ceiling(code, key, now);
        self.notice(event.into_iter().collect());
    }

    /// Notes a client that asks for signatures and holds no checkpoint of a ledger with this many leaves.
    pub(crate) fn unknown(&self, leaves: u64, now: Timestamp) {
        let events = lock(&self.watcher).unknown(leaves, now);
        self.notice(events);
    }

    /// Notes a refusal.
    pub(crate) fn refused(&self, refusal: &Refusal, about: About, now: Timestamp) {
        let events = lock(&self.watcher).refused(refusal.code, &about.key, now);
        lock(&self.counts).refused(about, refusal.code.to_string());
        self.notice(events);
    }

    /// Notes a fault.
    pub(crate) fn failed(&self, fault: &Fault) {
        lock(&self.counts).failed(fault.code.to_string());
    }

    /// Notes an answered request and its duration.
    pub(crate) fn answered(&self, ask: &'static str, since: Instant) {
        lock(&self.counts).answered(ask, since.elapsed());
    }

    fn notice(&self, events: Vec<Event>) {
        for event in &events {
            let kind = event.alert().kind();
            log::say(&format!("noticed {kind}"));
            lock(&self.counts).noticed(kind);
        }
        lock(&self.pending).extend(events);
    }

    /// Writes events to the journal, and recent recipients to their file. A full disk stops nothing here either.
    pub(crate) fn write_alerts(&self, ledger: &LedgerHandle) {
        if let Err(e) = lock(&self.recent).write(ledger.now()) {
            log::say(&format!("writing who got badges lately: {e}"));
        }
        let events = std::mem::take(&mut *lock(&self.pending));
        let mut left = events.into_iter();
        while let Some(event) = left.next() {
            if let Err(e) = record_event(ledger, event.clone()) {
                log::say(&format!("recording an event, which is tried again: {e}"));
                let mut noticed = lock(&self.pending);
                let later = std::mem::replace(&mut *noticed, vec![event]);
                noticed.extend(left.chain(later).take(MOST_KEPT));
                return;
            }
        }
    }

    /// All counters, and these measurements, in Prometheus' text format.
    pub(crate) fn text(&self, gauges: &Gauges) -> String {
        lock(&self.counts).text(gauges)
    }
}

fn record_event(ledger: &LedgerHandle, event: Event) -> Result<(), Fault> {
    let at = ledger.now().millis();
    Ok(ledger.lock()?.note(Record::Alert { event, at })?)
}

/// Key and badge of a document, as far as known before it is judged.
pub(crate) fn about(state: &State, linted: &Linted, now: Timestamp) -> About {
    let key = state.issuers.get(linted.issuer()).map(|issuer| issuer.active(now).to_owned());
    let achievement = linted.achievement().and_then(|achievement| achievement.get("id")?.as_str());
    let badge = achievement.and_then(|id| state.badges.get(id)).map(|badge| badge.digest.clone());
    About { key: key.unwrap_or_default(), badge: badge.unwrap_or_default() }
}

/// Label of the revoked key that signed the credential with this id.
pub(crate) fn lost_key(state: &State, linted: &Linted) -> Option<String> {
    let key = state.key(&state.credentials.get(linted.id())?.key)?;
    key.revoked.is_some().then(|| key.label.clone())
}

/// What the detectors need to know of a document.
pub(crate) fn seen(about: About, linted: &Linted) -> Seen {
    let subjects = match linted.value().get("credentialSubject") {
        Some(Value::Array(subjects)) => subjects.iter().collect(),
        Some(subject) => vec![subject],
        None => Vec::new(),
    };
    let identity = |subject: &Value| -> Option<String> {
        let id = subject.get("id").or_else(|| subject.pointer("/identifier/0/identityHash"));
        Some(hex::encode(Sha256::digest(id?.as_str()?)))
    };
    Seen {
        key: about.key,
        badge: about.badge,
        recipients: subjects.into_iter().filter_map(identity).collect(),
        valid_from: linted.valid_from(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
