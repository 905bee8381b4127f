//! Lines of the private journal, from which all state is rebuilt.

use super::leaf::Salt;
use serde::{Deserialize, Serialize};

/// One line of the journal, JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Record {
    /// A set-up code was written to its file; only its SHA-256 (hex) is kept. Replaces an older one.
    SetupCode { sha256: String },
    /// A key pair was made in the token; its public key is pinned from here on.
    Key {
        label: String,
        /// Multikey.
        public_key: String,
        /// Milliseconds since 1970, UTC.
        created: i64,
        /// As read from the token.
        attributes: Vec<String>,
    },
    /// The log's own key was made in the token (`checkpoint`); its public key is pinned from here on. No statement can
    /// be under it.
    CheckpointKey {
        /// Multikey.
        public_key: String,
        /// Milliseconds since 1970, UTC.
        created: i64,
        /// As read from the token.
        attributes: Vec<String>,
    },
    /// A leaf: an intent. What needs a signature is signed after this line is on disk, and may be signed again.
    Intent(Intent),
    /// The signature over an intent was made, and verified against the pinned key.
    Outcome {
        leaf: u64,
        /// Lower-case hex.
        signature: String,
    },
}

/// A statement with its leaf.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Intent {
    /// Index of the leaf, from 0.
    pub(crate) leaf: u64,
    /// The entry as published, byte for byte.
    pub(crate) entry: String,
    /// What the entry's commitment was made with.
    pub(crate) salt: Salt,
    /// The proof's `created`: milliseconds since 1970, UTC, whole seconds.
    pub(crate) created: i64,
    /// What is stated.
    pub(crate) statement: Statement,
}

/// What the signer states under one of its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Statement {
    /// This DID is this key's, of this institution.
    Binding { did: String, key: String, institution: String },
    /// This is the issuer's DID document.
    DidDocument { issuer: String, key: String },
    /// This achievement may be issued.
    BadgeVersion { issuer: String, key: String, achievement: String, digest: String },
    /// This credential is issued.
    Credential { id: String, issuer: String, key: String, badge: String, list: String, index: u32 },
    /// This credential, which is no Open Badge, is issued.
    OtherCredential { id: String, issuer: String, key: String, status: Option<Holding> },
    /// This is how the list stands: the bits gained since the list's statement before.
    StatusList { id: String, issuer: String, key: String, length: usize, sequence: u64, gained: Vec<u32> },
}

/// A place in a status list of ours that a credential holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holding {
    pub(crate) list: String,
    pub(crate) index: u32,
}

impl Statement {
    /// The kind as leaves spell it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Binding { .. } => "binding",
            Self::DidDocument { .. } => "did-document",
            Self::BadgeVersion { .. } => "badge-version",
            Self::Credential { .. } => "credential",
            Self::OtherCredential { .. } => "other-credential",
            Self::StatusList { .. } => "status-list",
        }
    }

    /// Label of the key.
    pub(crate) fn key(&self) -> &str {
        match self {
            Self::Binding { key, .. }
            | Self::DidDocument { key, .. }
            | Self::BadgeVersion { key, .. }
            | Self::Credential { key, .. }
            | Self::OtherCredential { key, .. }
            | Self::StatusList { key, .. } => key,
        }
    }

    /// Digest of the badge version that the statement is about.
    pub(crate) fn badge(&self) -> Option<&str> {
        match self {
            Self::BadgeVersion { digest, .. } => Some(digest),
            Self::Credential { badge, .. } => Some(badge),
            Self::Binding { .. }
            | Self::DidDocument { .. }
            | Self::OtherCredential { .. }
            | Self::StatusList { .. } => None,
        }
    }

    /// May everyone read the whole statement? A credential is its learner's.
    pub(crate) fn is_public(&self) -> bool {
        !matches!(self, Self::Credential { .. } | Self::OtherCredential { .. })
    }
}
