//! What the signer answers.

use crate::change::{Ceilings, Decision, Waiting};
use crate::device::Device;
use crate::refusal::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// The answer to a [`crate::Request`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// To `Health`.
    Health(Health),
    /// To `Metrics`.
    Metrics {
        /// Prometheus' text exposition format.
        text: String,
    },
    /// To `ListEvents`.
    Events {
        /// The newest, oldest first.
        events: Vec<Noticed>,
    },
    /// To `ListPublicKeys`.
    Keys {
        /// Every key that the signer pinned, oldest first.
        keys: Vec<KeyInfo>,
    },
    /// To `CreateKey`.
    Key(KeyInfo),
    /// To `BindIssuer`.
    Bound(BoundIssuer),
    /// To `PublishDidDocument`.
    Published {
        /// The document as it stands in the public directory.
        document: String,
    },
    /// To `RegisterBadgeVersion`.
    Registered {
        /// Lower-case hex SHA-256 of the achievement's JCS form (RFC 8785).
        digest: String,
    },
    /// To `Propose` and `LookUpChange`, and to `RegisterBadgeVersion` while people have not approved.
    Decision(Decision),
    /// To `ListWaiting`, oldest first.
    Waiting {
        /// Each with its title, and how many approvals it has.
        waiting: Vec<Waiting>,
    },
    /// To `Freeze`: the issuer is frozen.
    Frozen,
    /// To `SignCredentials`: one result for each credential, in the order asked.
    Signed {
        /// A refusal of one credential does not stop the others.
        results: Vec<Result<SignedDocument, Refusal>>,
    },
    /// To `Checkpoint` and `PresentCheckpoint`.
    Checkpoint(LedgerCheckpoint),
    /// To `ProveInclusion`: one result for each credential, in the order asked.
    Proven {
        /// A credential that was never entered does not stop the others.
        results: Vec<Result<EntryProof, Refusal>>,
    },
    /// To `ListSigned`.
    SignedUnder {
        /// Credentials that stand under the key now: what was issued anew since stands under another.
        credentials: Vec<SignedCredential>,
    },
    /// To `CountSigned`.
    SignedCounts {
        /// Entries of credentials in the ledger since it began, those that were issued anew counted again.
        credentials: u64,
        /// Every key that the signer pinned, oldest first.
        keys: Vec<KeyUsage>,
    },
    /// To `SignStatusList`.
    SignedList(SignedDocument),
    /// Nothing was done.
    Problem(Problem),
}

/// Something unusual that the signer noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// How many were noticed before it, since the journal began.
    pub number: u64,
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
    /// For programs: `first-use`, `rate-over-baseline` and so on.
    pub kind: String,
    /// For people. Holds nothing private.
    pub says: String,
    /// Digest of the badge version that it is about, as `Registered` told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
}

/// How often a key signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyUsage {
    /// Label of the key.
    pub key: String,
    /// Oldest first, ends with today; days without a signature too.
    pub days: Vec<DayUsage>,
}

/// What a key signed on one day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayUsage {
    /// Its first moment: milliseconds since 1970, UTC.
    pub day: i64,
    /// Badges and other credentials.
    pub credentials: u32,
    /// Status lists.
    pub lists: u32,
}

/// A signed document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    /// The finished JSON text, byte for byte as to be stored and served.
    pub document: String,
    /// Index of the statement's leaf in the ledger, from 0.
    pub ledger_index: u64,
}

/// How the ledger stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCheckpoint {
    /// The key of its checkpoints, as readers of logs take it: `name+id+key` (C2SP signed-note).
    pub key: String,
    /// Its newest checkpoint, a signed note (C2SP tlog-checkpoint).
    pub note: String,
    /// That it begins with the one that was presented: the consistency proof (RFC 6962, 2.1.2), hashes in lower-case
    /// hex. None when nothing was presented, or when a person on the signer's host said that what was presented is lost.
    pub consistency: Option<Vec<String>>,
}

/// Shows that a credential is in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryProof {
    /// Index of its leaf, from 0.
    pub ledger_index: u64,
    /// The leaf's entry, byte for byte as published.
    pub entry: String,
    /// 32 bytes, lower-case hex. The entry's `commitment` is the SHA-256 of these and the canonical form (RDFC-1.0) of
    /// the credential without its proof. For the holder; erased, the entry says nothing of a person any more.
    pub salt: String,
    /// Index, inclusion proof and checkpoint as a text (C2SP tlog-proof).
    pub proof: String,
}

/// A credential as the ledger has it.
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
    /// Where it stands.
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

/// Where a key stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// Made, not bound to an issuer.
    Created,
    /// In the issuer's DID document; signs from this moment on (milliseconds since 1970, UTC).
    Published {
        /// The moment.
        from: i64,
    },
    /// Signs.
    Active,
    /// Signs no more; stays published, so that what it signed stays valid.
    Retired,
    /// In other hands: `revoked` in the DID document.
    Compromised,
    /// Its private half is destroyed.
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
    /// The device, with the keys that the signer pinned; none while it cannot be looked at.
    #[serde(default)]
    pub device: Option<Device>,
}

/// Whether the worker could log in to the token.
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
