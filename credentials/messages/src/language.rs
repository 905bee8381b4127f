use credentials::lint::Fault;
use credentials::verify::reason::Reason;
use credentials::verify::{CheckName, Identity, Outcome, Report};

use serde::Deserialize as _;
use serde_json::Value;

use crate::english;

/// The headline, the sentence and the detail of a verdict.
pub(crate) struct VerdictText {
    pub(crate) headline: &'static str,
    pub(crate) sentence: String,
    pub(crate) detail: Option<String>,
}

/// A language with a text for every code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// Every complete language.
    pub const ALL: [Self; 1] = [Self::English];

    /// One or two sentences about a reason.
    #[must_use]
    pub fn reason(self, reason: &Reason) -> String {
        match self {
            Self::English => english::reason(reason),
        }
    }

    /// The reader's next step after a reason, where there is one.
    #[must_use]
    pub fn next_step(self, reason: &Reason) -> Option<String> {
        match self {
            Self::English => english::next_step(reason),
        }
    }

    /// A finding of the lint: the fault and its remedy, in one or two sentences.
    #[must_use]
    pub fn lint_fault(self, fault: &Fault) -> String {
        match self {
            Self::English => english::fault(fault),
        }
    }

    /// A fault that another process sent as JSON, with its code. It is read strictly. The result is the bare code where
    /// this version does not know the fault.
    #[must_use]
    pub fn carried_fault(self, code: &str, fault: &Value) -> String {
        let fault = Fault::deserialize(fault).ok().filter(|fault| fault.code() == code);
        fault.map_or_else(|| code.to_owned(), |fault| self.lint_fault(&fault))
    }

    /// The name of a check.
    #[must_use]
    pub const fn check(self, name: CheckName) -> &'static str {
        match self {
            Self::English => english::check(name),
        }
    }

    /// The label of an outcome.
    #[must_use]
    pub const fn outcome(self, outcome: Outcome) -> &'static str {
        match self {
            Self::English => english::outcome(outcome),
        }
    }

    /// The proven identity of an issuer, as sentences name it; none when nobody vouches for the issuer.
    #[must_use]
    pub fn identity(self, identity: &Identity) -> Option<String> {
        match self {
            Self::English => english::identity_label(identity),
        }
    }

    /// Sentences about a check: its reason, notes, and that its remarks count.
    pub(crate) fn says(self, check: &credentials::verify::Check) -> String {
        match self {
            Self::English => english::says(check),
        }
    }

    pub(crate) fn verdict(self, report: &Report) -> VerdictText {
        match self {
            Self::English => english::verdict(report),
        }
    }
}
