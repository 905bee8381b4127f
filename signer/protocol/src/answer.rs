//! Answers of the signer.

use crate::change::{Ceilings, Decision, Waiting};
use crate::device::Device;
use crate::refusal::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// The answer to a [`crate::Request`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// Answer to `Health`.
    Health(Health),
    /// Answer to `Metrics`.
    Metrics {
        /// Prometheus' text exposition format.
        text: String,
    },
    /// Answer to `ListEvents`.
    Events {
        /// The newest, oldest first.
        events: Vec<Noticed>,
    },
    /// Answer to `ListPublicKeys`.
    Keys {
        /// Every key that the signer pinned, oldest first.
        keys: Vec<KeyInfo>,
    },
    /// Answer to `CreateKey`.
    Key(KeyInfo),
    /// Answer to `BindIssuer`.
    Bound(BoundIssuer),
    /// Answer to `PublishDidDocument`.
    Published {
        /// The document as written to the public directory.
        document: String,
    },
    /// Answer to `RegisterBadgeVersion`.
    Registered {
        /// Lower-case hex SHA-256 of the achievement's JCS form (RFC 8785).
        digest: String,
    },
    /// Answer to `Propose` and `LookUpChange`, and to `RegisterBadgeVersion` until people approve.
    Decision(Decision),
    /// Answer to `ListWaiting`, oldest first.
    Waiting {
        /// Each with its title, and its number of approvals.
        waiting: Vec<Waiting>,
    },
    /// Answer to `Freeze`: the issuer is frozen.
    Frozen,
    /// Answer to `SignCredentials` and `SignSuperseding`: one result for each credential, in the order of the request.
    Signed {
        /// A refusal of one credential does not stop the others.
        results: Vec<Result<SignedDocument, Refusal>>,
    },
    /// Answer to `Checkpoint` and `PresentCheckpoint`.
    Checkpoint(LedgerCheckpoint),
    /// Answer to `ProveInclusion`: one result for each credential, in the order of the request.
    Proven {
        /// A credential that was never entered does not stop the others.
        results: Vec<Result<EntryProof, Refusal>>,
    },
    /// Answer to `ListSigned`.
    SignedUnder {
        /// Credentials that are under the key now: those reissued since are under another key.
        credentials: Vec<SignedCredential>,
    },
    /// Answer to `CountSigned`.
    SignedCounts {
        /// Entries of credentials in the ledger since it began; reissued ones count again.
        credentials: u64,
        /// Every key that the signer pinned, oldest first.
        keys: Vec<KeyUsage>,
    },
    /// Answer to `SignStatusList`.
    SignedList(SignedDocument),
    /// Nothing was done.
    Problem(Problem),
}

/// An alert of the signer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// Number of alerts before it, since the journal began.
    pub number: u64,
    /// Time of the alert: milliseconds since 1970, UTC.
    pub at: i64,
    /// For programs: `first-use`, `rate-over-baseline` and so on.
    pub kind: String,
    /// For people. Holds nothing private.
    pub says: String,
    /// Digest of the badge version concerned, as in `Registered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
}

/// How often a key signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyUsage {
    /// Label of the key.
    pub key: String,
    /// Oldest first, up to today; days without a signature too.
    pub days: Vec<DayUsage>,
}

/// What a key signed on one day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayUsage {
    /// Start of the day: milliseconds since 1970, UTC.
    pub day: i64,
    /// Badges and other credentials.
    pub credentials: u32,
    /// Status lists.
    pub lists: u32,
}

/// A signed document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    /// The finished JSON text, to be stored and served byte for byte.
    pub document: String,
    /// Index of the statement's leaf in the ledger, from 0.
    pub ledger_index: u64,
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

/// A credential as recorded in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCredential {
    /// Its id.
    pub id: String,
    /// Index of its leaf.
    pub ledger_index: u64,
    /// When it was recorded: milliseconds since 1970, UTC.
    pub recorded: i64,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyInfo {
    /// Label in the token.
    pub label: String,
    /// The public key as Multikey (multibase, `z6Mk…`).
    pub public_key: String,
    /// Cryptosuite that follows from the key's kind.
    pub cryptosuite: String,
    /// When it was made: milliseconds since 1970, UTC.
    pub created: i64,
    /// Its state.
    pub state: KeyState,
    /// The issuer DID bound to it, if any.
    pub issuer: Option<String>,
    /// Attributes read from the token, in words: `non-extractable`, `sensitive`, `made inside the token`.
    pub attributes: Vec<String>,
    /// Why its issuer is frozen, if it is.
    pub frozen: Option<String>,
    /// Its issuer's ceilings.
    pub ceilings: Option<Ceilings>,
}

/// State of a key in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// Made, not bound to an issuer.
    Created,
    /// In the issuer's DID document; signs from this time on (milliseconds since 1970, UTC).
    Published {
        /// The time.
        from: i64,
    },
    /// Signs.
    Active,
    /// No longer signs; stays published, so that what it signed stays valid.
    Retired,
    /// Reported compromised: `revoked` in the DID document.
    Compromised,
    /// Its private key is destroyed.
    Destroyed,
}

/// An issuer and its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundIssuer {
    /// The issuer's DID.
    pub did: String,
    /// `<did>#<multibase key>`.
    pub verification_method: String,
    /// Label of the key.
    pub key: String,
}

/// The signer's state, in words that `doctor` can print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Protocol version of the signer.
    pub version: u16,
    /// Does the worker answer and is it logged in?
    pub pin: PinState,
    /// Module and token, for people: `SoftHSM 2.6.1, token insignia, serial …`; empty while the worker is away.
    pub token: String,
    /// Number of leaves in the ledger.
    pub ledger_size: u64,
    /// Is an issuer bound already?
    pub issuer_bound: bool,
    /// Do signer and web server run as one system user (trial mode)?
    pub isolation_off: bool,
    /// The device, with the keys that the signer pinned; none while it cannot be inspected.
    #[serde(default)]
    pub device: Option<Device>,
}

/// Whether the worker is logged in to the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinState {
    /// Logged in.
    Good,
    /// A login failed, or was cut short: nobody logs in until `insignia-signer pin retry`.
    Stopped,
    /// The worker does not answer, or its token fails.
    WorkerAway,
}
