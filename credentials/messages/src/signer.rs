//! Sentences for refusals and faults of the signer. The browser's bundle has neither them nor the signer's protocol.

use crate::{Language, english};
use protocol::{FaultReason, Problem, RefusalReason};

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

    /// What the signer refused or what failed there, in the form of [`Self::refusal`].
    #[must_use]
    pub fn problem(self, problem: &Problem) -> String {
        match problem {
            Problem::Refused(refusal) => self.refusal(&refusal.reason),
            Problem::Failed(fault) => self.fault(&fault.reason),
        }
    }
}
