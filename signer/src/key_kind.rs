//! Kinds of keys that a token makes and the signer uses.

use credentials::multikey::PublicKey;
use serde::{Deserialize, Serialize};

/// A kind of key, as spelled in `key_kind` of the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum KeyKind {
    /// Signs `eddsa-rdfc-2022`.
    #[default]
    #[serde(rename = "ed25519")]
    Ed25519,
    /// Signs `ecdsa-rdfc-2019`, as does P-384.
    #[serde(rename = "p-256")]
    P256,
    #[serde(rename = "p-384")]
    P384,
}

impl KeyKind {
    /// The kind of a public key.
    pub(crate) fn of(key: &PublicKey) -> Self {
        match key {
            PublicKey::Ed25519(_) => Self::Ed25519,
            PublicKey::P256(_) => Self::P256,
            PublicKey::P384(_) => Self::P384,
        }
    }

    /// Length in bytes of what a token signs for a proof: with Ed25519 the message itself (two SHA-256), with ECDSA its
    /// digest. Tokens accept other lengths and truncate silently, so the length is checked first.
    pub(crate) fn message_length(self) -> usize {
        match self {
            Self::Ed25519 => 64,
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }
}
