use serde::{Deserialize, Serialize};

/// Why a badge is not issued, or has no page yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssuingFault {
    /// The form lost the identifier that makes a double post one badge.
    NoIdentifier,
    /// The design is not published.
    NotPublished,
    /// The badge is not signed yet, so there is nothing to link to.
    NotSigned,
}

fault_codes! { IssuingFault as Issuing {
    Self::NoIdentifier => "no-identifier",
    Self::NotPublished => "not-published",
    Self::NotSigned => "link-not-signed",
} }
