//! Gauges: the current state.

use super::exposition::{Exposition, Kind};
use credentials::time::Timestamp;
use protocol::PinTries;

/// Values that are read when the text is made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gauges {
    /// Leaves in the ledger.
    pub(crate) ledger_size: u64,
    /// Statements that were recorded and not signed yet.
    pub(crate) open: u64,
    /// Number of leaves that the newest checkpoint covers, and when it was signed.
    pub(crate) checkpoint: Option<(u64, Option<Timestamp>)>,
    /// Does the worker answer, and is it logged in?
    pub(crate) worker_up: bool,
    /// Number of worker processes after the first.
    pub(crate) worker_restarts: u64,
    /// The token's report on its PIN, if it was available.
    pub(crate) pin_tries: Option<PinTries>,
    /// Pending changes.
    pub(crate) waiting: u64,
    /// The keys.
    pub(crate) keys: Vec<KeyGauge>,
}

/// One key.
#[derive(Clone, Debug)]
pub(crate) struct KeyGauge {
    pub(crate) label: String,
    pub(crate) created: Timestamp,
}

impl Gauges {
    /// Writes their samples. A token reports no number of tries: 3 means all, 2 fewer, 1 the last, 0 none.
    pub(super) fn write(&self, text: &mut Exposition) {
        let mut gauge = |name: &str, help: &str, value: Option<f64>| {
            text.family(name, Kind::Gauge, help);
            if let Some(value) = value {
                text.sample(name, &[], value);
            }
        };
        gauge("insignia_signer_ledger_leaves", "Leaves in the ledger.", Some(number(self.ledger_size)));
        gauge(
            "insignia_signer_ledger_unsigned",
            "Statements recorded and not signed yet.",
            Some(number(self.open)),
        );
        let (size, at) = self.checkpoint.map_or((None, None), |(size, at)| (Some(number(size)), at));
        gauge("insignia_signer_checkpoint_leaves", "Leaves that the newest checkpoint names.", size);
        gauge(
            "insignia_signer_checkpoint_timestamp_seconds",
            "When the newest checkpoint was signed, since this process began.",
            at.map(seconds),
        );
        gauge(
            "insignia_signer_worker_up",
            "1: the worker answers and is logged in.",
            Some(f64::from(u8::from(self.worker_up))),
        );
        let tries = self.pin_tries.map(|tries| match tries {
            PinTries::All => 3.0,
            PinTries::Fewer => 2.0,
            PinTries::Last => 1.0,
            PinTries::None => 0.0,
        });
        gauge(
            "insignia_signer_pin_tries",
            "Tries left for the token's PIN, as the token reports them: 3 all, 2 fewer, 1 the last, 0 locked.",
            tries,
        );
        gauge("insignia_signer_changes_waiting", "Changes that wait for people.", Some(number(self.waiting)));
        text.family(
            "insignia_signer_worker_restarts_total",
            Kind::Counter,
            "Other worker processes met since the first.",
        );
        text.sample("insignia_signer_worker_restarts_total", &[], self.worker_restarts);
        text.family("insignia_signer_key_created_timestamp_seconds", Kind::Gauge, "When each key was made.");
        for key in &self.keys {
            let labels = [("key", key.label.as_str())];
            text.sample("insignia_signer_key_created_timestamp_seconds", &labels, seconds(key.created));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "the format knows only doubles; counts stay below 2^53")]
fn number(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "the format knows only doubles; milliseconds stay below 2^53")]
fn seconds(at: Timestamp) -> f64 {
    at.millis() as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_has_no_sample() {
        let text = |gauges: Gauges| {
            let mut text = Exposition::default();
            gauges.write(&mut text);
            text.into_text()
        };
        let bare = text(Gauges::default());
        assert!(bare.contains("insignia_signer_worker_up 0\n"));
        assert!(!bare.contains("\ninsignia_signer_pin_tries "), "{bare}");
        let at = Timestamp::from_millis(1_772_355_600_500);
        let full = text(Gauges {
            checkpoint: Some((7, Some(at))),
            pin_tries: Some(PinTries::Last),
            keys: vec![KeyGauge { label: "badges".into(), created: at }],
            ..Gauges::default()
        });
        for line in [
            "insignia_signer_checkpoint_leaves 7",
            "insignia_signer_checkpoint_timestamp_seconds 1772355600.5",
            "insignia_signer_pin_tries 1",
            "insignia_signer_key_created_timestamp_seconds{key=\"badges\"} 1772355600.5",
        ] {
            assert!(full.lines().any(|found| found == line), "{line} in {full}");
        }
    }
}
