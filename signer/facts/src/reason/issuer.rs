//! Refusals because of an issuer or its binding.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why nothing is done for an issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssuerReason {
    /// The DID of a document or of a change is bound to no key.
    Unbound,
    /// The DID that a request names is bound to no key.
    Unknown,
    /// The issuer is frozen.
    Frozen {
        /// The reason, as the ledger states it.
        reason: String,
    },
    /// The issuer's key is revoked or destroyed.
    KeyNotInUse,
    /// The institution's id is no ULID.
    InstitutionId,
    /// The DID is not the institution's address below `public_url`.
    OtherDid,
    /// A did:web needs an https address with a host name.
    NoDidWeb,
    /// An issuer is bound already.
    AlreadyBound,
}

impl IssuerReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::Unbound | Self::Unknown => RefusalCode::UnknownIssuer,
            Self::Frozen { .. } => RefusalCode::Frozen,
            Self::KeyNotInUse => RefusalCode::KeyNotInUse,
            Self::InstitutionId | Self::OtherDid | Self::NoDidWeb => RefusalCode::BadDid,
            Self::AlreadyBound => RefusalCode::NeedsApproval,
        }
    }
}
