//! The findings of a verification, as codes and typed facts. The crate `messages` writes them for people, and as the JSON
//! of `insignia verify --json`.

use serde::{Deserialize, Serialize};

pub(super) use super::check::{Check, CheckName, Outcome};
use super::endorsement::EndorsementReport;
use super::identity::Identity;
use crate::time::Timestamp;

/// The overall result.
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
    /// The input is not an Open Badges credential.
    NotACredential,
}

impl Verdict {
    /// Exit code of the command line: 0 valid, 1 not valid or not a credential, 2 undecided.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::NotValid | Self::NotACredential => 1,
            Self::Unvouched | Self::CouldNotCheck => 2,
        }
    }
}

/// The findings of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The overall result.
    pub verdict: Verdict,
    /// The identifier of the issuer; none unless the proof is good and the key is the issuer's.
    pub signer: Option<String>,
    /// The proven identity of the issuer.
    pub identity: Identity,
    /// All checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<Check>,
    /// The contents of the badge; none unless the proof is good and the key is the issuer's.
    pub badge: Option<BadgeSummary>,
    /// Time and reason of the revocation, if the badge was revoked and the issuer states them.
    pub revoked: Option<RevocationNotice>,
    /// The endorsements that the badge carries, each with its own report.
    pub endorsements: Vec<EndorsementReport>,
    /// The time of the verification.
    pub checked_at: Timestamp,
}

impl Report {
    /// The check that decides the verdict, if the badge is not good as far as it was checked: the first deciding one
    /// that failed, else the first that failed in a strict verification, else the first deciding one that was not
    /// made. Revocation takes precedence over expiry.
    #[must_use]
    pub fn decisive(&self) -> Option<&Check> {
        super::verdict::decisive(&self.checks)
    }

    /// Whether the document breaks a rule of the VC Data Model; the VC API does not call such a document verified.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        super::structure::breaks_data_model(&self.checks)
    }
}

/// The contents of a badge. All texts are the issuer's, limited in length, without control characters.
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
    /// The issuer's name for itself, empty when absent: its own claim.
    pub issuer_name: String,
    /// The issuer's proven host, with a path where there is one; none when none was proven.
    pub issuer_host: Option<String>,
    /// The recipient's name, if the badge contains it in clear.
    pub recipient: Option<String>,
    /// `validFrom`.
    pub issued: Timestamp,
    /// `validUntil`.
    pub expires: Option<Timestamp>,
    /// Address (http, https) or `data:` URL of the achievement's picture.
    pub image: Option<String>,
    /// The credential's `id`, empty when absent.
    pub credential_id: String,
    /// The criteria for earning the badge: untrusted Markdown.
    pub criteria: Option<String>,
}

/// Time and reason of a revocation: the issuer's own statement, which is not signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RevocationNotice {
    /// The time.
    pub revoked: Timestamp,
    /// The reason, empty when not stated.
    pub reason: String,
}
