//! The fake signer's metrics and alerts.

use super::{FakeSigner, State};
use protocol::{Answer, DayUsage, KeyUsage, Noticed};

/// The day of all signatures: that of the tests' clock.
const TODAY: i64 = 1_772_000_000_000 / DAY_MILLIS;
const DAY_MILLIS: i64 = 86_400_000;

impl FakeSigner {
    /// Adds an event with the sentence "one thing".
    pub(crate) fn notice(&self, kind: &str, at: i64, badge: Option<&str>) {
        let events = &mut self.state.lock().unwrap().events;
        let number = events.last().map_or(0, |last| last.number + 1);
        let badge = badge.map(str::to_owned);
        events.push(Noticed { number, at, kind: kind.to_owned(), says: "one thing".to_owned(), badge });
    }

    /// Removes the oldest events from its list.
    pub(crate) fn forget_events(&self, number: usize) {
        self.state.lock().unwrap().events.drain(..number);
    }
}

pub(super) fn count_signed(state: &State, days: u16) -> Answer {
    let is_credential = |entry: &&String| entry.contains("credential\"");
    let usage = |label: &str| {
        let signed = state.under.values().filter(|(key, _)| key == label).count();
        let day = |day: i64| DayUsage {
            day: day * DAY_MILLIS,
            credentials: if day == TODAY { u32::try_from(signed).unwrap() } else { 0 },
            lists: 0,
        };
        (TODAY + 1 - i64::from(days)..=TODAY).map(day).collect()
    };
    Answer::SignedCounts {
        credentials: state.entries.iter().filter(is_credential).count() as u64,
        keys: state
            .keys
            .iter()
            .map(|key| KeyUsage { key: key.label.clone(), days: usage(&key.label) })
            .collect(),
    }
}
