//! Refusals of a passkey's answer (Web Authentication level 3, 7.1 and 7.2).

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why an assertion or a registration is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasskeyReason {
    /// A member is not base64url.
    Encoding,
    /// The key is neither P-256, Ed25519, nor RSA of 2048 to 4096 bits.
    KeyKind,
    /// The passkey's id is not base64url of 1 to 1,023 bytes.
    Id,
    /// The client data cannot be parsed.
    ClientData,
    /// The client data is of another type.
    ClientDataKind,
    /// The authenticator data is too short.
    TooShort,
    /// The authenticator data is longer than its flags permit.
    Length,
    /// The signature is false.
    Signature,
    /// The user was not verified.
    UserNotVerified,
    /// The backup flags contradict each other.
    BackupFlags,
    /// The counter went back.
    Counter,
    /// Another page than the signer's desk made the request.
    OtherPage,
    /// The answer is for another site.
    OtherSite,
    /// The answer is for another challenge.
    OtherText,
}

impl PasskeyReason {
    pub(super) const fn code(self) -> RefusalCode {
        match self {
            Self::Encoding
            | Self::KeyKind
            | Self::Id
            | Self::ClientData
            | Self::ClientDataKind
            | Self::TooShort
            | Self::Length
            | Self::Signature
            | Self::UserNotVerified
            | Self::BackupFlags => RefusalCode::BadAssertion,
            Self::Counter => RefusalCode::ClonedPasskey,
            Self::OtherPage | Self::OtherSite => RefusalCode::WrongOrigin,
            Self::OtherText => RefusalCode::OtherStatement,
        }
    }
}
