//! Messages from the desk, and from commands on the signer's host, to `run`. They are no part of the protocol with the
//! web server, which has neither these messages nor such an endpoint.

use crate::approvals::proposal::Words;
use crate::approvals::webauthn::{Assertion, Registration};
use protocol::{Change, Decision, PinState, Refusal};
use serde::{Deserialize, Serialize};

/// Requests of the desk.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum DeskAsk {
    /// Lists pending changes after the change of this digest, or from the beginning, and the approvers.
    Look {
        #[serde(default)]
        after: Option<String>,
    },
    /// Approves the change of this digest with this passkey.
    Approve { change: String, assertion: Assertion },
    /// Writes the first enrolment code to its file on the signer's host. Only while there is no approver.
    WriteCode,
    /// Is this code valid for a person of this name? Sent before a passkey is made, so that a wrong code
    /// leaves none behind.
    BeginEnrolment { name: String, code: String },
    /// Enrols this passkey for the person. Its challenge is the answer to `BeginEnrolment`.
    Enrol { name: String, code: String, registration: Registration },
}

/// Requests of commands on the signer's host. The kernel identifies the user.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum HostAsk {
    /// Lists pending changes after the change of this digest, or from the beginning, and the approvers.
    Look {
        #[serde(default)]
        after: Option<String>,
    },
    /// Approves the change of this digest. The person on the host typed its first 8 characters.
    Approve { change: String, typed: String },
    /// Declines the change whose digest begins with this.
    Decline { change: String },
    /// Declines all pending changes.
    DeclineAll,
    /// Forbids the web server to propose ordinary changes, or allows it again.
    PauseProposals { paused: bool },
    /// Proposes this change, from the host.
    Propose { change: Change },
    /// Freezes this issuer at once.
    Freeze { issuer: String, reason: String },
    /// Confirms the passkey enrolled under this name: its owner read this fingerprint at the desk.
    ConfirmApprover { name: String, typed: String },
    /// Rejects the unconfirmed passkey enrolled under this name: it is somebody else's.
    RejectApprover { name: String },
    /// Writes an enrolment code to its file. While there are approvers, only for a person that they invited.
    WriteCode { name: Option<String> },
    /// Declares the entries of the presented checkpoint lost; the ledger continues without them. The person typed the
    /// first 8 characters of its root.
    ThawLedger { typed: String },
    /// Removes all approvers, whose passkeys are lost. A new code is written.
    ResetApprovers,
    /// Makes the key of a ceremony.
    MakeKey { label: String },
    /// Enters the digest (SHA-256, hex) of a ceremony's transcript, under its key.
    EnterMinutes { key: String, sha256: String },
    /// Makes a certificate request for this key.
    RequestCertificate { label: String },
    /// Stores this certificate chain (PEM) for the key.
    KeepChain { label: String, pem: String },
}

/// Answers to both.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub(crate) enum DeskReply {
    /// Answer to `Look`.
    View(Box<View>),
    /// The approval counts. `done`: it was the last one needed, and the change is in force.
    Approved { given: u32, needed: u32, done: bool },
    /// The change is declined.
    Declined,
    /// Number of declined changes.
    DeclinedAll { changes: usize },
    /// Are the web server's ordinary proposals paused?
    Proposals { paused: bool },
    /// Answer to `Propose`.
    Decision { decision: Decision },
    /// The issuer is frozen.
    Frozen,
    /// The passkey counts from now on.
    Confirmed,
    /// The passkey is no longer enrolled.
    Rejected,
    /// A code was written to this file.
    CodeWritten { file: String },
    /// Answer to `BeginEnrolment`: the challenge for the new passkey, base64url.
    Challenge { challenge: String },
    /// The passkey is enrolled, and counts once a person on the host confirms this fingerprint.
    Enrolled { fingerprint: String },
    /// The ledger is unfrozen.
    LedgerThawed,
    /// All approvers were removed; a code was written to this file.
    Reset { file: String },
    /// A key was made: Multikey, cryptosuite, and the private key's attributes as the token reports them.
    KeyMade { public_key: String, cryptosuite: String, attributes: Vec<String> },
    /// The transcript's digest is this leaf.
    MinutesEntered { leaf: u64 },
    /// PKCS#10, PEM.
    CertificateRequest { pem: String },
    /// The chain is stored; it has this many certificates.
    ChainKept { certificates: usize },
    /// Nothing was done, and repeating the request changes nothing.
    Refused { refusal: Refusal },
    /// The machinery failed.
    Failed { sentence: String },
}

/// Everything that the desk shows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct View {
    /// Address of the web application that this signer signs for.
    pub(crate) public_url: String,
    /// Exact origin at which passkeys are requested.
    pub(crate) origin: String,
    /// RP ID for Web Authentication.
    pub(crate) rp_id: String,
    /// Oldest first: as many as fit into one answer.
    pub(crate) waiting: Vec<Shown>,
    /// Total number of pending changes.
    pub(crate) waiting_in_all: usize,
    /// Digest of the last change in `waiting`, if more follow.
    pub(crate) more_after: Option<String>,
    /// Since when the web server's ordinary proposals are paused (milliseconds since 1970, UTC), and who paused them.
    pub(crate) paused: Option<(i64, String)>,
    /// In the order of enrolment.
    pub(crate) approvers: Vec<ShownApprover>,
    /// Number of different people that a change needs.
    pub(crate) needed: u32,
    /// May people on the signer's host approve?
    pub(crate) host_approves: bool,
    /// When the valid enrolment code expires (milliseconds since 1970, UTC), and the person that it invites.
    pub(crate) code: Option<(i64, Option<String>)>,
    /// Invited people without a code.
    pub(crate) invited: Vec<String>,
    /// Removals of all approvers within the last 7 days: when, and by which user.
    pub(crate) resets: Vec<(i64, String)>,
    /// By DID.
    pub(crate) issuers: Vec<ShownIssuer>,
    /// Number of leaves in the ledger.
    pub(crate) ledger_size: u64,
    /// A presented checkpoint covers entries that are missing here: its size, its root (hex), and when it was presented
    /// (milliseconds since 1970, UTC). Nothing is signed meanwhile.
    pub(crate) missing: Option<(u64, String, i64)>,
    /// Does the worker answer, and is it logged in?
    pub(crate) pin: PinState,
}

/// A pending change.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// Lower-case hex SHA-256 of the statement: the passkey's challenge.
    pub(crate) change: String,
    pub(crate) words: Words,
    /// The statement: the exact text with the SHA-256 in `change`.
    pub(crate) text: String,
    /// Milliseconds since 1970, UTC.
    pub(crate) asked: i64,
    /// Milliseconds since 1970, UTC.
    pub(crate) expires: i64,
    /// People who approved, for display.
    pub(crate) by: Vec<String>,
    pub(crate) needed: u32,
}

/// An approver.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ShownApprover {
    pub(crate) name: String,
    /// Base64url, for `allowCredentials`.
    pub(crate) credential_id: String,
    /// Milliseconds since 1970, UTC.
    pub(crate) enrolled: i64,
    /// Its fingerprint was confirmed on the host. Before that, it approves nothing.
    pub(crate) confirmed: bool,
}

/// An issuer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ShownIssuer {
    pub(crate) did: String,
    /// Public address of its DID document; none for a did:key.
    pub(crate) document: Option<String>,
    /// Lower-case hex SHA-256 of the text that the ledger states.
    pub(crate) sha256: Option<String>,
    /// Public keys that this signer made for it, as multibase: a document with another one is an alarm.
    pub(crate) keys: Vec<String>,
    /// Why it is frozen, if it is.
    pub(crate) frozen: Option<String>,
    /// The name in its badges, from the registered profile.
    pub(crate) name: Option<String>,
}
