use crate::Fact;

/// The outcome of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was checked and is right.
    Good,
    /// A note; nothing is wrong.
    Note,
    /// It could not be checked.
    Unchecked,
    /// It is wrong.
    Wrong,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The outcome.
    pub outcome: Outcome,
    /// What was found.
    pub fact: Fact,
}

impl Finding {
    /// A check that found what it should.
    pub fn good(fact: impl Into<Fact>) -> Self {
        Self { outcome: Outcome::Good, fact: fact.into() }
    }

    /// A note.
    pub fn note(fact: impl Into<Fact>) -> Self {
        Self { outcome: Outcome::Note, fact: fact.into() }
    }

    /// A check that could not be made.
    pub fn unchecked(fact: impl Into<Fact>) -> Self {
        Self { outcome: Outcome::Unchecked, fact: fact.into() }
    }

    /// A check that failed.
    pub fn wrong(fact: impl Into<Fact>) -> Self {
        Self { outcome: Outcome::Wrong, fact: fact.into() }
    }
}
