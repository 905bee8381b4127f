//! The texts of an audit's findings.

use audit_facts::{Fact, Outcome};

use crate::{Language, english};

impl Language {
    /// What an audit found, as a clause or as sentences; it ends without a full stop.
    #[must_use]
    pub fn audit(self, fact: &Fact) -> String {
        match self {
            Self::English => english::audit::says(fact),
        }
    }

    /// The outcome of a check, in one word of at most ten letters.
    #[must_use]
    pub const fn audit_outcome(self, outcome: Outcome) -> &'static str {
        match self {
            Self::English => english::audit::outcome(outcome),
        }
    }
}
