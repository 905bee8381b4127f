//! The questions.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A question, as JSON with the member `ask`. Bytes are base64 (standard alphabet, padded).
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(crate) enum Question {
    /// The embedded contexts: `{"contexts": {url: text}}`.
    Contexts {},
    /// Canonical N-Quads of a JSON text: `{"nquads"}`.
    Canonical {
        text: String,
        /// Contexts in addition to the pinned ones, by address.
        #[serde(default)]
        extra: BTreeMap<String, String>,
        /// The hash inside RDFC-1.0.
        #[serde(default)]
        hash: Hash,
    },
    /// As `canonical`, by the general path alone.
    General { text: String },
    /// RFC 8785 of a JSON text: `{"jcs"}`.
    Jcs { text: String },
    /// Whether the proof of a JSON text is good under a Multikey: `{"verified": true}`.
    VerifyProof {
        text: String,
        key: String,
        /// Contexts in addition to the pinned ones, by address.
        #[serde(default)]
        extra: BTreeMap<String, String>,
    },
    /// A JSON text signed with a secret key, 32 or 48 bytes: `{"signed": text}`.
    Sign { text: String, suite: String, kind: Kind, secret: String, method: String, created: String },
    /// The whole report on any bytes, with the content of each address: `{"report"}`.
    Report {
        bytes: String,
        /// Milliseconds of Unix time.
        now: i64,
        #[serde(default)]
        supplies: BTreeMap<String, String>,
        /// The expected recipient.
        #[serde(default)]
        recipient: Option<String>,
        /// Identifiers that the reader's list contains.
        #[serde(default)]
        trusted: Vec<String>,
        /// As the VC API: any verifiable credential, not only a badge.
        #[serde(default)]
        any_credential: bool,
    },
    /// A picture with a baked credential, and the credential extracted from it: `{"bytes", "found"}`.
    Bake { picture: String, credential: String },
    /// Length and entries set of an encoded status list: `{"length", "ones"}`.
    StatusList { text: String },
    /// Kind and text of a public key: `{"kind", "multibase"}`.
    Multikey { text: String },
}

/// The hash inside RDFC-1.0.
#[derive(Clone, Copy, Default, Deserialize)]
pub(crate) enum Hash {
    #[default]
    #[serde(rename = "SHA-256")]
    Sha256,
    #[serde(rename = "SHA-384")]
    Sha384,
}

/// The kind of a secret key.
#[derive(Clone, Copy, Deserialize)]
pub(crate) enum Kind {
    Ed25519,
    #[serde(rename = "P-256")]
    P256,
    #[serde(rename = "P-384")]
    P384,
}
