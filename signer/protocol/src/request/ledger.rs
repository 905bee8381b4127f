//! Checkpoints and proofs of the ledger.

use super::{Request, TIME_LIMIT};
use serde::{Deserialize, Serialize};
use signer_facts::Refusal;
use std::time::Duration;

/// The ledger's newest checkpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint;

impl Request for Checkpoint {
    type Answer = LedgerCheckpoint;
    const NAME: &'static str = "checkpoint";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Checkpoint handshake: presents the newest checkpoint that the client holds. Sent now and then, and first of all after a
/// restart of the signer, which enters nothing before ([`crate::RefusalCode::HandshakeRequired`]). A checkpoint signed by
/// the ledger's own key that covers more entries than the signer has, or others, shows that entries were lost. From then
/// on the signer signs nothing ([`crate::RefusalCode::LedgerRolledBack`]) until a person on its host confirms the loss.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresentCheckpoint {
    /// The signed note (C2SP tlog-checkpoint); `None` if the client holds none.
    pub note: Option<String>,
}

impl Request for PresentCheckpoint {
    type Answer = LedgerCheckpoint;
    const NAME: &'static str = "present-checkpoint";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Prove that credentials are in the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProveInclusion {
    /// Ids of signed credentials, at most [`crate::MAX_BATCH`].
    pub credentials: Vec<String>,
}

impl Request for ProveInclusion {
    type Answer = Proofs;
    const NAME: &'static str = "prove-inclusion";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// The ledger's newest checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCheckpoint {
    /// The key of its checkpoints in the form that readers of logs take: `name+id+key` (C2SP signed-note).
    pub key: String,
    /// Its newest checkpoint, a signed note (C2SP tlog-checkpoint).
    pub note: String,
    /// Consistency proof for the presented checkpoint (RFC 6962, 2.1.2), hashes in lower-case hex. None if none was
    /// presented, or if a person on the signer's host declared the presented one lost.
    pub consistency: Option<Vec<String>>,
}

/// Answer to [`ProveInclusion`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proofs {
    /// One result for each credential, in the order of the request. A credential that was never entered does not stop the
    /// others.
    pub results: Vec<Result<EntryProof, Refusal>>,
}

/// Proof that a credential is in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryProof {
    /// Index of its leaf, from 0.
    pub ledger_index: u64,
    /// The leaf's entry, byte for byte as published.
    pub entry: String,
    /// 32 bytes, lower-case hex. The entry's `commitment` is the SHA-256 of these and the canonical form (RDFC-1.0) of
    /// the credential without its proof. For the holder; once it is erased, the entry reveals nothing about a person.
    pub salt: String,
    /// Index, inclusion proof and checkpoint as a text (C2SP tlog-proof).
    pub proof: String,
}
