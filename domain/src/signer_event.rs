//! Unusual events at the signer. The crate `messages` has the texts for each kind.

use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// An unusual event, from the signer's event log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerEvent {
    /// The number of events before it.
    pub number: u64,
    /// The time.
    pub at: Timestamp,
    /// The signer's name for its kind: `first-use`, for example.
    pub kind: String,
    /// The signer's own sentence, without capital and full stop. Holds nothing private.
    pub says: String,
    /// Name and version of the badge concerned, where it is known here.
    pub badge: Option<String>,
}

impl SignerEvent {
    /// The signer's text as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut rest = self.says.chars();
        let mut sentence: String =
            rest.next().map(char::to_uppercase).into_iter().flatten().chain(rest).collect();
        if let Some(badge) = &self.badge {
            sentence.push_str(": ");
            sentence.push_str(badge);
        }
        if !sentence.ends_with('.') {
            sentence.push('.');
        }
        sentence
    }
}

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A badge was issued for the first time.
    FirstUse,
    /// Far more was signed than usual.
    RateOverBaseline,
    /// One person got many badges within an hour.
    RecipientBurst,
    /// Something was signed outside business hours.
    OutOfHours,
    /// Many requests were refused for one reason.
    RepeatedRefusals,
    /// A key that is not in use was asked to sign.
    RetiredKey,
    /// A badge was dated far back.
    Backdated,
    /// Far more was revoked than usual.
    MassRevocation,
    /// More status lists were requested than allowed.
    ListCeiling,
    /// More was revoked than allowed at once.
    RevocationCeiling,
    /// Badges of a compromised key are reissued.
    Reissue,
    /// The web server presented no checkpoint.
    NoCheckpoint,
    /// A kind that this version does not know.
    Other,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::FirstUse,
        Self::RateOverBaseline,
        Self::RecipientBurst,
        Self::OutOfHours,
        Self::RepeatedRefusals,
        Self::RetiredKey,
        Self::Backdated,
        Self::MassRevocation,
        Self::ListCeiling,
        Self::RevocationCeiling,
        Self::Reissue,
        Self::NoCheckpoint,
        Self::Other,
    ];

    /// The kind of this name, as the signer writes it.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.name() == Some(name)).unwrap_or(Self::Other)
    }

    /// The signer's name for the kind.
    const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::FirstUse => "first-use",
            Self::RateOverBaseline => "rate-over-baseline",
            Self::RecipientBurst => "recipient-burst",
            Self::OutOfHours => "out-of-hours",
            Self::RepeatedRefusals => "repeated-refusals",
            Self::RetiredKey => "retired-key",
            Self::Backdated => "backdated",
            Self::MassRevocation => "mass-revocation",
            Self::ListCeiling => "list-ceiling",
            Self::RevocationCeiling => "revocation-ceiling",
            Self::Reissue => "reissue",
            Self::NoCheckpoint => "no-checkpoint",
            Self::Other => return None,
        })
    }

    /// Whether somebody has to look soon. Everyday events are only reported.
    #[must_use]
    pub const fn is_pressing(self) -> bool {
        match self {
            Self::FirstUse | Self::Reissue => false,
            Self::RateOverBaseline
            | Self::RecipientBurst
            | Self::OutOfHours
            | Self::RepeatedRefusals
            | Self::RetiredKey
            | Self::Backdated
            | Self::MassRevocation
            | Self::ListCeiling
            | Self::RevocationCeiling
            | Self::NoCheckpoint
            | Self::Other => true,
        }
    }
}

/// A read position: the last event mailed, or the last event viewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMark {
    /// Number of the newest event.
    pub number: u64,
    /// The latest time of all events.
    pub at: Timestamp,
}

impl EventMark {
    /// Whether an event is after this position. A restored event log has lower numbers but later times; after a clock
    /// was set back the numbers still increase.
    #[must_use]
    pub fn is_before(self, event: &SignerEvent) -> bool {
        event.number > self.number || event.at > self.at
    }

    /// The position after all of these (oldest first), starting from the position before.
    #[must_use]
    pub fn beyond(before: Option<Self>, events: &[SignerEvent]) -> Option<Self> {
        let newest = events.last()?;
        let latest = events.iter().map(|event| event.at).chain(before.map(|mark| mark.at)).max();
        Some(Self { number: newest.number, at: latest.unwrap_or(newest.at) })
    }
}

/// The events after a position, oldest first; and the number of missed events that the signer no longer lists.
#[must_use]
pub fn beyond_mark(mark: Option<EventMark>, events: Vec<SignerEvent>) -> (Vec<SignerEvent>, u64) {
    let next = mark.map_or(0, |mark| mark.number + 1);
    let missed = events.first().map_or(0, |oldest| oldest.number.saturating_sub(next));
    let new = events.into_iter().filter(|event| mark.is_none_or(|mark| mark.is_before(event)));
    (new.collect(), missed)
}

/// Events of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventGroup {
    /// The kind.
    pub kind: EventKind,
    /// The events, newest first.
    pub events: Vec<SignerEvent>,
}

/// Events by kind: first the pressing ones, then by the time of the newest event.
#[must_use]
pub fn grouped_events(events: Vec<SignerEvent>) -> Vec<EventGroup> {
    let mut groups: Vec<(String, EventGroup)> = Vec::new();
    for event in events.into_iter().rev() {
        match groups.iter_mut().find(|(kind, _)| *kind == event.kind) {
            Some((_, group)) => group.events.push(event),
            None => groups.push((
                event.kind.clone(),
                EventGroup { kind: EventKind::of(&event.kind), events: vec![event] },
            )),
        }
    }
    groups.sort_by_key(|(_, group)| !group.kind.is_pressing());
    groups.into_iter().map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(number: u64, second: i64, kind: &str) -> SignerEvent {
        let at = Timestamp::from_millis(second * 1_000);
        SignerEvent { number, at, kind: kind.to_owned(), says: "one thing".to_owned(), badge: None }
    }

    #[test]
    fn what_lies_beyond_the_mark_is_new_and_gaps_are_counted() {
        let events = vec![event(7, 70, "first-use"), event(8, 80, "first-use")];
        assert_eq!(beyond_mark(None, events.clone()), (events.clone(), 7));
        let mark = EventMark { number: 7, at: Timestamp::from_millis(70_000) };
        assert_eq!(beyond_mark(Some(mark), events.clone()), (vec![events[1].clone()], 0));
        let mark = EventMark { number: 4, at: Timestamp::from_millis(40_000) };
        assert_eq!(
            beyond_mark(Some(mark), events),
            (vec![event(7, 70, "first-use"), event(8, 80, "first-use")], 2)
        );
    }

    #[test]
    fn neither_a_journal_put_back_nor_a_clock_set_back_hides_an_event_or_tells_one_twice() {
        let mark = EventMark { number: 9, at: Timestamp::from_millis(90_000) };
        let restored = event(3, 100, "first-use");
        assert!(mark.is_before(&restored));
        let set_back = event(10, 10, "first-use");
        assert!(mark.is_before(&set_back));
        let after = EventMark::beyond(Some(mark), std::slice::from_ref(&set_back)).unwrap();
        assert!(!after.is_before(&set_back) && !after.is_before(&event(8, 85, "first-use")));
        assert_eq!(EventMark::beyond(Some(mark), &[]), None);
    }

    #[test]
    fn what_presses_stands_first_and_each_kind_once() {
        let events = vec![
            event(0, 1, "out-of-hours"),
            event(1, 2, "backdated"),
            event(2, 3, "out-of-hours"),
            event(3, 4, "first-use"),
        ];
        let groups = grouped_events(events);
        let kinds: Vec<_> =
            groups.iter().map(|group| (group.events[0].kind.as_str(), group.events.len())).collect();
        assert_eq!(kinds, [("out-of-hours", 2), ("backdated", 1), ("first-use", 1)]);
        assert_eq!(groups[0].events[0].number, 2, "the newest first");
    }

    #[test]
    fn every_kind_of_the_signer_is_known() {
        let kinds = [
            "first-use",
            "rate-over-baseline",
            "recipient-burst",
            "out-of-hours",
            "repeated-refusals",
            "retired-key",
            "backdated",
            "mass-revocation",
            "list-ceiling",
            "revocation-ceiling",
            "reissue",
            "no-checkpoint",
        ];
        for kind in kinds {
            assert_ne!(EventKind::of(kind), EventKind::of("of-tomorrow"), "{kind}");
        }
        let mut event = event(0, 1, "first-use");
        assert_eq!(event.sentence(), "One thing.");
        event.badge = Some("“Coastal Flood Modelling”, version 1".to_owned());
        assert_eq!(event.sentence(), "One thing: “Coastal Flood Modelling”, version 1.");
    }
}
