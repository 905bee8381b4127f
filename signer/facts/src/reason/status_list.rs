//! Refusals of a status list.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a status list is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusListReason {
    /// It does not lie below this installation's `/status/`.
    ForeignId,
    /// It would clear a revocation.
    ClearsRevocation,
    /// The issuer's newest list has room, so no other is opened.
    StillOpen,
    /// It was signed in this hour, and nothing in it changed.
    SignedThisHour,
    /// Its purpose is not `revocation`.
    OtherPurpose,
    /// It began as another issuer's.
    OtherIssuer,
    /// It is not as long as it began.
    OtherLength,
    /// It sets an index that no credential holds.
    UnheldIndex,
    /// It is valid for too long, or begins in the future.
    Validity {
        /// The limit in hours.
        hours: i64,
    },
    /// It has no `ttl`, or too long a one.
    Ttl {
        /// The limit.
        milliseconds: u64,
    },
}

impl StatusListReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::ForeignId => RefusalCode::ForeignId,
            Self::ClearsRevocation => RefusalCode::RevocationCleared,
            Self::StillOpen => RefusalCode::ListStillOpen,
            Self::SignedThisHour => RefusalCode::ListTooSoon,
            Self::OtherPurpose | Self::OtherIssuer | Self::OtherLength => RefusalCode::StatusListChanged,
            Self::UnheldIndex => RefusalCode::StatusIndexUnknown,
            Self::Validity { .. } | Self::Ttl { .. } => RefusalCode::StatusListTooLong,
        }
    }
}
