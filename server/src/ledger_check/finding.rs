//! What was looked at, and how it stands.

/// How one thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was checked and holds.
    Good,
    /// To be known; nothing is wrong with it.
    Note,
    /// It could not be checked.
    Unchecked,
    /// It does not hold.
    Wrong,
}

impl Outcome {
    /// In one word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Unchecked => "unchecked",
            Self::Wrong => "WRONG",
        }
    }
}

/// One thing, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// How it stands.
    pub(crate) outcome: Outcome,
    /// What was found, for people.
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
