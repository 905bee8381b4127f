//! Refusals because of a key.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why nothing is done with a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyReason {
    /// There is no key of this name.
    Unknown,
    /// There is no key of this name, and it may be made.
    NotMadeYet,
    /// There is no key of this name for a certificate.
    UnknownHere,
    /// There is no key of this name, or the digest is none.
    UnknownOrNoDigest,
    /// The key was not pinned.
    NotPinned,
    /// The ceremony made no key.
    NotMade,
    /// No subject is configured for the key's certificate.
    NoSubject,
    /// The name is that of the ledger's key.
    LedgersOwn,
    /// The name is malformed or reserved.
    Name {
        /// The maximum length.
        most: usize,
    },
    /// There is a key of this name already.
    Exists,
    /// The signer holds the maximum number of keys.
    TooMany {
        /// The limit.
        most: usize,
    },
    /// Each issuer has an unused key already.
    UnusedWaits,
    /// The certificate chain is not stored.
    Chain {
        /// The parser's error.
        error: String,
    },
}

impl KeyReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::Unknown
            | Self::NotMadeYet
            | Self::UnknownHere
            | Self::UnknownOrNoDigest
            | Self::NotPinned
            | Self::NotMade
            | Self::NoSubject => RefusalCode::UnknownKey,
            Self::LedgersOwn | Self::Name { .. } | Self::Exists => RefusalCode::BadKeyLabel,
            Self::TooMany { .. } | Self::UnusedWaits => RefusalCode::TooManyKeys,
            Self::Chain { .. } => RefusalCode::MalformedRequest,
        }
    }
}
