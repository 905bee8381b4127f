use serde::{Deserialize, Serialize};

/// What is wrong with a related resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceFault {
    /// Not an object.
    NotAnObject,
    /// `id` is missing.
    IdMissing,
    /// Listed twice.
    Twice,
    /// Neither `digestSRI` nor `digestMultibase`.
    NoDigest,
    /// `digestSRI` is not a hash of Subresource Integrity.
    NotSri,
    /// `digestMultibase` is not a multihash.
    NotMultihash,
    /// The digest of another resource.
    OtherDigest,
}

fault_codes! { ResourceFault as Resource {
    Self::NotAnObject => "not-an-object",
    Self::IdMissing | Self::NoDigest => "missing",
    Self::Twice => "same-id",
    Self::NotSri | Self::NotMultihash => "malformed",
    Self::OtherDigest => "other-digest",
} }
