//! What the desk, and commands on the signer's host, say to `run`. Not part of the protocol with the web server, which has
//! no such words and no such endpoint.

use crate::approvals::proposal::Words;
use crate::approvals::webauthn::{Assertion, Registration};
use protocol::{Change, Decision, PinState, Refusal};
use serde::{Deserialize, Serialize};

/// What the desk asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum DeskAsk {
    /// What waits after the change of this digest, or from the beginning; and who approves?
    Look {
        #[serde(default)]
        after: Option<String>,
    },
    /// This passkey approves the change of this digest.
    Approve { change: String, assertion: Assertion },
    /// Write the first enrolment code to its file on the signer's host. Only while there is no approver.
    WriteCode,
    /// Is this code good for a person of this name? Asked before a passkey is made, so that a wrong code leaves none behind.
    BeginEnrolment { name: String, code: String },
    /// This passkey is the person's. Its challenge is the one that `BeginEnrolment` was answered.
    Enrol { name: String, code: String, registration: Registration },
}

/// What a command on the signer's host asks. The kernel says which user it is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum HostAsk {
    /// What waits after the change of this digest, or from the beginning; and who approves?
    Look {
        #[serde(default)]
        after: Option<String>,
    },
    /// The person on the host approves the change of this digest, and typed its first 8 characters.
    Approve { change: String, typed: String },
    /// The change whose digest begins so is not to be made.
    Decline { change: String },
    /// No change that waits is to be made.
    DeclineAll,
    /// The web server may not ask for ordinary changes any more, or may again.
    PauseProposals { paused: bool },
    /// Ask people for this change, from the host.
    Propose { change: Change },
    /// Have nothing more signed for this issuer, at once.
    Freeze { issuer: String, reason: String },
    /// The passkey that was enrolled under this name is this person's, who read this fingerprint from the desk.
    ConfirmApprover { name: String, typed: String },
    /// The passkey that was enrolled under this name, and not confirmed, is somebody else's.
    RejectApprover { name: String },
    /// Write an enrolment code to its file. While there are approvers, only for a person whom they invited.
    WriteCode { name: Option<String> },
    /// The entries of the checkpoint that was presented are lost, and the ledger goes on without them. The person typed
    /// the first 8 characters of its root.
    ThawLedger { typed: String },
    /// Send all approvers away: their passkeys are lost. A new code is written.
    ResetApprovers,
    /// Make the key of a ceremony.
    MakeKey { label: String },
    /// Enter the digest (SHA-256, hex) of a ceremony's minutes, under the key that it made.
    EnterMinutes { key: String, sha256: String },
    /// A request for a certificate for this key.
    RequestCertificate { label: String },
    /// Keep this chain of certificates (PEM) beside the key.
    KeepChain { label: String, pem: String },
}

/// What both are answered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub(crate) enum DeskReply {
    /// To `Look`.
    View(Box<View>),
    /// The approval counts. `done`: it was the last one needed, and the change is made.
    Approved { given: u32, needed: u32, done: bool },
    /// The change is not made.
    Declined,
    /// So many changes are not made.
    DeclinedAll { changes: usize },
    /// Whether the web server may ask for ordinary changes.
    Proposals { paused: bool },
    /// To `Propose`.
    Decision { decision: Decision },
    /// Nothing more is signed for the issuer.
    Frozen,
    /// The passkey counts from now on.
    Confirmed,
    /// The passkey is no longer enrolled.
    Rejected,
    /// A code was written to this file.
    CodeWritten { file: String },
    /// To `BeginEnrolment`: the challenge for the new passkey, base64url.
    Challenge { challenge: String },
    /// The passkey is enrolled, and counts once a person on the host confirms this fingerprint.
    Enrolled { fingerprint: String },
    /// The ledger goes on.
    LedgerThawed,
    /// All approvers were sent away; a code was written to this file.
    Reset { file: String },
    /// A key was made: Multikey, cryptosuite, and what the token says of the private half.
    KeyMade { public_key: String, cryptosuite: String, attributes: Vec<String> },
    /// The minutes' digest is this leaf.
    MinutesEntered { leaf: u64 },
    /// PKCS#10, PEM.
    CertificateRequest { pem: String },
    /// The chain is kept; it has this many certificates.
    ChainKept { certificates: usize },
    /// Nothing was done, and asking again changes nothing.
    Refused { refusal: Refusal },
    /// The machinery failed.
    Failed { sentence: String },
}

/// All that the desk shows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct View {
    /// Address of the web application that this signer signs for.
    pub(crate) public_url: String,
    /// Exact origin at which passkeys are asked.
    pub(crate) origin: String,
    /// RP ID for Web Authentication.
    pub(crate) rp_id: String,
    /// Oldest first: as many as one answer holds.
    pub(crate) waiting: Vec<Shown>,
    /// How many changes wait in all.
    pub(crate) waiting_in_all: usize,
    /// Digest of the last change in `waiting`, where more wait after it.
    pub(crate) more_after: Option<String>,
    /// Since when the web server may not ask for ordinary changes (milliseconds since 1970, UTC), and who paused that.
    pub(crate) paused: Option<(i64, String)>,
    /// In the order of enrolment.
    pub(crate) approvers: Vec<ShownApprover>,
    /// How many different people a change needs.
    pub(crate) needed: u32,
    /// May people on the signer's host approve?
    pub(crate) host_approves: bool,
    /// When the enrolment code that is good now ends: milliseconds since 1970, UTC; and whom it is for.
    pub(crate) code: Option<(i64, Option<String>)>,
    /// Invited people without a code.
    pub(crate) invited: Vec<String>,
    /// When all approvers were sent away within the last 7 days, and by whom.
    pub(crate) resets: Vec<(i64, String)>,
    /// By DID.
    pub(crate) issuers: Vec<ShownIssuer>,
    /// Number of leaves in the ledger.
    pub(crate) ledger_size: u64,
    /// A checkpoint that was presented tells of entries that are not here: its size, its root (hex), and when it was
    /// presented (milliseconds since 1970, UTC). Nothing is signed meanwhile.
    pub(crate) missing: Option<(u64, String, i64)>,
    /// Does the worker answer, and is it logged in?
    pub(crate) pin: PinState,
}

/// A change that waits.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// Lower-case hex SHA-256 of the statement: the passkey's challenge.
    pub(crate) change: String,
    pub(crate) words: Words,
    /// The statement itself: the exact text whose SHA-256 `change` is.
    pub(crate) text: String,
    /// Milliseconds since 1970, UTC.
    pub(crate) asked: i64,
    /// Milliseconds since 1970, UTC.
    pub(crate) expires: i64,
    /// Who approved, as people read it.
    pub(crate) by: Vec<String>,
    pub(crate) needed: u32,
}

/// A person who approves.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ShownApprover {
    pub(crate) name: String,
    /// Base64url, for `allowCredentials`.
    pub(crate) credential_id: String,
    /// Milliseconds since 1970, UTC.
    pub(crate) enrolled: i64,
    /// Its fingerprint was confirmed on the host. Before, it approves nothing.
    pub(crate) confirmed: bool,
}

/// An issuer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ShownIssuer {
    pub(crate) did: String,
    /// Where others fetch its DID document; none for a did:key.
    pub(crate) document: Option<String>,
    /// Lower-case hex SHA-256 of the text that the ledger states.
    pub(crate) sha256: Option<String>,
    /// Public keys that this signer made for it, as multibase: a document that holds another one is an alarm.
    pub(crate) keys: Vec<String>,
    /// Why it is frozen, if it is.
    pub(crate) frozen: Option<String>,
    /// The name that its badges give it: of the registered profile.
    pub(crate) name: Option<String>,
}
