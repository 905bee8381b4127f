//! Alerts for people.

use protocol::{Alert, RefusalCode};
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
    /// The alert as people get it: without the digest of a recipient.
    pub(crate) fn alert(&self) -> Alert {
        match self.clone() {
            Self::RateOverBaseline { key, count, usual } => Alert::RateOverBaseline { key, count, usual },
            Self::FirstUse { badge } => Alert::FirstUse { badge },
            Self::RecipientBurst { recipient: _, count } => Alert::RecipientBurst { count },
            Self::OutOfHours { key } => Alert::OutOfHours { key },
            Self::RepeatedRefusals { code, count } => Alert::RepeatedRefusals { code, count },
            Self::RetiredKey { key } => Alert::RetiredKey { key },
            Self::MassRevocation { key, count, usual } => Alert::MassRevocation { key, count, usual },
            Self::ListCeiling { key } => Alert::ListCeiling { key },
            Self::RevocationCeiling { key } => Alert::RevocationCeiling { key },
            Self::Reissue { key } => Alert::Reissue { key },
            Self::NoCheckpoint { leaves } => Alert::NoCheckpoint { leaves },
            Self::Backdated { badge, days } => Alert::Backdated { badge, days },
        }
    }
}
