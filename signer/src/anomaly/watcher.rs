//! All rules together, with what they must remember.

use super::event::Event;
use super::hours::is_out_of_hours;
use super::rate::Rate;
use super::settings::WatchConfig;
use super::tally::Tally;
use credentials::time::Timestamp;
use protocol::RefusalCode;
use std::collections::{HashMap, HashSet};

const HOUR: i64 = 3_600;
const DAY_MILLIS: i64 = 86_400_000;
/// Badges to one recipient within an hour from which on it is a burst.
const BURST: u32 = 6;
/// Refusals of one code within ten minutes from which on they are many.
const MANY_REFUSALS: u32 = 20;

/// A credential that was recorded to be signed.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Label of the key.
    pub(crate) key: String,
    /// Digest of the badge version; empty for other credentials.
    pub(crate) badge: String,
    /// Digests of the recipients' identifiers.
    pub(crate) recipients: Vec<String>,
    pub(crate) valid_from: Timestamp,
}

/// What was seen so far, as far as rules need it.
#[derive(Debug)]
pub(crate) struct Watcher {
    settings: WatchConfig,
    rates: HashMap<String, Rate>,
    badges: HashSet<String>,
    recipients: Tally<String>,
    refusals: Tally<RefusalCode>,
    /// What is told at most once within an hour.
    told: Tally<(&'static str, String)>,
}

impl Watcher {
    /// `used`: digests of badge versions that were issued before.
    pub(crate) fn new(settings: WatchConfig, used: HashSet<String>) -> Self {
        Self {
            settings,
            rates: HashMap::new(),
            badges: used,
            recipients: Tally::within(HOUR),
            refusals: Tally::within(600),
            told: Tally::within(HOUR),
        }
    }

    /// What is unusual about one more credential.
    pub(crate) fn signed(&mut self, seen: &Seen, now: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some((count, usual)) = self.rates.entry(seen.key.clone()).or_default().add(now) {
            events.push(Event::RateOverBaseline { key: seen.key.clone(), count, usual });
        }
        if !seen.badge.is_empty() && self.badges.insert(seen.badge.clone()) {
            events.push(Event::FirstUse { badge: seen.badge.clone() });
        }
        for recipient in &seen.recipients {
            if let (_, BURST) = self.recipients.add(recipient.clone(), now) {
                events.push(Event::RecipientBurst { recipient: recipient.clone(), count: BURST });
            }
        }
        if is_out_of_hours(&self.settings, now) && self.first("out-of-hours", &seen.key, now) {
            events.push(Event::OutOfHours { key: seen.key.clone() });
        }
        let days = (now.millis() - seen.valid_from.millis()).div_euclid(DAY_MILLIS);
        let days = u32::try_from(days).unwrap_or_default();
        if days > self.settings.backdated_days && self.first("backdated", &seen.badge, now) {
            events.push(Event::Backdated { badge: seen.badge.clone(), days });
        }
        events
    }

    /// What is unusual about one more refusal. `key`: the label that was asked for, where it is known.
    pub(crate) fn refused(&mut self, code: RefusalCode, key: &str, now: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        if let (_, MANY_REFUSALS) = self.refusals.add(code, now) {
            events.push(Event::RepeatedRefusals { code, count: MANY_REFUSALS });
        }
        if code == RefusalCode::KeyNotInUse && self.first("retired-key", key, now) {
            events.push(Event::RetiredKey { key: key.to_owned() });
        }
        events
    }

    fn first(&mut self, kind: &'static str, what: &str, now: Timestamp) -> bool {
        self.told.add((kind, what.to_owned()), now).0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);

    fn seen(recipient: &str) -> Seen {
        Seen { key: "badges".into(), badge: "ab".into(), recipients: vec![recipient.into()], valid_from: NOW }
    }

    fn watcher(settings: WatchConfig) -> Watcher {
        Watcher::new(settings, HashSet::from(["ab".to_owned()]))
    }

    #[test]
    fn what_is_usual_is_no_event() {
        let mut watcher = watcher(WatchConfig::default());
        for n in 0..50 {
            assert_eq!(watcher.signed(&seen(&n.to_string()), NOW), []);
        }
    }

    #[test]
    fn the_first_badge_of_a_version_is_told_and_those_of_before_are_known() {
        let mut watcher = watcher(WatchConfig::default());
        let new = Seen { badge: "cd".into(), ..seen("a") };
        assert_eq!(watcher.signed(&new, NOW), [Event::FirstUse { badge: "cd".into() }]);
        assert_eq!(watcher.signed(&new, NOW), []);
    }

    #[test]
    fn many_badges_to_one_recipient_are_told_once_an_hour() {
        let mut watcher = watcher(WatchConfig::default());
        let burst = |watcher: &mut Watcher, at| -> Vec<Event> {
            (0..20).flat_map(|_| watcher.signed(&seen("a"), at)).collect()
        };
        let told = [Event::RecipientBurst { recipient: "a".into(), count: BURST }];
        assert_eq!(burst(&mut watcher, NOW), told);
        assert_eq!(burst(&mut watcher, NOW.plus_seconds(HOUR - 1)), []);
        assert_eq!(burst(&mut watcher, NOW.plus_seconds(HOUR)), told);
    }

    #[test]
    fn a_rate_over_the_baseline_is_told() {
        let mut watcher = watcher(WatchConfig::default());
        let events: Vec<_> = (0..200).flat_map(|n| watcher.signed(&seen(&n.to_string()), NOW)).collect();
        assert_eq!(events, [Event::RateOverBaseline { key: "badges".into(), count: 51, usual: 0 }]);
    }

    #[test]
    fn signing_at_night_and_dating_back_are_told_once_an_hour() {
        // NOW is 09:00 UTC.
        let settings = WatchConfig { hours: Some([10, 18]), ..WatchConfig::default() };
        let mut watcher = watcher(settings);
        let old = Seen { valid_from: NOW.plus_seconds(-40 * 86_400), ..seen("a") };
        let told =
            [Event::OutOfHours { key: "badges".into() }, Event::Backdated { badge: "ab".into(), days: 40 }];
        assert_eq!(watcher.signed(&old, NOW), told);
        assert_eq!(watcher.signed(&old, NOW), []);
        let young = Seen { valid_from: NOW.plus_seconds(-30 * 86_400), ..seen("b") };
        assert_eq!(watcher.signed(&young, NOW.plus_seconds(2 * HOUR)), []);
    }

    #[test]
    fn repeated_refusals_and_retired_keys_are_told() {
        let mut watcher = watcher(WatchConfig::default());
        let code = RefusalCode::OverCeiling;
        let events: Vec<_> = (0..50).flat_map(|_| watcher.refused(code, "badges", NOW)).collect();
        assert_eq!(events, [Event::RepeatedRefusals { code, count: MANY_REFUSALS }]);
        let retired = [Event::RetiredKey { key: "old".into() }];
        assert_eq!(watcher.refused(RefusalCode::KeyNotInUse, "old", NOW), retired);
        assert_eq!(watcher.refused(RefusalCode::KeyNotInUse, "old", NOW), []);
    }
}
