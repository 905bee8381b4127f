use crate::revocation::Revocation;
use serde::{Deserialize, Serialize};

/// Why a badge is not revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RevocationFault {
    /// No reason is chosen.
    NoReason,
    /// It was not confirmed that a revocation is final.
    NotConfirmed,
    /// The badge is not signed yet.
    NotSigned,
    /// It has no entry in a status list.
    NoEntry,
    /// It was revoked before, at this time and for this reason.
    AlreadyRevoked(Revocation),
}

fault_codes! { RevocationFault as Revocation {
    Self::NoReason => "no-reason",
    Self::NotConfirmed => "not-confirmed",
    Self::NotSigned => "not-signed",
    Self::NoEntry => "no-status-entry",
    Self::AlreadyRevoked(_) => "already-revoked",
} }
