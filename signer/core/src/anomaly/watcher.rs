//! All detectors, with their state.

use super::business_hours::is_out_of_hours;
use super::detector_state::{DetectorState, MANY_REFUSALS};
use super::event::Event;
use super::settings::WatchConfig;
use super::sliding_window::SlidingWindow;
use credentials::time::Timestamp;
use protocol::RefusalCode;

const HOUR: i64 = 3_600;
const DAY_MILLIS: i64 = 86_400_000;
/// Badges to one recipient within an hour that count as a burst.
const BURST: u32 = 6;

/// A credential recorded for signing.
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

/// Settings and state of the detectors.
#[derive(Debug)]
pub(crate) struct Watcher {
    settings: WatchConfig,
    detectors: DetectorState,
    recipients: SlidingWindow<String>,
    /// Alerts of the current hour, so that each is raised at most once.
    told: SlidingWindow<(&'static str, String)>,
}

impl Watcher {
    /// Starts from the detector state in the journal.
    pub(crate) fn new(settings: WatchConfig, detectors: DetectorState) -> Self {
        Self {
            settings,
            detectors,
            recipients: SlidingWindow::within(HOUR),
            told: SlidingWindow::within(HOUR),
        }
    }

    /// Counts an earlier badge of this recipient. Its alert was raised then.
    pub(crate) fn recall(&mut self, recipient: &str, at: Timestamp) {
        self.recipients.add(recipient.to_owned(), at);
    }

    /// Alerts about one more credential.
    pub(crate) fn signed(&mut self, seen: &Seen, now: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some((count, usual)) = self.detectors.signed(&seen.key, now) {
            events.push(Event::RateOverBaseline { key: seen.key.clone(), count, usual });
        }
        if !seen.badge.is_empty() && self.detectors.issued(&seen.badge) {
            events.push(Event::FirstUse { badge: seen.badge.clone() });
        }
        for recipient in &seen.recipients {
            if let (_, BURST) = self.recipients.add(recipient.clone(), now) {
                events.push(Event::RecipientBurst { recipient: recipient.clone(), count: BURST });
            }
        }
        events.extend(self.out_of_hours(&seen.key, now));
        let days = (now.millis() - seen.valid_from.millis()).div_euclid(DAY_MILLIS);
        let days = u32::try_from(days).unwrap_or_default();
        if days > self.settings.backdated_days && self.first("backdated", &seen.badge, now) {
            events.push(Event::Backdated { badge: seen.badge.clone(), days });
        }
        events
    }

    /// Alerts about one more refusal. `key` is the requested label, if it is known.
    pub(crate) fn refused(&mut self, code: RefusalCode, key: &str, now: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        if self.detectors.refused(code, 1, now) {
            events.push(Event::RepeatedRefusals { code, count: MANY_REFUSALS });
        }
        if code == RefusalCode::KeyNotInUse && self.first("retired-key", key, now) {
            events.push(Event::RetiredKey { key: key.to_owned() });
        }
        events
    }

    /// Alerts about a status list under this key with this many new revocations.
    pub(crate) fn revoked(&mut self, key: &str, count: usize, now: Timestamp) -> Vec<Event> {
        if count == 0 {
            return Vec::new();
        }
        let many = self.detectors.revoked(key, count, now);
        let many = many.map(|(count, usual)| Event::MassRevocation { key: key.to_owned(), count, usual });
        many.into_iter().chain(self.out_of_hours(key, now)).collect()
    }

    /// Alert about a status list that is refused because of too many lists or revocations under this key.
    pub(crate) fn over_ceiling(&mut self, code: RefusalCode, key: &str, now: Timestamp) -> Option<Event> {
        let (kind, event) = match code {
            RefusalCode::OverListCeiling => ("list-ceiling", Event::ListCeiling { key: key.to_owned() }),
            RefusalCode::OverRevocationCeiling => {
                ("revocation-ceiling", Event::RevocationCeiling { key: key.to_owned() })
            }
            _ => return None,
        };
        self.first(kind, key, now).then_some(event)
    }

    /// Alerts about a credential of the key `lost` that is reissued under this key. People decide how many
    /// may be reissued when they revoke a key, and policy enforces that. The alert is for people who did not
    /// start the reissue.
    pub(crate) fn reissued(&mut self, key: &str, lost: &str, now: Timestamp) -> Vec<Event> {
        let began = self.first("reissue", lost, now).then(|| Event::Reissue { key: lost.to_owned() });
        began.into_iter().chain(self.out_of_hours(key, now)).collect()
    }

    /// Alert about a client that holds no checkpoint of a ledger with this many leaves.
    pub(crate) fn unknown(&mut self, leaves: u64, now: Timestamp) -> Vec<Event> {
        self.first("no-checkpoint", "", now).then_some(Event::NoCheckpoint { leaves }).into_iter().collect()
    }

    fn out_of_hours(&mut self, key: &str, now: Timestamp) -> Option<Event> {
        let unusual = is_out_of_hours(&self.settings, now) && self.first("out-of-hours", key, now);
        unusual.then(|| Event::OutOfHours { key: key.to_owned() })
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
        let mut detectors = DetectorState::default();
        assert!(detectors.issued("ab"));
        Watcher::new(settings, detectors)
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

    #[test]
    fn lists_and_revocations_over_their_ceilings_are_told_once_an_hour() {
        let mut watcher = watcher(WatchConfig::default());
        let (lists, revocations) = (RefusalCode::OverListCeiling, RefusalCode::OverRevocationCeiling);
        let told = Event::RevocationCeiling { key: "badges".into() };
        assert_eq!(watcher.over_ceiling(revocations, "badges", NOW), Some(told.clone()));
        assert_eq!(watcher.over_ceiling(revocations, "badges", NOW), None);
        assert_eq!(
            watcher.over_ceiling(lists, "badges", NOW),
            Some(Event::ListCeiling { key: "badges".into() })
        );
        assert_eq!(watcher.over_ceiling(RefusalCode::ListTooSoon, "badges", NOW), None);
        assert_eq!(watcher.over_ceiling(revocations, "badges", NOW.plus_seconds(HOUR)), Some(told));
    }

    #[test]
    fn a_restart_begins_where_the_journal_ends() {
        let mut detectors = DetectorState::default();
        for _ in 0..50 {
            assert_eq!(detectors.signed("badges", NOW), None);
        }
        let code = RefusalCode::OverCeiling;
        assert!(!detectors.refused(code, 19, NOW));
        assert_eq!(detectors.revoked("badges", 20, NOW), None);
        let mut watcher = Watcher::new(WatchConfig::default(), detectors);
        let over = Event::RateOverBaseline { key: "badges".into(), count: 51, usual: 0 };
        assert_eq!(watcher.signed(&Seen { badge: String::new(), ..seen("a") }, NOW), [over]);
        assert_eq!(watcher.refused(code, "badges", NOW), [Event::RepeatedRefusals { code, count: 20 }]);
        let many = Event::MassRevocation { key: "badges".into(), count: 21, usual: 0 };
        assert_eq!(watcher.revoked("badges", 1, NOW), [many]);
    }

    #[test]
    fn revoking_many_is_told_once_and_a_list_that_revokes_nobody_never() {
        let mut watcher = watcher(WatchConfig { hours: Some([10, 18]), ..WatchConfig::default() });
        assert_eq!(watcher.revoked("badges", 0, NOW), []);
        let told = [
            Event::MassRevocation { key: "badges".into(), count: 500, usual: 0 },
            Event::OutOfHours { key: "badges".into() },
        ];
        assert_eq!(watcher.revoked("badges", 500, NOW), told);
        assert_eq!(watcher.revoked("badges", 500, NOW), []);
    }

    #[test]
    fn that_badges_of_a_lost_key_are_issued_anew_is_told_once_an_hour() {
        let mut watcher = watcher(WatchConfig::default());
        let told = [Event::Reissue { key: "old".into() }];
        assert_eq!(watcher.reissued("new", "old", NOW), told);
        assert_eq!(watcher.reissued("new", "old", NOW), []);
        assert_eq!(watcher.reissued("new", "old", NOW.plus_seconds(HOUR)), told);
    }
}
