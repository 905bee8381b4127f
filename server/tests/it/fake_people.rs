//! The approvers of the fake signer: waiting changes, and approved ones.

use protocol::{Change, Decision, Waiting};

/// Start of the fake signer's time; a change request expires after a week.
const BEGIN: i64 = 1_772_000_000_000;

#[derive(Debug)]
pub(crate) struct People {
    pub(crate) needed: u32,
    pub(crate) waiting: Vec<(Change, Waiting)>,
    pub(crate) made: Vec<Change>,
    proposals: u32,
    /// Milliseconds since 1970, UTC.
    pub(crate) now: i64,
}

impl Default for People {
    fn default() -> Self {
        Self { needed: 1, waiting: Vec::new(), made: Vec::new(), proposals: 0, now: BEGIN }
    }
}

impl People {
    /// As in the real signer: in force, or the change that waits already, or a new one with its own digest.
    pub(crate) fn propose(&mut self, change: Change) -> Decision {
        if let Some(decision) = self.look_up(&change) {
            return decision;
        }
        self.proposals += 1;
        let waiting = Waiting {
            digest: format!("{:08x}", self.proposals).repeat(8),
            title: title(&change),
            asked: self.now,
            expires: self.now + 7 * 86_400_000,
            given: 0,
            needed: self.needed,
            desk: "http://localhost:3001".to_owned(),
        };
        self.waiting.push((change, waiting.clone()));
        Decision::Waiting(waiting)
    }

    pub(crate) fn look_up(&self, change: &Change) -> Option<Decision> {
        let waits = self.open().find(|(asked, _)| asked == change);
        let made = || self.made.contains(change).then_some(Decision::Done { leaf: None });
        waits.map(|(_, waiting)| Decision::Waiting(waiting.clone())).or_else(made)
    }

    /// One more person approves everything that waits. Returns the changes that take effect now.
    pub(crate) fn approve(&mut self) -> Vec<Change> {
        let now = self.now;
        self.waiting.retain(|(_, waiting)| now < waiting.expires);
        for (_, waiting) in &mut self.waiting {
            waiting.given += 1;
        }
        let done = self.waiting.extract_if(.., |(_, waiting)| waiting.given >= waiting.needed);
        let done: Vec<Change> = done.map(|(change, _)| change).collect();
        self.made.extend(done.iter().cloned());
        done
    }

    pub(crate) fn list(&self) -> Vec<Waiting> {
        self.open().map(|(_, waiting)| waiting.clone()).collect()
    }

    /// The changes that have not expired.
    fn open(&self) -> impl Iterator<Item = &(Change, Waiting)> {
        self.waiting.iter().filter(|(_, waiting)| self.now < waiting.expires)
    }
}

fn title(change: &Change) -> String {
    match change {
        Change::RegisterBadge { achievement, .. } => {
            let achievement: serde_json::Value = serde_json::from_str(achievement).unwrap();
            format!("Issue a new badge: {}", achievement["name"].as_str().unwrap())
        }
        other => format!("{other:?}"),
    }
}
