//! One check of a verification and its end.

use serde::{Deserialize, Serialize};

use super::problem;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// Is it the text of a badge at all?
    Format,
    /// Are all of its words defined by vocabularies that we know?
    Context,
    /// Does it have the parts that Open Badges 3.0 demands?
    Structure,
    /// Is it unchanged since it was signed?
    Proof,
    /// Is the key that signed it the issuer's?
    IssuerBinding,
    /// Does it count at this time?
    Validity,
    /// Was it taken back?
    Status,
    /// Is it in the ledger that its issuer publishes?
    Ledger,
    /// Is there a newer copy?
    Refresh,
    /// Do others vouch for it?
    Endorsements,
    /// Is it this person's?
    Recipient,
    /// Was a presentation made by the key of who holds it?
    Holder,
    /// Was a presentation made for this question, and not for an earlier one?
    Challenge,
    /// Was a presentation made for this site?
    Domain,
}

impl CheckName {
    /// Every check of a credential, in the order of a report.
    pub const ALL: [Self; 11] = [
        Self::Format,
        Self::Context,
        Self::Structure,
        Self::Proof,
        Self::IssuerBinding,
        Self::Validity,
        Self::Status,
        Self::Ledger,
        Self::Refresh,
        Self::Endorsements,
        Self::Recipient,
    ];

    /// Every check of a presentation, in the order of a report.
    pub const OF_A_PRESENTATION: [Self; 7] = [
        Self::Format,
        Self::Context,
        Self::Structure,
        Self::Proof,
        Self::Holder,
        Self::Challenge,
        Self::Domain,
    ];

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::Context => "Vocabulary",
            Self::Structure => "Parts",
            Self::Proof => "Proof",
            Self::IssuerBinding => "Issuer",
            Self::Validity => "Dates",
            Self::Status => "Revocation",
            Self::Ledger => "Ledger",
            Self::Refresh => "Newer copy",
            Self::Endorsements => "Endorsements",
            Self::Recipient => "Recipient",
            Self::Holder => "Holder",
            Self::Challenge => "Challenge",
            Self::Domain => "Site",
        }
    }

    /// Whether a badge cannot be called valid while this check was not made.
    pub(super) const fn is_essential(self) -> bool {
        !matches!(self, Self::Ledger | Self::Refresh | Self::Endorsements | Self::Recipient)
    }
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Looked at, and good.
    Passed,
    /// Looked at, and not good.
    Failed,
    /// Not looked at, or not to the end.
    NotChecked,
    /// There is nothing to look at.
    NotApplicable,
}

impl Outcome {
    /// The words that people read, always one of these four.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Passed => "Passed",
            Self::Failed => "Failed",
            Self::NotChecked => "Could not be checked",
            Self::NotApplicable => "Does not apply",
        }
    }
}

/// One check and its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// What was looked at.
    pub name: CheckName,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, for programs: words in small letters with hyphens, which do not change between versions.
    pub code: String,
    /// What and why, for people: one or two sentences.
    pub says: String,
    /// What the reader can do, where there is something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// What is not as the standard wants it although the check passed, or counts for nothing: one or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
    /// The full address of the problem type that the specifications name for it (RFC 9457), where they name one: of a check
    /// that failed or could not be made, or of a warning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem_type: Option<Box<str>>,
}

impl Check {
    pub(super) fn passed(name: CheckName, code: &str, says: impl Into<String>) -> Self {
        Self::new(name, Outcome::Passed, code, says.into())
    }

    pub(super) fn failed(name: CheckName, code: &str, says: impl Into<String>) -> Self {
        Self::new(name, Outcome::Failed, code, says.into())
    }

    pub(super) fn not_checked(name: CheckName, code: &str, says: impl Into<String>) -> Self {
        Self::new(name, Outcome::NotChecked, code, says.into())
    }

    pub(super) fn not_applicable(name: CheckName, code: &str, says: impl Into<String>) -> Self {
        Self::new(name, Outcome::NotApplicable, code, says.into())
    }

    /// A check that was not made because an earlier one ended the work.
    pub(super) fn stopped(name: CheckName) -> Self {
        Self::not_checked(name, STOPPED, "Not looked at, because of what was found before.")
    }

    pub(super) fn with_next_step(self, step: &str) -> Self {
        Self { next_step: Some(step.to_owned()), ..self }
    }

    /// Something to be told beside a good end; `code` is that of the problem.
    pub(super) fn with_warning(self, code: &str, says: impl Into<String>) -> Self {
        Self { warning: Some(says.into()), problem_type: problem::of(code).map(Box::from), ..self }
    }

    pub(super) fn is(&self, name: CheckName, outcome: Outcome) -> bool {
        self.name == name && self.outcome == outcome
    }

    fn new(name: CheckName, outcome: Outcome, code: &str, says: String) -> Self {
        debug_assert!(
            outcome != Outcome::Failed || problem::is_listed(code),
            "the code {code} has no row in the table of problems"
        );
        let problem_type = match outcome {
            Outcome::Failed | Outcome::NotChecked => problem::of(code).map(Box::from),
            Outcome::Passed | Outcome::NotApplicable => None,
        };
        Self { name, outcome, code: code.to_owned(), says, next_step: None, warning: None, problem_type }
    }
}

/// Code of a check that an earlier one made pointless.
pub(super) const STOPPED: &str = "stopped";
