use serde::{Deserialize, Serialize};

use super::Name;

/// A rule for badges that the table of classes cannot express.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadgeFault {
    /// The subject identifies nobody.
    Nobody,
    /// Criteria without content.
    NoCriteria,
    /// A type that our badges do not have.
    FurtherType,
    /// The issuer's `id` is not a DID.
    IssuerNotDid,
    /// No status entry.
    StatusMissing,
    /// The status entry is not in our form.
    StatusEntry,
    /// No schema is the standard's own, which has this address.
    Schema(Name),
    /// The end is not later than the start.
    EndsBeforeStart,
    /// The subject's image is that of the achievement.
    SameImage,
    /// The `id` belongs to another part of the badge.
    ReservedId,
}

fault_codes! { BadgeFault as Badge {
    Self::Nobody => "nobody",
    Self::NoCriteria => "no-criteria",
    Self::FurtherType => "type",
    Self::IssuerNotDid => "issuer-not-did",
    Self::StatusMissing => "missing",
    Self::StatusEntry => "status-entry",
    Self::Schema(_) => "schema",
    Self::EndsBeforeStart => "never-valid",
    Self::SameImage => "same-image",
    Self::ReservedId => "reserved-id",
} }

/// What is wrong with the identity of a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientFault {
    /// Not a SHA-256 hash.
    WeakHash,
    /// A hash without salt.
    NoSalt,
    /// An e-mail address that is not hashed.
    AddressInClear,
}

fault_codes! { RecipientFault as Recipient {
    Self::WeakHash => "weak-hash",
    Self::NoSalt => "no-salt",
    Self::AddressInClear => "address-in-clear",
} }
