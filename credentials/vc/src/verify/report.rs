//! What a verification found, for people and for programs: the JSON of `insignia verify --json`.

use serde::{Deserialize, Serialize};

pub(super) use super::check::{Check, CheckName, Outcome, STOPPED};
use super::endorsement::EndorsementReport;
use super::identity::Identity;
use crate::time::Timestamp;

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every deciding check passed or does not apply, and the issuer is identified.
    Valid,
    /// A deciding check failed.
    NotValid,
    /// Every deciding check passed or does not apply, but nobody vouches for the issuer.
    Unvouched,
    /// No deciding check failed, but one could not be made.
    CouldNotCheck,
    /// It is not an Open Badges credential.
    NotACredential,
}

impl Verdict {
    /// Exit code of the command line: 0 valid, 1 not valid or no credential, 2 could not be decided.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::NotValid | Self::NotACredential => 1,
            Self::Unvouched | Self::CouldNotCheck => 2,
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
    /// What was proven about the issuer.
    pub identity: Identity,
    /// All checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<Check>,
    /// What the badge says; nothing unless the proof is good and the key is the issuer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<BadgeSummary>,
    /// When and why it was revoked, if it was and the issuer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<RevocationNotice>,
    /// The endorsements that the badge carries, each with what was found of it alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endorsements: Vec<EndorsementReport>,
    /// When this was looked at.
    pub checked_at: Timestamp,
}

impl Report {
    /// Whether the document breaks a rule of the VC Data Model, which the VC API does not call verified.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        super::structure::breaks_data_model(&self.checks)
    }
}

/// What a badge says. All texts are the issuer's, cut to a length, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BadgeSummary {
    /// Name of the achievement, or else of the credential; empty when both are absent.
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
    /// The credential's `id`, empty when absent.
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
