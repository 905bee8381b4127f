//! One check of a verification and its outcome.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::problem;
use super::reason::{ListNote, Reason};

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

/// A deviation from the standard that did not make the check fail, or an item that was ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The place in the document (JSON Pointer, RFC 6901), where there is one.
    pub pointer: Option<String>,
    /// What the remark is about.
    pub reason: Reason,
}

impl Remark {
    /// Whether the remark is about a rule of the VC Data Model or of Data Integrity.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        let code = self.reason.code();
        code.starts_with(DATA_MODEL) || code.starts_with(DATA_INTEGRITY)
    }
}

/// Prefix of the codes of remarks on the VC Data Model.
pub const DATA_MODEL: &str = "data-model-";

/// Prefix of the codes of remarks on Data Integrity.
pub const DATA_INTEGRITY: &str = "data-integrity-";

/// One check and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The subject of the check.
    pub name: CheckName,
    /// The outcome.
    pub outcome: Outcome,
    /// The reason for the outcome.
    pub reason: Box<Reason>,
    /// Notes of the issuer in status lists, which do not change the outcome.
    pub notes: Vec<ListNote>,
    /// Further information for the reader that does not change the outcome.
    pub remarks: Vec<Remark>,
    /// The check failed only because it has remarks, which a strict verification counts as failures.
    pub counts_remarks: bool,
    /// The full address of the problem type that the specifications name (RFC 9457), where they name one: for a check
    /// that failed or could not be made, or for a remark.
    pub problem_type: Option<&'static str>,
}

impl Check {
    /// The reason, for programs: lower-case words with hyphens, which do not change between versions. In a strict
    /// verification it can be that of a remark.
    #[must_use]
    pub fn code(&self) -> Cow<'static, str> {
        self.decisive_reason().code()
    }

    /// The reason of [`Self::code`].
    #[must_use]
    pub fn decisive_reason(&self) -> &Reason {
        let first = self.remarks.first().filter(|_| self.counts_remarks);
        first.map_or(&*self.reason, |remark| &remark.reason)
    }

    /// Whether a list shows the badge as revoked.
    #[must_use]
    pub fn shows_revoked(&self) -> bool {
        matches!(self.decisive_reason(), Reason::Status(status) if status.shows_revoked())
    }

    /// Whether the check was not made because an earlier one stopped the verification.
    #[must_use]
    pub fn was_stopped(&self) -> bool {
        *self.reason == Reason::Stopped
    }

    /// A check that was not made because an earlier one stopped the verification.
    pub(super) fn stopped(name: CheckName) -> Self {
        Self::not_checked(name, Reason::Stopped)
    }

    pub(super) fn passed(name: CheckName, reason: impl Into<Reason>) -> Self {
        Self::new(name, Outcome::Passed, reason.into())
    }

    pub(super) fn failed(name: CheckName, reason: impl Into<Reason>) -> Self {
        Self::new(name, Outcome::Failed, reason.into())
    }

    pub(super) fn not_checked(name: CheckName, reason: impl Into<Reason>) -> Self {
        Self::new(name, Outcome::NotChecked, reason.into())
    }

    pub(super) fn not_applicable(name: CheckName, reason: impl Into<Reason>) -> Self {
        Self::new(name, Outcome::NotApplicable, reason.into())
    }

    /// Adds a remark on the document as a whole.
    pub(super) fn with_warning(self, reason: impl Into<Reason>) -> Self {
        self.with_remark(None, reason)
    }

    /// Adds a remark on the place that the JSON Pointer names.
    pub(super) fn with_remark(mut self, pointer: Option<String>, reason: impl Into<Reason>) -> Self {
        let reason = reason.into();
        let code = reason.code();
        debug_assert!(problem::is_listed(&code), "the code {code} has no row in the tables of problems");
        let problem_type = self.problem_type.or_else(|| problem::of(&code));
        self.remarks.push(Remark { pointer, reason });
        Self { problem_type, ..self }
    }

    /// Counts each remark as a failed check.
    pub(super) fn count_remarks(&mut self) {
        if !self.remarks.is_empty() && self.outcome != Outcome::Failed {
            self.outcome = Outcome::Failed;
            self.counts_remarks = true;
        }
    }

    pub(super) fn is(&self, name: CheckName, outcome: Outcome) -> bool {
        self.name == name && self.outcome == outcome
    }

    fn new(name: CheckName, outcome: Outcome, reason: Reason) -> Self {
        let code = reason.code();
        debug_assert!(
            !matches!(outcome, Outcome::Failed | Outcome::NotChecked) || problem::is_listed(&code),
            "the code {code} has no row in the tables of problems"
        );
        let problem_type = match outcome {
            Outcome::Failed | Outcome::NotChecked => problem::of(&code),
            Outcome::Passed | Outcome::NotApplicable => None,
        };
        Self {
            name,
            outcome,
            reason: Box::new(reason),
            notes: Vec::new(),
            remarks: Vec::new(),
            counts_remarks: false,
            problem_type,
        }
    }
}
