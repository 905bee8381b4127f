//! What a verification found, for people and for programs: the JSON of `insignia verify --json`.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

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
    /// Is there a newer copy?
    Refresh,
    /// Do others vouch for it?
    Endorsements,
    /// Is it this person's?
    Recipient,
}

impl CheckName {
    /// Every check, in the order of a report.
    pub const ALL: [Self; 10] = [
        Self::Format,
        Self::Context,
        Self::Structure,
        Self::Proof,
        Self::IssuerBinding,
        Self::Validity,
        Self::Status,
        Self::Refresh,
        Self::Endorsements,
        Self::Recipient,
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
            Self::Refresh => "Newer copy",
            Self::Endorsements => "Endorsements",
            Self::Recipient => "Recipient",
        }
    }

    /// Whether a badge cannot be called valid while this check was not made.
    pub(super) const fn is_essential(self) -> bool {
        !matches!(self, Self::Refresh | Self::Endorsements | Self::Recipient)
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

    pub(super) fn is(&self, name: CheckName, outcome: Outcome) -> bool {
        self.name == name && self.outcome == outcome
    }

    fn new(name: CheckName, outcome: Outcome, code: &str, says: String) -> Self {
        Self { name, outcome, code: code.to_owned(), says, next_step: None }
    }
}

/// Code of a check that an earlier one made pointless.
pub(super) const STOPPED: &str = "stopped";

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing failed, and nothing that matters went unchecked.
    Valid,
    /// A check failed.
    NotValid,
    /// Nothing failed, but something that matters could not be checked.
    CouldNotCheck,
    /// It is not an Open Badges credential.
    NotACredential,
}

impl Verdict {
    /// Exit code of the command line: 0 valid, 1 not valid or no credential, 2 could not be checked.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::NotValid | Self::NotACredential => 1,
            Self::CouldNotCheck => 2,
        }
    }
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What it comes to.
    pub verdict: Verdict,
    /// Two or three words, such as "Genuine."
    pub headline: String,
    /// The verdict as a sentence, such as "Issued by … to … on …. Not revoked."
    pub sentence: String,
    /// What else the reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// All ten checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<Check>,
    /// What the badge says; nothing unless the proof is good and the key is the issuer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<BadgeSummary>,
    /// When and why it was revoked, if it was and the issuer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<RevocationNotice>,
    /// When this was looked at.
    pub checked_at: Timestamp,
}

/// What a badge says. All texts are the issuer's, cut to a length, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BadgeSummary {
    /// Name of the achievement.
    pub name: String,
    /// Description of the achievement.
    pub description: String,
    /// `achievementType`, empty when absent.
    pub achievement_type: String,
    /// The issuer's identifier.
    pub issuer_id: String,
    /// What the issuer calls itself, empty when it has no name: its own claim.
    pub issuer_name: String,
    /// Host, with a path where there is one, that was shown to be the issuer's; nothing when none was.
    pub issuer_host: Option<String>,
    /// The recipient's name, if it stands in the badge in clear.
    pub recipient: Option<String>,
    /// `validFrom`.
    pub issued: Timestamp,
    /// `validUntil`.
    pub expires: Option<Timestamp>,
    /// Address (http, https) or `data:` URL of the achievement's picture.
    pub image: Option<String>,
    /// The credential's `id`.
    pub credential_id: String,
    /// What must be done to earn it: untrusted Markdown.
    pub criteria: Option<String>,
}

/// When and why a badge was revoked: the issuer's own statement, which is not signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RevocationNotice {
    /// When.
    pub revoked: Timestamp,
    /// Why, empty when it is not said.
    pub reason: String,
}
