//! Unusual events at the signer, with texts for people: what happened, why it may matter and what to do.

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

/// The texts for a kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventWords {
    /// The event, in a few words.
    pub title: &'static str,
    /// Why it may matter.
    pub why: &'static str,
    /// The next step.
    pub next: &'static str,
    /// Whether somebody has to look soon. Everyday events are only reported.
    pub is_pressing: bool,
}

/// The texts for a kind of event; generic ones for an unknown kind.
#[must_use]
pub fn event_words(kind: &str) -> EventWords {
    let pressing = |title, why, next| EventWords { title, why, next, is_pressing: true };
    match kind {
        "first-use" => EventWords {
            title: "A badge was issued for the first time",
            why: "Every new badge begins so; so would one that nobody here meant to issue.",
            next: "If somebody here has just begun to issue it, there is nothing to do. If nobody knows of it, stop signing on the page of the keys and look at the design.",
            is_pressing: false,
        },
        "rate-over-baseline" => pressing(
            "Far more was signed than usual",
            "A big class looks like this, and so does a web server or a program in other hands: it is in a hurry.",
            "Look in the register whether you know these badges. If you do not, stop signing on the page of the keys: it is at once, and what waits is kept.",
        ),
        "recipient-burst" => pressing(
            "One person got many badges within an hour",
            "Hardly anybody earns so many in an hour. A list with a slip in it does this, and somebody who serves a friend.",
            "Look at the newest badges in the register. What is wrong can be revoked there.",
        ),
        "out-of-hours" => pressing(
            "Something was signed outside your hours",
            "Whoever does not want to be seen works when nobody is there.",
            "Ask whether a colleague was at work, or a program that runs at night. If nobody knows of it, stop signing on the page of the keys.",
        ),
        "repeated-refusals" => pressing(
            "The signer refused many requests for one reason",
            "A setting that is wrong does this. So does somebody who tries what goes through.",
            "The page “Today” says what was refused, and why. If none of it comes from here, stop signing and have the web server looked at.",
        ),
        "retired-key" => pressing(
            "A key that is not in use was asked to sign",
            "Nothing was signed. Insignia does not ask for this by itself: an old copy of the web server does, or somebody with one.",
            "Ask who keeps the web server whether a backup was put back. If not, have the server looked at.",
        ),
        "backdated" => pressing(
            "A badge was dated far back",
            "A date in the past can give somebody what was not earned by then.",
            "If a course that ended long ago was entered late, there is nothing to do. Otherwise look for the badge in the register and revoke it.",
        ),
        "mass-revocation" => pressing(
            "Far more was revoked than usual",
            "A class that was entered wrongly is taken back like this. So is much work of an institution, by somebody who wants to do harm: nothing that is revoked comes back.",
            "Look in the register what was revoked, and why. If nobody here did it, take the web server from the network until somebody has looked at it: lists of revoked badges are signed even while signing is stopped.",
        ),
        "list-ceiling" => pressing(
            "Far more lists of revoked badges were asked for than are needed",
            "The signer signed none above its limit. Insignia needs a few lists a day. A fault in the web server causes this, and so does an attacker who wants to fill the public ledger.",
            "Have the web server examined. The limit ends within a minute or a day. Revocations are still signed.",
        ),
        "revocation-ceiling" => pressing(
            "More badges were revoked than are allowed at once",
            "The signer published as many revocations as its limit allows; the others wait. This happens when a large class is revoked. It also happens when an attacker does harm, because a revocation cannot be undone.",
            "If somebody here did it, wait: the other revocations follow automatically. To publish them at once, ask the operator of the signer to have their number approved. If nobody knows of it, disconnect the web server from the network and have it examined.",
        ),
        "reissue" => EventWords {
            title: "What a lost key signed is being issued again",
            why: "This follows after people approved the report that a key was compromised.",
            next: "If somebody here asked for it, there is nothing to do. If nobody knows of it, look on the page “Keys” which key was reported, and at the signer’s desk who approved the report.",
            is_pressing: false,
        },
        "no-checkpoint" => pressing(
            "The web server told the signer that it knows nothing of the ledger",
            "It keeps the newest checkpoint, so that no entry can vanish unseen. A database that is new has none; a compromised web server may hide what it has.",
            "If its database was just created or restored, there is nothing to do. Otherwise have the web server looked at, and run `insignia ledger verify` with what was seen before.",
        ),
        _ => pressing(
            "The signer noticed something unusual",
            "It is not forbidden, but it is not how this institution works on other days.",
            "Look in the register whether you know the newest badges. If you do not, stop signing on the page of the keys.",
        ),
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
    /// The texts for this kind.
    pub words: EventWords,
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
                EventGroup { words: event_words(&event.kind), events: vec![event] },
            )),
        }
    }
    groups.sort_by_key(|(_, group)| !group.words.is_pressing);
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
    fn every_kind_says_what_why_and_what_to_do_and_an_unknown_one_too() {
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
            assert_ne!(event_words(kind), event_words("of-tomorrow"), "{kind}");
        }
        let mut event = event(0, 1, "first-use");
        assert_eq!(event.sentence(), "One thing.");
        event.badge = Some("“Coastal Flood Modelling”, version 1".to_owned());
        assert_eq!(event.sentence(), "One thing: “Coastal Flood Modelling”, version 1.");
    }
}
