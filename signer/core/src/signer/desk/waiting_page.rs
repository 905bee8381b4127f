//! Pages of pending changes. A page is bounded, so no number of pending changes keeps people from approving or
//! declining the rest.

use crate::approvals::decline_text::decline_text;
use crate::approvals::people::{People, Waits};
use credentials::time::Timestamp;
use protocol::MAX_FRAME;
use protocol::desk::PendingChange;
use protocol::summary::{ChangeSummary, Fact};
use sha2::{Digest, Sha256};

/// Maximum size of a page in bytes of JSON; the rest of a view is small.
const PAGE: usize = MAX_FRAME / 8;
/// Maximum number of changes in a page.
const CHANGES: usize = 50;

/// A page of pending changes, oldest first.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) waiting: Vec<PendingChange>,
    /// Total number of pending changes.
    pub(super) in_all: usize,
    /// Digest of the last change of this page, if more follow.
    pub(super) more_after: Option<String>,
}

impl Page {
    /// The page after the change with this digest, or the first one if there is none. `host`: do approvals on
    /// the host count? `signer`: address of the web application.
    pub(super) fn of(people: &People, signer: &str, after: Option<&str>, host: bool, now: Timestamp) -> Self {
        let open: Vec<&Waits> = people.open(now).collect();
        let last = after.and_then(|digest| open.iter().position(|waits| waits.proposal.digest == digest));
        let mut rest = open.iter().skip(last.map_or(0, |last| last + 1)).peekable();
        let mut waiting = Vec::new();
        let mut bytes = 0;
        while let Some(waits) = rest.peek() {
            let one = shown(waits, signer, people.needed, host);
            let length = length(&one);
            if !waiting.is_empty() && (bytes + length > PAGE || waiting.len() >= CHANGES) {
                break;
            }
            bytes += length;
            waiting.push(one);
            rest.next();
        }
        let more = rest.peek().and_then(|_| waiting.last());
        let more_after = more.map(|last: &PendingChange| last.change.clone());
        Self { waiting, in_all: open.len(), more_after }
    }
}

fn shown(waits: &Waits, signer: &str, needed: u32, host: bool) -> PendingChange {
    let proposal = &waits.proposal;
    let shown = PendingChange {
        change: proposal.digest.clone(),
        decline: hex::encode(Sha256::digest(decline_text(signer, &proposal.digest))),
        summary: proposal.summary.clone(),
        text: proposal.text.clone(),
        asked: proposal.asked,
        expires: proposal.expires,
        by: People::standing(waits, host).map(|given| given.who.to_string()).collect(),
        needed,
        has_picture: false,
    };
    if proposal.is_readable() {
        return shown;
    }
    let summary = ChangeSummary { title: proposal.summary.title.clone(), facts: vec![Fact::TooLarge] };
    PendingChange { summary, text: String::new(), ..shown }
}

fn length(shown: &PendingChange) -> usize {
    serde_json::to_vec(shown).map_or(usize::MAX, |text| text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approvals::proposal::Proposal;
    use protocol::Change;
    use protocol::summary::ChangeTitle;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);
    const SIGNER: &str = "http://localhost:3000";

    fn people(lengths: &[usize]) -> People {
        let mut people = People::default();
        for (nonce, length) in (0..).zip(lengths) {
            let facts = vec![Fact::WholeText { text: "x".repeat(*length) }];
            let summary = ChangeSummary { title: ChangeTitle::InviteApprover, facts };
            let change = Change::InviteApprover { name: nonce.to_string() };
            people.propose(Proposal::new(change, summary, false, SIGNER, [nonce; 32], NOW));
        }
        people
    }

    fn walk(people: &People) -> Vec<Vec<String>> {
        let mut pages = Vec::new();
        let mut after = None;
        loop {
            let page = Page::of(people, SIGNER, after.as_deref(), true, NOW);
            assert_eq!(page.in_all, people.waiting.len());
            assert!(page.waiting.iter().map(length).sum::<usize>() <= PAGE);
            pages.push(page.waiting.iter().map(|shown| shown.change.clone()).collect());
            after = page.more_after;
            if after.is_none() {
                return pages;
            }
        }
    }

    #[test]
    fn every_change_is_on_one_page_and_no_page_is_too_long() {
        let people = people(&[200_000, 200_000, 200_000, 10, 10, 200_000, 200_000]);
        let all: Vec<String> = people.waiting.iter().map(|waits| waits.proposal.digest.clone()).collect();
        let pages = walk(&people);
        assert!(pages.len() > 2, "{pages:?}");
        assert_eq!(pages.concat(), all);
        assert_eq!(walk(&self::people(&[10; 120])).iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    }

    #[test]
    fn a_change_that_fills_a_frame_is_named_and_not_shown() {
        let people = people(&[MAX_FRAME, 10]);
        let page = Page::of(&people, SIGNER, None, true, NOW);
        assert_eq!(page.waiting.len(), 2);
        assert!(page.waiting[0].text.is_empty() && page.waiting[0].summary.facts == [Fact::TooLarge]);
        assert_eq!(page.waiting[0].change, people.waiting[0].proposal.digest);
    }

    #[test]
    fn a_page_after_a_change_that_is_gone_begins_anew() {
        let people = people(&[10, 10]);
        assert_eq!(Page::of(&people, SIGNER, Some("00"), true, NOW).waiting.len(), 2);
        let first = people.waiting[0].proposal.digest.clone();
        assert_eq!(Page::of(&people, SIGNER, Some(&first), true, NOW).waiting.len(), 1);
    }
}
