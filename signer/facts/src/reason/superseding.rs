//! Refusals to reissue a credential whose key was compromised.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a credential is not reissued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupersedingReason {
    /// No credential of this id was signed.
    NeverSigned,
    /// The earlier text is not the one that was signed.
    OtherText,
    /// The key of the earlier credential was not revoked.
    KeyNotRevoked,
    /// One of the two documents is no JSON object.
    NoObject,
    /// A member other than `validFrom` and `credentialStatus` differs.
    MemberChanged {
        /// Its name.
        member: String,
    },
    /// `validFrom` is not later than before.
    NotLater,
    /// The new status index belongs to a credential.
    IndexTaken,
    /// The earlier credential is revoked.
    Revoked,
    /// The earlier credential has expired.
    Expired,
}

impl SupersedingReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::NeverSigned
            | Self::OtherText
            | Self::KeyNotRevoked
            | Self::NoObject
            | Self::MemberChanged { .. }
            | Self::NotLater => RefusalCode::NotSuperseding,
            Self::IndexTaken => RefusalCode::StatusIndexTaken,
            Self::Revoked => RefusalCode::RevocationCleared,
            Self::Expired => RefusalCode::Expired,
        }
    }
}
