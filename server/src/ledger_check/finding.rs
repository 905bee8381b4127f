//! Findings of the ledger check.

/// The outcome of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was checked and is right.
    Good,
    /// A note; nothing is wrong.
    Note,
    /// It could not be checked.
    Unchecked,
    /// It is wrong.
    Wrong,
}

impl Outcome {
    /// The outcome in one word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Unchecked => "unchecked",
            Self::Wrong => "WRONG",
        }
    }
}

/// One finding, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The outcome.
    pub(crate) outcome: Outcome,
    /// The sentence for users.
    pub(crate) says: String,
}

impl Finding {
    pub(crate) fn good(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Good, says: says.into() }
    }

    pub(crate) fn note(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Note, says: says.into() }
    }

    pub(crate) fn unchecked(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Unchecked, says: says.into() }
    }

    pub(crate) fn wrong(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Wrong, says: says.into() }
    }
}
