use serde::{Deserialize, Serialize};

/// What is wrong with a status list that is to be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusListFault {
    /// `id` is not a web address.
    Id,
    /// Not of the two types of a status list credential.
    Type,
    /// `issuer` is not a DID.
    IssuerNotDid,
    /// `validUntil` is not a date and time with zone.
    ValidUntil,
    /// The list's `id` is not that of the credential and `#list`.
    ListId,
    /// Not for revocation.
    Purpose,
    /// `encodedList` cannot be decoded.
    Bits,
    /// `ttl` is not a number of milliseconds.
    Ttl,
    /// A member of this name, which status lists do not have.
    Closed(String),
}

fault_codes! { StatusListFault as StatusList {
    Self::Id | Self::ValidUntil | Self::ListId | Self::Ttl => "malformed",
    Self::Type => "type",
    Self::IssuerNotDid => "issuer-not-did",
    Self::Purpose => "purpose",
    Self::Bits => "list",
    Self::Closed(_) => "closed",
} }
