//! Keys of the token, as the two processes name them.

use serde::{Deserialize, Serialize};

/// A kind of key, as `key_kind` in the configuration spells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyKind {
    /// Signs `eddsa-rdfc-2022`.
    #[default]
    #[serde(rename = "ed25519")]
    Ed25519,
    /// Signs `ecdsa-rdfc-2019`, as the next.
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
    /// What it signs.
    pub kind: KeyKind,
    /// Lower-case hex: 32 bytes of Ed25519 (RFC 8032), else the compressed point (SEC 1, section 2.3.3).
    pub point: String,
}
