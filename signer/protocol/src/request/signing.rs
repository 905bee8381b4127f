//! Documents to sign.

use super::{Request, TIME_LIMIT};
use serde::{Deserialize, Serialize};
use signer_facts::Refusal;
use std::time::Duration;

/// Sign Open Badges, and other credentials whose types the signer admits for the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignCredentials {
    /// Whole unsigned credentials, at most [`crate::MAX_BATCH`].
    pub credentials: Vec<String>,
}

impl Request for SignCredentials {
    type Answer = SignedBatch;
    const NAME: &'static str = "sign-credentials";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Reissue credentials of a revoked key: the same document with a later `validFrom` and a new status index, under the
/// issuer's current key. Needs no approval of its own: that of [`crate::Change::RevokeKey`] covers it. Has ceilings of
/// its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignSuperseding {
    /// At most [`crate::MAX_BATCH`], all of different ids.
    pub credentials: Vec<Superseding>,
}

impl Request for SignSuperseding {
    type Answer = SignedBatch;
    const NAME: &'static str = "sign-superseding";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Sign a Bitstring Status List credential.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignStatusList {
    /// The whole unsigned status list credential.
    pub credential: String,
}

impl Request for SignStatusList {
    type Answer = SignedDocument;
    const NAME: &'static str = "sign-status-list";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// A credential to reissue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Superseding {
    /// The whole unsigned credential as it was signed before.
    pub earlier: String,
    /// The whole unsigned credential that replaces it.
    pub credential: String,
}

/// Answer to [`SignCredentials`] and [`SignSuperseding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedBatch {
    /// One result for each credential, in the order of the request. A refusal of one does not stop the others.
    pub results: Vec<Result<SignedDocument, Refusal>>,
}

/// A signed document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    /// The finished JSON text, to be stored and served byte for byte.
    pub document: String,
    /// Index of the statement's leaf in the ledger, from 0.
    pub ledger_index: u64,
}
