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
    /// Is the JSON the plain form of what was signed, with one of each part that the verdict rests on?
    PlainForm,
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
    /// Who is the issuer?
    Identity,
    /// Is it this person's?
    Recipient,
    /// Is it in the form that Open Badges 3.0 and the VC Data Model demand?
    Conformance,
    /// Is there a newer copy?
    Refresh,
    /// Do others vouch for it?
    Endorsements,
    /// Was a presentation made by the key of who holds it?
    Holder,
    /// Was a presentation made for this question, and not for an earlier one?
    Challenge,
    /// Was a presentation made for this site?
    Domain,
}

impl CheckName {
    /// Every check of a credential, in the order of a report.
    pub const ALL: [Self; 13] = [
        Self::Format,
        Self::Context,
        Self::PlainForm,
        Self::Proof,
        Self::IssuerBinding,
        Self::Validity,
        Self::Status,
        Self::Ledger,
        Self::Identity,
        Self::Recipient,
        Self::Conformance,
        Self::Refresh,
        Self::Endorsements,
    ];

    /// Every check of a presentation, in the order of a report.
    pub const OF_A_PRESENTATION: [Self; 8] = [
        Self::Format,
        Self::Context,
        Self::PlainForm,
        Self::Proof,
        Self::Conformance,
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
            Self::PlainForm => "Plain form",
            Self::Proof => "Proof",
            Self::IssuerBinding => "Key",
            Self::Validity => "Dates",
            Self::Status => "Revocation",
            Self::Ledger => "Ledger",
            Self::Identity => "Issuer",
            Self::Recipient => "Recipient",
            Self::Conformance => "Standard",
            Self::Refresh => "Newer copy",
            Self::Endorsements => "Endorsements",
            Self::Holder => "Holder",
            Self::Challenge => "Challenge",
            Self::Domain => "Site",
        }
    }

    /// Whether the verdict rests on this check: a failure makes a badge not valid, and a check that could not be made leaves
    /// the verdict open. The identity of the issuer has a verdict of its own.
    #[must_use]
    pub const fn decides(self) -> bool {
        !matches!(self, Self::Identity | Self::Conformance | Self::Refresh | Self::Endorsements)
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

/// What is not as the standard wants it although the check passed, or counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// For programs: words in small letters with hyphens, which do not change between versions.
    pub code: String,
    /// The place in the document (JSON Pointer, RFC 6901), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// For people: one or two sentences.
    pub says: String,
}

impl Remark {
    /// Whether it is about a rule of the VC Data Model or of Data Integrity.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        self.code.starts_with(DATA_MODEL) || self.code.starts_with(DATA_INTEGRITY)
    }
}

/// How the code of a remark on the VC Data Model begins.
pub(super) const DATA_MODEL: &str = "data-model-";

/// How the code of a remark on Data Integrity begins.
const DATA_INTEGRITY: &str = "data-integrity-";

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
    /// What the reader should know although it does not change how the check ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The full address of the problem type that the specifications name for it (RFC 9457), where they name one: of a check
    /// that failed or could not be made, or of a remark.
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

    /// Whether it was not made because an earlier check ended the work.
    #[must_use]
    pub fn was_stopped(&self) -> bool {
        self.code == STOPPED
    }

    pub(super) fn with_next_step(self, step: &str) -> Self {
        Self { next_step: Some(step.to_owned()), ..self }
    }

    /// One more remark; `code` is that of the problem.
    pub(super) fn with_warning(self, code: &str, says: impl Into<String>) -> Self {
        self.with_remark(code, None, says)
    }

    /// One more remark, on the place that the JSON Pointer names.
    pub(super) fn with_remark(
        mut self,
        code: &str,
        pointer: Option<String>,
        says: impl Into<String>,
    ) -> Self {
        debug_assert!(problem::is_listed(code), "the code {code} has no row in the tables of problems");
        self.remarks.push(Remark { code: code.to_owned(), pointer, says: says.into() });
        let problem_type = self.problem_type.or_else(|| problem::of(code).map(Box::from));
        Self { problem_type, ..self }
    }

    /// Counts each remark as a failed check.
    pub(super) fn count_remarks(&mut self) {
        if let Some(first) = self.remarks.first().filter(|_| self.outcome != Outcome::Failed) {
            self.outcome = Outcome::Failed;
            self.code.clone_from(&first.code);
            self.says = format!("{} {}", self.says, "Remarks count as failures in a strict check.");
        }
    }

    pub(super) fn is(&self, name: CheckName, outcome: Outcome) -> bool {
        self.name == name && self.outcome == outcome
    }

    fn new(name: CheckName, outcome: Outcome, code: &str, says: String) -> Self {
        debug_assert!(
            !matches!(outcome, Outcome::Failed | Outcome::NotChecked) || problem::is_listed(code),
            "the code {code} has no row in the tables of problems"
        );
        let problem_type = match outcome {
            Outcome::Failed | Outcome::NotChecked => problem::of(code).map(Box::from),
            Outcome::Passed | Outcome::NotApplicable => None,
        };
        Self {
            name,
            outcome,
            code: code.to_owned(),
            says,
            next_step: None,
            remarks: Vec::new(),
            problem_type,
        }
    }
}

/// Code of a check that an earlier one made pointless.
pub(super) const STOPPED: &str = "stopped";
