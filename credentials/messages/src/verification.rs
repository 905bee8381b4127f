//! Reports of verifications with their sentences, for people and for programs: the JSON of `insignia verify --json`.

use credentials::time::Timestamp;
use credentials::verify::{self, DATA_INTEGRITY, DATA_MODEL};
use serde::{Deserialize, Serialize};

pub use credentials::verify::{About, BadgeSummary, CheckName, Identity, Outcome, RevocationNotice, Verdict};

use crate::Language;

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
    /// A check with its sentences.
    #[must_use]
    pub fn of(check: &verify::Check, language: Language) -> Self {
        let remark = |remark: &verify::Remark| Remark {
            code: remark.reason.code().into_owned(),
            pointer: remark.pointer.clone(),
            says: language.reason(&remark.reason),
        };
        Self {
            name: check.name,
            outcome: check.outcome,
            code: check.code().into_owned(),
            says: language.says(check),
            next_step: language.next_step(&check.reason),
            remarks: check.remarks.iter().map(remark).collect(),
            problem_type: check.problem_type.map(Box::from),
        }
    }

    /// Whether the check was not made because an earlier one stopped the verification.
    #[must_use]
    pub fn was_stopped(&self) -> bool {
        self.code == verify::Reason::Stopped.code()
    }
}

/// One embedded endorsement and its findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndorsementReport {
    /// The endorsement's `id`.
    pub id: String,
    /// Identifier of the endorser: proven only where the verdict is valid.
    pub issuer_id: String,
    /// The subject.
    pub about: About,
    /// The endorsement's comment (untrusted Markdown); none unless its own verdict is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The verdict of its own checks.
    pub verdict: Verdict,
    /// The verdict as a sentence.
    pub sentence: String,
    /// Its own checks.
    pub checks: Vec<Check>,
}

/// The findings of a verification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The overall result.
    pub verdict: Verdict,
    /// Two or three words, such as "Genuine."
    pub headline: String,
    /// The verdict as a sentence, such as "Issued by … to … on …. Not revoked."
    pub sentence: String,
    /// Further information for the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The proven identity of the issuer.
    pub identity: Identity,
    /// All checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<Check>,
    /// The contents of the badge; none unless the proof is good and the key is the issuer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<BadgeSummary>,
    /// Time and reason of the revocation, if the badge was revoked and the issuer states them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<RevocationNotice>,
    /// The endorsements that the badge carries, each with its own report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endorsements: Vec<EndorsementReport>,
    /// The time of the verification.
    pub checked_at: Timestamp,
}

impl Report {
    /// A report with its sentences.
    #[must_use]
    pub fn of(report: &verify::Report, language: Language) -> Self {
        let text = language.verdict(report);
        let endorsement = |one: &verify::EndorsementReport| {
            let own = Self::of(&one.report, language);
            EndorsementReport {
                id: one.id.clone(),
                issuer_id: one.issuer_id.clone(),
                about: one.about,
                comment: one.comment.clone(),
                verdict: own.verdict,
                sentence: own.sentence,
                checks: own.checks,
            }
        };
        Self {
            verdict: report.verdict,
            headline: text.headline.to_owned(),
            sentence: text.sentence,
            detail: text.detail,
            identity: report.identity.clone(),
            checks: checks(&report.checks, language),
            badge: report.badge.clone(),
            revoked: report.revoked.clone(),
            endorsements: report.endorsements.iter().map(endorsement).collect(),
            checked_at: report.checked_at,
        }
    }

    /// Whether the document breaks a rule of the VC Data Model; the VC API does not call such a document verified.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        breaks_data_model(&self.checks)
    }
}

/// The findings about a presentation and the credentials in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PresentationReport {
    /// The verdict, including that of the credentials.
    pub verdict: Verdict,
    /// Identifier of the holder; none unless it was proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// The presentation's own checks, in the order of [`CheckName::OF_A_PRESENTATION`].
    pub checks: Vec<Check>,
    /// The report of each credential, in document order; empty when the presentation itself is not good.
    pub credentials: Vec<Report>,
    /// The time of the verification.
    pub checked_at: Timestamp,
}

impl PresentationReport {
    /// A report with its sentences.
    #[must_use]
    pub fn of(report: &verify::PresentationReport, language: Language) -> Self {
        Self {
            verdict: report.verdict,
            holder: report.holder.clone(),
            checks: checks(&report.checks, language),
            credentials: report.credentials.iter().map(|one| Report::of(one, language)).collect(),
            checked_at: report.checked_at,
        }
    }

    /// Whether the presentation or a credential in it breaks a rule of the VC Data Model.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        breaks_data_model(&self.checks) || self.credentials.iter().any(Report::breaks_data_model)
    }
}

fn checks(checks: &[verify::Check], language: Language) -> Vec<Check> {
    checks.iter().map(|check| Check::of(check, language)).collect()
}

fn breaks_data_model(checks: &[Check]) -> bool {
    checks.iter().flat_map(|check| &check.remarks).any(Remark::breaks_data_model)
}
