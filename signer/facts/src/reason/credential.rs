//! Refusals of a credential: its id, its content and its dates.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a credential is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialReason {
    /// The badge's id does not lie below this installation's `/credentials/`.
    ForeignId,
    /// The id of another credential lies below this installation's address, and not in `/credentials/`.
    OtherPath,
    /// No Open Badge, and its types are not admitted for the key.
    TypeNotAdmitted,
    /// The badge version was never registered, or with other content.
    UnregisteredBadge,
    /// No profile is registered for the issuer.
    NoProfile,
    /// `issuer` is not the registered profile.
    OtherProfile,
    /// `name` is not the achievement's name.
    OtherName,
    /// More identities than one person has, or two of one type.
    Identities,
    /// A text holds a hidden character.
    HiddenCharacter,
    /// A member is outside its approved bound.
    OutsideBound,
    /// A member has no entry in the badge version.
    UnregisteredMember,
    /// The canonical form has fewer statements than the template of the badge version.
    StatementsMissing,
    /// `validFrom` lies too far in the future.
    FromInFuture {
        /// How many minutes ahead it may lie.
        minutes: i64,
    },
    /// `validFrom` lies too far in the past.
    FromTooOld {
        /// How many days back it may lie.
        days: u32,
    },
    /// `validUntil` is not after `validFrom`.
    UntilBeforeFrom,
    /// `awardedDate` lies in the future, or too far in the past.
    AwardedOutside {
        /// How many days back it may lie.
        days: u32,
    },
    /// The id was signed before with other content.
    OtherContent,
    /// The key was revoked after the credential was recorded and before it was signed.
    RevokedBeforeSigning,
    /// Another credential of the request has the same id or the same status index.
    TwiceInRequest,
}

impl CredentialReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::ForeignId | Self::OtherPath => RefusalCode::ForeignId,
            Self::TypeNotAdmitted => RefusalCode::TypeNotAdmitted,
            Self::UnregisteredBadge => RefusalCode::UnregisteredBadge,
            Self::NoProfile | Self::OtherProfile => RefusalCode::UnregisteredProfile,
            Self::OtherName => RefusalCode::OtherName,
            Self::Identities => RefusalCode::TooManyIdentities,
            Self::HiddenCharacter => RefusalCode::HiddenCharacter,
            Self::OutsideBound => RefusalCode::OutsideBound,
            Self::UnregisteredMember => RefusalCode::UnregisteredMember,
            Self::StatementsMissing => RefusalCode::StatementsMissing,
            Self::FromInFuture { .. }
            | Self::FromTooOld { .. }
            | Self::UntilBeforeFrom
            | Self::AwardedOutside { .. } => RefusalCode::OutsideWindow,
            Self::OtherContent => RefusalCode::SameIdOtherContent,
            Self::RevokedBeforeSigning => RefusalCode::KeyNotInUse,
            Self::TwiceInRequest => RefusalCode::StatusIndexTaken,
        }
    }
}
