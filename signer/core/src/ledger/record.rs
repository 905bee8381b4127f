//! Lines of the private journal, from which all state is rebuilt.

use super::leaf::Salt;
use crate::anomaly::Event;
use crate::approvals::earlier_proposal::Proposed;
use crate::approvals::proposal::Given;
use credentials::lint::registered::PerRecipient;
use protocol::desk::Assertion;
use protocol::{Ceilings, RefusalCode, StatusKeeper};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One line of the journal, JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Record {
    /// Only in journals of earlier versions: a code for the first binding was written to its file. It has no effect.
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
    /// A request for a certificate was signed with the key: SHA-256 (hex) of its PEM text.
    CertificateRequest {
        key: String,
        sha256: String,
        by: String,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// A certificate chain was stored for the key: SHA-256 (hex) of its PEM text.
    CertificateChain {
        key: String,
        sha256: String,
        by: String,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// A change was proposed, and waits.
    Proposal(Proposed),
    /// An approval of a change was verified. The assertion is kept for later audits.
    Approval {
        /// Digest of the change's statement.
        change: String,
        given: Given,
        #[serde(skip_serializing_if = "Option::is_none")]
        assertion: Option<Assertion>,
        /// The passkey's counter.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<u32>,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// A change was declined on the signer's host, or withdrawn by the web server.
    Declined { change: String, by: String, at: i64 },
    /// An approver declined a change at the desk. The assertion is kept for later audits.
    DeclinedAtDesk {
        /// Digest of the change's statement.
        change: String,
        /// The approver.
        name: String,
        assertion: Assertion,
        /// The passkey's counter.
        count: u32,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// All pending changes were declined on the signer's host.
    DeclinedAll { by: String, at: i64 },
    /// A person on the signer's host paused the web server's proposals, or ended the pause.
    ProposalsPaused { paused: bool, by: String, at: i64 },
    /// An enrolment code was written to its file; only its SHA-256 (hex) is kept. Replaces an older one.
    EnrolmentCode {
        sha256: String,
        /// Milliseconds since 1970, UTC.
        expires: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// A refusal. Several of one code within a second are one record.
    Refused {
        code: RefusalCode,
        count: u64,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// An alert.
    #[serde(rename = "noticed")]
    Alert {
        event: Event,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// A presented checkpoint covers entries that are missing here. Nothing is signed any more.
    LedgerRolledBack {
        /// The note, signed by the log's own key.
        note: String,
        size: u64,
        /// Lower-case hex.
        root: String,
        /// Milliseconds since 1970, UTC.
        at: i64,
    },
    /// A person confirmed that those entries are lost; the ledger continues without them.
    #[serde(rename = "ledger-thawed")]
    LedgerUnfrozen { by: String, at: i64 },
    /// A leaf: an intent. Its document is signed after this line is on disk, and may be signed again.
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
    /// Salt of the entry's commitment.
    pub(crate) salt: Salt,
    /// The proof's `created`: milliseconds since 1970, UTC, whole seconds.
    pub(crate) created: i64,
    /// The statement.
    pub(crate) statement: Statement,
    /// The approval, if one was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) approved: Option<Approved>,
}

/// The change that a statement puts into effect, and its approvals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approved {
    /// Digest of the statement that people approved.
    pub(crate) change: String,
    /// Digests of the evidence of each approval.
    pub(crate) by: Vec<String>,
}

/// A statement of the signer under one of its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Statement {
    /// The DID is bound to this key and this institution.
    Binding {
        did: String,
        key: String,
        institution: String,
        /// The issuer's first profile. Records from before profiles have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        profile: Option<Value>,
    },
    /// The issuer's badges have this profile as `issuer` from now on.
    Profile { issuer: String, key: String, profile: Value },
    /// This is the issuer's DID document.
    DidDocument { issuer: String, key: String },
    /// This achievement may be issued.
    BadgeVersion {
        issuer: String,
        key: String,
        achievement: String,
        digest: String,
        /// Members that may differ for each recipient. Records from before such entries have none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        per_recipient: Vec<PerRecipient>,
    },
    /// This credential is issued.
    Credential {
        id: String,
        issuer: String,
        key: String,
        badge: String,
        list: String,
        index: u32,
        /// An approval of its batch allows it: it does not count against the ceilings.
        #[serde(default)]
        allowed: bool,
        /// Leaf of the credential of this id that it replaces, whose key was revoked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        supersedes: Option<u64>,
    },
    /// This credential, which is no Open Badge, is issued.
    OtherCredential { id: String, issuer: String, key: String, status: Option<Holding> },
    /// State of the list: the bits gained since its previous statement.
    StatusList {
        id: String,
        issuer: String,
        key: String,
        length: usize,
        sequence: u64,
        gained: Vec<u32>,
        /// An approval allows the gained bits: they do not count against the ceilings for revocations.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        allowed: bool,
    },
    /// This key is pinned: it was made in the token, or found there at a configured address.
    KeyPinned { key: String },
    /// This keeper may sign status lists for the issuer. `None`: no keeper may.
    StatusKeeper { issuer: String, key: String, keeper: Option<StatusKeeper> },
    /// This many badges may be revoked beyond the ceilings for revocations.
    RevocationsAllowed { issuer: String, key: String, count: u32, reason: String },
    /// These are the issuer's ceilings.
    Ceilings { issuer: String, key: String, ceilings: Ceilings },
    /// These credentials of this badge version may be issued beyond the ceilings.
    Batch { issuer: String, key: String, badge: String, root: String, digests: Vec<String> },
    /// The issuer is frozen: no badges of it are signed.
    Frozen { issuer: String, key: String, reason: String },
    /// The issuer is unfrozen.
    #[serde(rename = "thawed")]
    Unfrozen { issuer: String, key: String },
    /// This key is published for the issuer, and signs from `from` on (milliseconds since 1970, UTC).
    KeyPublished { issuer: String, key: String, from: i64 },
    /// This key's signatures are not trusted from `since` on (milliseconds since 1970, UTC).
    KeyRevoked { issuer: String, key: String, since: i64 },
    /// The private key is destroyed.
    KeyDestroyed { key: String },
    /// Digest (SHA-256, hex) of the transcript of the ceremony that made this key.
    #[serde(rename = "minutes")]
    Transcript { key: String, sha256: String },
    /// A person may enrol as an approver.
    Invited { name: String },
    /// A person's passkey is enrolled.
    Enrolled {
        name: String,
        credential_id: String,
        public_key: String,
        count: u32,
        /// It counts once its fingerprint is confirmed. Enrolments of earlier versions counted at once.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        awaits: bool,
    },
    /// A person on the signer's host confirmed the fingerprint of an enrolled passkey.
    Confirmed { name: String, fingerprint: String, by: String },
    /// A person is no longer an approver.
    Removed { name: String },
    /// This many people have to approve.
    Quorum { needed: u32 },
    /// A person on the host removed all approvers.
    Reset { by: String },
}

/// A place in a status list of ours that a credential holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holding {
    pub(crate) list: String,
    pub(crate) index: u32,
}

impl Record {
    /// Text of its leaf in the public tree, if it has one.
    pub(super) fn entry(&self) -> Option<&str> {
        match self {
            Self::Intent(intent) => Some(&intent.entry),
            _ => None,
        }
    }
}

/// Parses one line of the journal; `None` if it is no record.
pub(super) fn parse(line: &[u8]) -> Option<Record> {
    serde_json::from_slice(line).ok()
}

impl Statement {
    /// The kind, as spelled in leaves.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Binding { .. } => "binding",
            Self::Profile { .. } => "issuer-profile",
            Self::DidDocument { .. } => "did-document",
            Self::BadgeVersion { .. } => "badge-version",
            Self::Credential { .. } => "credential",
            Self::OtherCredential { .. } => "other-credential",
            Self::StatusList { .. } => "status-list",
            Self::Ceilings { .. } => "ceilings",
            Self::Batch { .. } => "batch",
            Self::Frozen { .. } => "frozen",
            Self::Unfrozen { .. } => "thawed",
            Self::KeyPublished { .. } => "key-published",
            Self::KeyRevoked { .. } => "key-revoked",
            Self::KeyDestroyed { .. } => "key-destroyed",
            Self::Transcript { .. } => "ceremony-minutes",
            Self::KeyPinned { .. } => "key-pinned",
            Self::StatusKeeper { .. } => "status-keeper",
            Self::RevocationsAllowed { .. } => "revocations-allowed",
            Self::Confirmed { .. } => "approver-confirmed",
            Self::Invited { .. } => "approver-invited",
            Self::Enrolled { .. } => "approver-enrolled",
            Self::Removed { .. } => "approver-removed",
            Self::Quorum { .. } => "quorum",
            Self::Reset { .. } => "approvers-reset",
        }
    }

    /// Label of the key; none if the statement is about people.
    pub(crate) fn key(&self) -> Option<&str> {
        match self {
            Self::Binding { key, .. }
            | Self::Profile { key, .. }
            | Self::DidDocument { key, .. }
            | Self::BadgeVersion { key, .. }
            | Self::Credential { key, .. }
            | Self::OtherCredential { key, .. }
            | Self::StatusList { key, .. }
            | Self::Ceilings { key, .. }
            | Self::Batch { key, .. }
            | Self::Frozen { key, .. }
            | Self::Unfrozen { key, .. }
            | Self::KeyPublished { key, .. }
            | Self::KeyRevoked { key, .. }
            | Self::KeyDestroyed { key }
            | Self::KeyPinned { key }
            | Self::StatusKeeper { key, .. }
            | Self::RevocationsAllowed { key, .. }
            | Self::Transcript { key, .. } => Some(key),
            Self::Invited { .. }
            | Self::Enrolled { .. }
            | Self::Confirmed { .. }
            | Self::Removed { .. }
            | Self::Quorum { .. }
            | Self::Reset { .. } => None,
        }
    }

    /// Digest of the badge version that the statement is about.
    pub(crate) fn badge(&self) -> Option<&str> {
        match self {
            Self::BadgeVersion { digest, .. } => Some(digest),
            Self::Credential { badge, .. } | Self::Batch { badge, .. } => Some(badge),
            _ => None,
        }
    }

    /// May everyone read the whole statement? A credential belongs to its learner, and approvers are people.
    pub(crate) fn is_public(&self) -> bool {
        !matches!(
            self,
            Self::Credential { .. }
                | Self::OtherCredential { .. }
                | Self::Batch { .. }
                | Self::Frozen { .. }
                | Self::RevocationsAllowed { .. }
                | Self::Invited { .. }
                | Self::Enrolled { .. }
                | Self::Confirmed { .. }
                | Self::Removed { .. }
                | Self::Reset { .. }
        )
    }

    /// The text that the leaf of a statement without a document commits to: JCS (RFC 8785) of its members.
    pub(crate) fn canonical(&self) -> String {
        credentials::json::jcs(&serde_json::to_value(self).unwrap_or_default())
    }
}
