//! Sentences for refusals, faults and alerts of the signer, and the words for pending changes.

use crate::{Language, english};
use signer_facts::summary::{ChangeTitle, Fact};
use signer_facts::{Alert, FaultReason, Problem, RefusalReason};

impl Language {
    /// What the signer refused, and what to do. It begins in lower case, ends without a full stop, and marks names with
    /// backquotes, as the second half of a log line.
    #[must_use]
    pub fn refusal(self, reason: &RefusalReason) -> String {
        match self {
            Self::English => english::signer::refusal(reason),
        }
    }

    /// What failed in the signer, and what to do, in the form of [`Self::refusal`].
    #[must_use]
    pub fn fault(self, reason: &FaultReason) -> String {
        match self {
            Self::English => english::signer::fault(reason),
        }
    }

    /// What the signer noticed that is unusual, in the form of [`Self::refusal`].
    #[must_use]
    pub fn alert(self, alert: &Alert) -> String {
        match self {
            Self::English => english::signer::alert(alert),
        }
    }

    /// The title of a pending change: one line of at most [`LONGEST_TITLE`](signer_facts::summary::LONGEST_TITLE)
    /// characters, and an ellipsis where some are missing.
    #[must_use]
    pub fn change_title(self, title: &ChangeTitle) -> String {
        match self {
            Self::English => english::signer::change_title(title),
        }
    }

    /// The name and the value of a fact about a pending change. Both may hold foreign text as it was typed.
    #[must_use]
    pub fn change_fact(self, fact: &Fact) -> (String, String) {
        match self {
            Self::English => english::signer::change_fact(fact),
        }
    }

    /// The name of the list that a fact about a pending change belongs to, and the fact's items in it. `None` for a fact
    /// that is no list. Facts of one list follow each other.
    #[must_use]
    pub fn change_fact_items(self, fact: &Fact) -> Option<(String, Vec<String>)> {
        match self {
            Self::English => english::signer::change_fact_items(fact),
        }
    }

    /// What the signer refused or what failed there, in the form of [`Self::refusal`].
    #[must_use]
    pub fn problem(self, problem: &Problem) -> String {
        match problem {
            Problem::Refused(refusal) => self.refusal(&refusal.reason),
            Problem::Failed(fault) => self.fault(&fault.reason),
        }
    }
}
