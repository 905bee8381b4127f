//! Counters since the start.

use super::exposition::{Exposition, Kind};
use super::gauges::Gauges;
use super::histogram::Histogram;
use std::collections::BTreeMap;
use std::time::Duration;

/// Maximum number of different labels in a family, since requests choose labels too.
const MOST_LABELS: usize = 2_000;

/// Subject of a count: label of the key and digest of the badge version, each empty if it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct About {
    pub(crate) key: String,
    pub(crate) badge: String,
}

/// All counters.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    signatures: BTreeMap<(About, &'static str), u64>,
    refusals: BTreeMap<(About, String), u64>,
    faults: BTreeMap<String, u64>,
    events: BTreeMap<&'static str, u64>,
    answers: BTreeMap<&'static str, Histogram>,
}

impl Counts {
    /// Counts a document of this kind that was recorded for signing.
    pub(crate) fn signed(&mut self, about: About, kind: &'static str) {
        add(&mut self.signatures, (about, kind));
    }

    /// Counts a refusal for this reason.
    pub(crate) fn refused(&mut self, about: About, code: String) {
        add(&mut self.refusals, (about, code));
    }

    /// Counts a fault.
    pub(crate) fn failed(&mut self, code: String) {
        add(&mut self.faults, code);
    }

    /// Counts an alert.
    pub(crate) fn noticed(&mut self, kind: &'static str) {
        add(&mut self.events, kind);
    }

    /// Counts an answer to a request of this name, whatever the answer.
    pub(crate) fn answered(&mut self, ask: &'static str, took: Duration) {
        self.answers.entry(ask).or_default().add(took);
    }

    /// All counters, and the gauges.
    pub(crate) fn text(&self, gauges: &Gauges) -> String {
        let mut text = Exposition::default();
        text.family(
            "insignia_signer_signatures_total",
            Kind::Counter,
            "Documents recorded to be signed, by key, digest of the badge version and kind: credential, superseding, status-list.",
        );
        for ((about, kind), count) in &self.signatures {
            let labels = [("key", about.key.as_str()), ("badge", about.badge.as_str()), ("kind", kind)];
            text.sample("insignia_signer_signatures_total", &labels, count);
        }
        text.family(
            "insignia_signer_refusals_total",
            Kind::Counter,
            "Refusals, by key, badge version and code.",
        );
        for ((about, code), count) in &self.refusals {
            let labels =
                [("key", about.key.as_str()), ("badge", about.badge.as_str()), ("code", code.as_str())];
            text.sample("insignia_signer_refusals_total", &labels, count);
        }
        text.family("insignia_signer_faults_total", Kind::Counter, "Failures of the machinery, by code.");
        for (code, count) in &self.faults {
            text.sample("insignia_signer_faults_total", &[("code", code)], count);
        }
        text.family(
            "insignia_signer_events_total",
            Kind::Counter,
            "Unusual things that were noticed, by kind.",
        );
        for (kind, count) in &self.events {
            text.sample("insignia_signer_events_total", &[("event", kind)], count);
        }
        text.family("insignia_signer_answer_seconds", Kind::Histogram, "How long answers take, by question.");
        for (ask, histogram) in &self.answers {
            histogram.write(&mut text, "insignia_signer_answer_seconds", ("ask", ask));
        }
        gauges.write(&mut text);
        text.into_text()
    }
}

/// Counts one more under this label. Beyond [`MOST_LABELS`] no new label is accepted.
fn add<K: Ord>(counts: &mut BTreeMap<K, u64>, label: K) {
    if let Some(count) = counts.get_mut(&label) {
        *count += 1;
    } else if counts.len() < MOST_LABELS {
        counts.insert(label, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_bounded_and_what_is_known_goes_on_counting() {
        let mut counts = BTreeMap::new();
        (0..MOST_LABELS + 5).for_each(|label| add(&mut counts, label));
        add(&mut counts, 0);
        assert_eq!((counts.len(), counts[&0]), (MOST_LABELS, 2));
    }

    #[test]
    fn each_count_has_its_line() {
        let about = || About { key: "badges".into(), badge: "ab".into() };
        let mut counts = Counts::default();
        counts.signed(about(), "credential");
        counts.signed(about(), "credential");
        counts.signed(about(), "superseding");
        counts.refused(about(), "over-ceiling".into());
        counts.failed("worker-away".into());
        counts.noticed("first-use");
        counts.answered("health", Duration::from_millis(1));
        let text = counts.text(&Gauges::default());
        for line in [
            "insignia_signer_signatures_total{key=\"badges\",badge=\"ab\",kind=\"credential\"} 2",
            "insignia_signer_signatures_total{key=\"badges\",badge=\"ab\",kind=\"superseding\"} 1",
            "insignia_signer_refusals_total{key=\"badges\",badge=\"ab\",code=\"over-ceiling\"} 1",
            "insignia_signer_faults_total{code=\"worker-away\"} 1",
            "insignia_signer_events_total{event=\"first-use\"} 1",
            "insignia_signer_answer_seconds_count{ask=\"health\"} 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }
}
