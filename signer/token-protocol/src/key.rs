//! Keys of the token, as the messages between the two processes represent them.

use serde::{Deserialize, Serialize};

/// A kind of key, as spelled in `key_kind` of the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyKind {
    /// Signs `eddsa-rdfc-2022`.
    #[default]
    #[serde(rename = "ed25519")]
    Ed25519,
    /// Signs `ecdsa-rdfc-2019`.
    #[serde(rename = "p-256")]
    P256,
    /// Signs `ecdsa-rdfc-2019`.
    #[serde(rename = "p-384")]
    P384,
}

/// A public key: its kind, and its point in the short form of that kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKey {
    /// Kind of the key.
    pub kind: KeyKind,
    /// Lower-case hex: 32 bytes for Ed25519 (RFC 8032), otherwise the compressed point (SEC 1, section 2.3.3).
    pub point: String,
}
