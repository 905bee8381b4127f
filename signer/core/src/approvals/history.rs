//! The last decisions about changes, for the desk.

use super::people::Waits;
use credentials::time::Timestamp;
use protocol::desk::{Outcome, PastChange};
use protocol::summary::Fact;

/// Number of decisions that are kept.
const KEPT: usize = 50;

/// The last decisions, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct History(Vec<PastChange>);

/// The decision about a change that waited.
pub(crate) fn past(waits: &Waits, outcome: Outcome, by: Vec<String>, at: i64) -> PastChange {
    let (proposal, summary) = (&waits.proposal, &waits.proposal.summary);
    let person = summary.facts.iter().find_map(|fact| match fact {
        Fact::Person { name } => Some(name.clone()),
        _ => None,
    });
    PastChange { change: proposal.digest.clone(), title: summary.title.clone(), person, outcome, by, at }
}

/// A change that lapsed, with the people who had approved it.
fn lapsed(waits: &Waits) -> PastChange {
    past(waits, Outcome::Lapsed, approvers(waits), waits.proposal.expires)
}

/// The people who approved a change.
pub(crate) fn approvers(waits: &Waits) -> Vec<String> {
    waits.given.iter().map(|given| given.who.to_string()).collect()
}

impl History {
    /// Adds a decision in the order of time. The oldest one is dropped when there are too many.
    pub(crate) fn add(&mut self, past: PastChange) {
        let place = self.0.partition_point(|before| before.at <= past.at);
        self.0.insert(place, past);
        self.0.drain(..self.0.len().saturating_sub(KEPT));
    }

    /// Adds the changes that have lapsed.
    pub(crate) fn lapse<'a>(&mut self, waiting: impl Iterator<Item = &'a Waits>, now: Timestamp) {
        waiting.filter(|waits| waits.proposal.is_over(now)).for_each(|waits| self.add(lapsed(waits)));
    }

    /// The decisions, newest first.
    pub(crate) fn newest_first(self) -> Vec<PastChange> {
        self.0.into_iter().rev().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approvals::approver::Who;
    use crate::approvals::people::{IN_FORCE, People};
    use crate::approvals::proposal::{Given, LIFETIME, Proposal};
    use protocol::Change;
    use protocol::summary::{ChangeSummary, ChangeTitle};

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);

    fn propose(people: &mut People, nonce: u8, now: Timestamp) -> String {
        let change = Change::InviteApprover { name: nonce.to_string() };
        let facts = vec![Fact::Person { name: nonce.to_string() }];
        let summary = ChangeSummary { title: ChangeTitle::InviteApprover, facts };
        let proposal = Proposal::new(change, summary, false, "http://localhost:3000", [nonce; 32], now);
        let digest = proposal.digest.clone();
        people.propose(proposal);
        digest
    }

    fn shown(people: &People, now: Timestamp) -> Vec<(String, Outcome, Vec<String>)> {
        people.history(now).into_iter().map(|past| (past.change, past.outcome, past.by)).collect()
    }

    #[test]
    fn each_decision_is_kept_with_the_people_who_made_it_newest_first() {
        let mut people = People::default();
        let all: Vec<String> = (0..6).map(|nonce| propose(&mut people, nonce, NOW)).collect();
        let at = |seconds| NOW.plus_seconds(seconds).millis();
        let given = Given { who: Who::Passkey { name: "Ada".into() }, evidence: String::new() };
        people.give(&all[0], given, None);
        people.make(&all[0], Some(3), at(1));
        people.decline(&all[1], "root", at(2));
        people.decline_at_desk(&all[2], "in force", at(3));
        people.decline(&all[3], IN_FORCE, at(4));
        people.close_all("root", at(5));
        let by = |name: &str| vec![name.to_owned()];
        let expected = [
            (all[3].clone(), Outcome::Approved, Vec::new()),
            (all[2].clone(), Outcome::Declined, by("in force")),
            (all[1].clone(), Outcome::Declined, by("host:root")),
            (all[0].clone(), Outcome::Approved, by("Ada")),
        ];
        let shown = shown(&people, NOW);
        assert!(
            shown[..2]
                .iter()
                .all(|(_, outcome, who)| (*outcome, who) == (Outcome::Declined, &by("host:root")))
        );
        assert_eq!(shown[2..], expected);
    }

    #[test]
    fn a_change_that_nobody_decided_has_lapsed_once_and_a_reset_declines_the_rest() {
        let mut people = People::default();
        let first = propose(&mut people, 0, NOW);
        let over = NOW.plus_seconds(LIFETIME);
        let expected = [(first, Outcome::Lapsed, Vec::new())];
        assert!(shown(&people, NOW).is_empty());
        assert_eq!(shown(&people, over), expected);
        let second = propose(&mut people, 1, over);
        assert_eq!(shown(&people, over), expected);
        people.reset(over.plus_seconds(1), "root".into());
        let declined = (second, Outcome::Declined, vec!["host:root".to_owned()]);
        assert_eq!(shown(&people, over), [&[declined], &expected[..]].concat());
    }

    #[test]
    fn the_newest_fifty_are_kept() {
        let mut people = People::default();
        for nonce in 0..60 {
            let digest = propose(&mut people, nonce, NOW);
            people.decline(&digest, "root", NOW.plus_seconds(i64::from(nonce)).millis());
        }
        let kept = people.history(NOW);
        assert_eq!((kept.len(), kept[0].at), (KEPT, NOW.plus_seconds(59).millis()));
        assert_eq!(kept[0].person.as_deref(), Some("59"));
    }
}
