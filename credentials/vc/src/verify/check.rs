//! One check of a verification and its outcome.

use serde::{Deserialize, Serialize};

use super::problem;

/// The subject of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// Is the input the text of a badge at all?
    Format,
    /// Do known vocabularies define all terms of the badge?
    Context,
    /// Is the JSON the plain form of the signed statements, with one of each part on which the verdict depends?
    PlainForm,
    /// Is the badge unchanged since it was signed?
    Proof,
    /// Does the signing key belong to the issuer?
    IssuerBinding,
    /// Is the badge valid at this time?
    Validity,
    /// Was the badge revoked?
    Status,
    /// Is the badge in the ledger that its issuer publishes?
    Ledger,
    /// Who is the issuer?
    Identity,
    /// Does the badge belong to this person?
    Recipient,
    /// Does the badge have the form that Open Badges 3.0 and the VC Data Model require?
    Conformance,
    /// Is there a newer copy of the badge?
    Refresh,
    /// Do others endorse the badge?
    Endorsements,
    /// Was the presentation signed with the key of its holder?
    Holder,
    /// Was the presentation made for this request, and not for an earlier one?
    Challenge,
    /// Was the presentation made for this site?
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

    /// The check's name for people.
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

    /// Whether the verdict depends on this check: if it fails, the badge is not valid; if it could not be made, the
    /// verdict stays open. The identity of the issuer has a verdict of its own.
    #[must_use]
    pub const fn decides(self) -> bool {
        !matches!(self, Self::Identity | Self::Conformance | Self::Refresh | Self::Endorsements)
    }
}

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Checked, and good.
    Passed,
    /// Checked, and not good.
    Failed,
    /// Not checked, or not completely.
    NotChecked,
    /// There is nothing to check.
    NotApplicable,
}

impl Outcome {
    /// The label for people, always one of these four.
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

/// A deviation from the standard that did not make the check fail, or an item that was ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// For programs: lower-case words with hyphens, which do not change between versions.
    pub code: String,
    /// The place in the document (JSON Pointer, RFC 6901), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// For people: one or two sentences.
    pub says: String,
}

impl Remark {
    /// Whether the remark is about a rule of the VC Data Model or of Data Integrity.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        self.code.starts_with(DATA_MODEL) || self.code.starts_with(DATA_INTEGRITY)
    }
}

/// Prefix of the codes of remarks on the VC Data Model.
pub(super) const DATA_MODEL: &str = "data-model-";

/// Prefix of the codes of remarks on Data Integrity.
const DATA_INTEGRITY: &str = "data-integrity-";

/// One check and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// The subject of the check.
    pub name: CheckName,
    /// The outcome.
    pub outcome: Outcome,
    /// The reason, for programs: lower-case words with hyphens, which do not change between versions.
    pub code: String,
    /// The result and its reason, for people: one or two sentences.
    pub says: String,
    /// The reader's next step, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// Further information for the reader that does not change the outcome.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The full address of the problem type that the specifications name (RFC 9457), where they name one: for a check
    /// that failed or could not be made, or for a remark.
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

    /// A check that was not made because an earlier one stopped the verification.
    pub(super) fn stopped(name: CheckName) -> Self {
        Self::not_checked(name, STOPPED, "Not looked at, because of what was found before.")
    }

    /// Whether the check was not made because an earlier one stopped the verification.
    #[must_use]
    pub fn was_stopped(&self) -> bool {
        self.code == STOPPED
    }

    pub(super) fn with_next_step(self, step: &str) -> Self {
        Self { next_step: Some(step.to_owned()), ..self }
    }

    /// Adds a remark; `code` is that of the problem.
    pub(super) fn with_warning(self, code: &str, says: impl Into<String>) -> Self {
        self.with_remark(code, None, says)
    }

    /// Adds a remark on the place that the JSON Pointer names.
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
