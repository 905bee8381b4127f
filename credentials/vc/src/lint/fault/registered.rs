use serde::{Deserialize, Serialize};

use crate::lint::registered::PerRecipient;

/// A difference from what was registered for the badge version and the issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisteredFault {
    /// No name, although the achievement has one.
    NameMissing,
    /// Not the achievement's name.
    OtherName,
    /// Not the issuer's registered profile.
    OtherProfile,
    /// Not one subject.
    NotOneSubject,
    /// `relatedResource` is not the achievement's picture with its digest.
    NotThePicture,
    /// No `relatedResource`, although the badge version has a picture with a registered digest.
    PictureMissing,
    /// The picture has no digest.
    NoDigest,
    /// A part without an approved value.
    NothingApproved,
    /// A value without an entry.
    NotApproved,
    /// A value outside the bound of this entry.
    OutsideBound(PerRecipient),
    /// A part of several types, or of none.
    NotOneType,
    /// A character that people do not see, or that turns the reading direction.
    HiddenCharacter,
    /// `identifier` is not an array of identity objects.
    NotIdentities,
    /// More identities than this.
    TooManyIdentities(usize),
    /// Two identities of one type.
    SameIdentityType,
    /// An identity of a type without an entry.
    UndeclaredIdentity,
    /// An identity outside the bound for its type.
    IdentityOutsideBound,
}

fault_codes! { RegisteredFault as Registered {
    Self::NameMissing | Self::OtherName => "badge-name",
    Self::OtherProfile => "issuer-profile",
    Self::NotOneSubject
    | Self::NotThePicture
    | Self::PictureMissing
    | Self::NoDigest
    | Self::NothingApproved
    | Self::NotApproved
    | Self::NotOneType
    | Self::NotIdentities
    | Self::UndeclaredIdentity => "unregistered-member",
    Self::OutsideBound(_) | Self::IdentityOutsideBound => "outside-bound",
    Self::HiddenCharacter => "hidden-character",
    Self::TooManyIdentities(_) | Self::SameIdentityType => "identities",
} }
