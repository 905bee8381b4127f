//! Alerts for people.

use protocol::RefusalCode;
use serde::{Deserialize, Serialize};

/// An alert. Recipients appear as digests only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(crate) enum Event {
    /// A key signed far more in this hour than usual.
    RateOverBaseline { key: String, count: u32, usual: u32 },
    /// A badge version is issued for the first time.
    FirstUse { badge: String },
    /// One recipient got many badges within an hour.
    RecipientBurst { recipient: String, count: u32 },
    /// A key signed at night, at a weekend or on a holiday.
    OutOfHours { key: String },
    /// Many refusals for one reason.
    RepeatedRefusals { code: RefusalCode, count: u32 },
    /// A signature was requested of a key that is no longer in use.
    RetiredKey { key: String },
    /// Status lists under a key revoked far more in this hour than usual.
    MassRevocation { key: String, count: u32, usual: u32 },
    /// More status lists under a key were requested than its issuer may have signed.
    ListCeiling { key: String },
    /// More revocations under a key were requested than its issuer may have signed without an approval.
    RevocationCeiling { key: String },
    /// Credentials of a revoked key are being reissued.
    Reissue { key: String },
    /// The web server declared that it holds no checkpoint of the ledger, which has this many leaves.
    NoCheckpoint { leaves: u64 },
    /// A badge was backdated.
    Backdated { badge: String, days: u32 },
}

impl Event {
    /// Its name, as in metrics.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::RateOverBaseline { .. } => "rate-over-baseline",
            Self::FirstUse { .. } => "first-use",
            Self::RecipientBurst { .. } => "recipient-burst",
            Self::OutOfHours { .. } => "out-of-hours",
            Self::RepeatedRefusals { .. } => "repeated-refusals",
            Self::RetiredKey { .. } => "retired-key",
            Self::MassRevocation { .. } => "mass-revocation",
            Self::ListCeiling { .. } => "list-ceiling",
            Self::RevocationCeiling { .. } => "revocation-ceiling",
            Self::Reissue { .. } => "reissue",
            Self::NoCheckpoint { .. } => "no-checkpoint",
            Self::Backdated { .. } => "backdated",
        }
    }

    /// Digest of the badge version concerned.
    pub(crate) fn badge(&self) -> Option<&str> {
        match self {
            Self::FirstUse { badge } | Self::Backdated { badge, .. } if !badge.is_empty() => Some(badge),
            _ => None,
        }
    }

    /// One sentence for people.
    pub(crate) fn says(&self) -> String {
        match self {
            Self::RateOverBaseline { key, count, usual } => {
                format!("the key `{key}` has signed {count} credentials within the hour; {usual} are usual")
            }
            Self::FirstUse { badge } => {
                format!("the badge version {} is issued for the first time", short(badge))
            }
            Self::RecipientBurst { count, .. } => {
                format!("one recipient got {count} badges within the hour")
            }
            Self::OutOfHours { key } => format!("the key `{key}` signs outside the institution's hours"),
            Self::RepeatedRefusals { code, count } => {
                format!("{count} requests were refused within ten minutes for one reason: {code:?}")
            }
            Self::RetiredKey { key } => {
                format!("a signature of the key `{key}` was asked for, which is not in use any more")
            }
            Self::MassRevocation { key, count, usual } => {
                format!(
                    "status lists under the key `{key}` revoked {count} badges within the hour; {usual} are usual"
                )
            }
            Self::ListCeiling { key } => {
                format!(
                    "more status lists under the key `{key}` were asked for than are signed in a minute or a day"
                )
            }
            Self::RevocationCeiling { key } => format!(
                "more revocations under the key `{key}` were asked for than are signed in a minute or a day without an approval"
            ),
            Self::Reissue { key } => {
                format!("badges that the revoked key `{key}` signed are being reissued")
            }
            Self::NoCheckpoint { leaves } => format!(
                "the web server says that it holds no checkpoint of this ledger, which has {leaves} entries: it lost its database, or does not tell"
            ),
            Self::Backdated { badge, days } => {
                format!("a badge of the version {} is dated back by {days} days", short(badge))
            }
        }
    }
}

fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}
