use super::Reason;
use super::list_fault::{ListFault, Publisher};
use crate::sanitizer::ForeignText;
use crate::status::StatusError;
use crate::time::Timestamp;
use crate::verify::RevocationNotice;

/// The source of a value in a signed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSource {
    /// The start of the list's validity.
    pub signed: Option<Timestamp>,
    /// The publisher of the list, where it is not the badge's issuer.
    pub publisher: Option<Publisher>,
}

/// A set value in a list that decides nothing, which is not hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The list shows the badge as suspended; otherwise as revoked.
    pub suspended: bool,
    /// The issuer's word for the value.
    pub word: Option<ForeignText>,
}

/// A note of the issuer that neither revokes nor suspends the badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListNote {
    /// It could not be looked up whether the issuer has a newer copy.
    CopyUnknown,
    /// A note could not be looked up.
    Unknown,
    /// The issuer states that there is a newer copy.
    NewerCopy,
    /// The issuer's message.
    Message(ForeignText),
}

/// The result of the check of revocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusReason {
    /// The badge names no list.
    NoStatus,
    /// A signed list clears the badge.
    NotRevoked(ListSource),
    /// An unsigned list at the issuer's own address does not contain the badge.
    NotOnUnsignedList,
    /// A signed list revokes the badge.
    Revoked {
        /// The list.
        by: ListSource,
        /// The issuer's word for the value.
        word: Option<ForeignText>,
    },
    /// An unsigned list revokes the badge, for this reason.
    RevokedOnUnsignedList(Option<ForeignText>),
    /// The badge is revoked, and the issuer states when and why.
    RevokedOn(RevocationNotice),
    /// A list shows the badge, whose proof could not be checked, as revoked.
    ShownAsRevoked(Option<ForeignText>),
    /// A signed list suspends the badge. With the issuer's word for the value.
    Suspended(Option<ForeignText>),
    /// A list shows the badge, whose proof could not be checked, as suspended.
    ShownAsSuspended(Option<ForeignText>),
    /// The entry is not an object.
    EntryNoObject,
    /// The entry has no type.
    EntryNoType,
    /// The entry is malformed.
    EntryMalformed(StatusError),
    /// The entry's address is not a web address.
    EntryNotWeb,
    /// The entry has a purpose that is not known.
    PurposeUnknown(ForeignText),
    /// The entry has a type that is not known.
    TypeUnknown(ForeignText),
    /// The badge names more than four lists.
    TooManyEntries,
    /// The list decides nothing.
    Undecided {
        /// Why.
        fault: ListFault,
        /// What the list shows.
        shown: Option<Shown>,
    },
    /// Remark: the list decides although it deviates from the standard.
    Deviation(ListFault),
}

impl StatusReason {
    /// Every code except those of [`ListFault`], in the order of the variants.
    pub const CODES: &[&str] = &[
        "no-status",
        "not-revoked",
        "revoked",
        "suspended",
        "status-entry-malformed",
        "status-purpose-unknown",
        "status-type-unknown",
        "too-many-status-entries",
    ];

    /// Whether a list shows the badge as revoked.
    #[must_use]
    pub const fn shows_revoked(&self) -> bool {
        match self {
            Self::Revoked { .. }
            | Self::RevokedOnUnsignedList(_)
            | Self::RevokedOn(_)
            | Self::ShownAsRevoked(_) => true,
            Self::NoStatus
            | Self::NotRevoked(_)
            | Self::NotOnUnsignedList
            | Self::Suspended(_)
            | Self::ShownAsSuspended(_)
            | Self::EntryNoObject
            | Self::EntryNoType
            | Self::EntryMalformed(_)
            | Self::EntryNotWeb
            | Self::PurposeUnknown(_)
            | Self::TypeUnknown(_)
            | Self::TooManyEntries
            | Self::Undecided { .. }
            | Self::Deviation(_) => false,
        }
    }

    /// The reason for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoStatus => "no-status",
            Self::NotRevoked(_) | Self::NotOnUnsignedList => "not-revoked",
            Self::Revoked { .. }
            | Self::RevokedOnUnsignedList(_)
            | Self::RevokedOn(_)
            | Self::ShownAsRevoked(_) => "revoked",
            Self::Suspended(_) | Self::ShownAsSuspended(_) => "suspended",
            Self::EntryNoObject | Self::EntryNoType | Self::EntryMalformed(_) | Self::EntryNotWeb => {
                "status-entry-malformed"
            }
            Self::PurposeUnknown(_) => "status-purpose-unknown",
            Self::TypeUnknown(_) => "status-type-unknown",
            Self::TooManyEntries => "too-many-status-entries",
            Self::Undecided { fault, .. } | Self::Deviation(fault) => fault.code(),
        }
    }
}

impl From<StatusReason> for Reason {
    fn from(reason: StatusReason) -> Self {
        Self::Status(reason)
    }
}
