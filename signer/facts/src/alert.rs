//! What the signer noticed that is unusual: codes and facts. `messages` turns them into sentences.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// What is unusual. Holds nothing private.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Alert {
    /// A key signed far more in this hour than usual.
    RateOverBaseline {
        /// Label of the key.
        key: String,
        /// The number of credentials in this hour.
        count: u32,
        /// The usual number.
        usual: u32,
    },
    /// A badge version is issued for the first time.
    FirstUse {
        /// Digest of the badge version.
        badge: String,
    },
    /// One recipient got many badges within an hour.
    RecipientBurst {
        /// The number of badges.
        count: u32,
    },
    /// A key signed at night, at a weekend or on a holiday.
    OutOfHours {
        /// Label of the key.
        key: String,
    },
    /// Many refusals of one kind.
    RepeatedRefusals {
        /// Their code.
        code: RefusalCode,
        /// Their number.
        count: u32,
    },
    /// A signature was requested of a key that is no longer in use.
    RetiredKey {
        /// Label of the key.
        key: String,
    },
    /// Status lists under a key revoked far more in this hour than usual.
    MassRevocation {
        /// Label of the key.
        key: String,
        /// The number of revocations in this hour.
        count: u32,
        /// The usual number.
        usual: u32,
    },
    /// More status lists under a key were requested than its issuer may have signed.
    ListCeiling {
        /// Label of the key.
        key: String,
    },
    /// More revocations under a key were requested than its issuer may have signed without an approval.
    RevocationCeiling {
        /// Label of the key.
        key: String,
    },
    /// Credentials of a revoked key are being reissued.
    Reissue {
        /// Label of the revoked key.
        key: String,
    },
    /// The web server declared that it holds no checkpoint of the ledger.
    NoCheckpoint {
        /// The number of leaves of the ledger.
        leaves: u64,
    },
    /// A badge was backdated.
    Backdated {
        /// Digest of the badge version.
        badge: String,
        /// By how many days.
        days: u32,
    },
}

impl Alert {
    /// Its name, as on the wire and in metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
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

    /// Digest of the badge version concerned, as in `Registered`.
    #[must_use]
    pub fn badge(&self) -> Option<&str> {
        match self {
            Self::FirstUse { badge } | Self::Backdated { badge, .. } if !badge.is_empty() => Some(badge),
            _ => None,
        }
    }
}
