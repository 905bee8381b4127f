//! What the desk shows.

use crate::PinState;
use serde::{Deserialize, Serialize};
use signer_facts::summary::ChangeSummary;

/// Everything that the desk shows.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeskView {
    /// Address of the web application that this signer signs for.
    pub public_url: String,
    /// Exact origin at which passkeys are requested.
    pub origin: String,
    /// RP ID for Web Authentication.
    pub rp_id: String,
    /// Oldest first: as many as fit into one answer.
    pub waiting: Vec<PendingChange>,
    /// Total number of pending changes.
    pub waiting_in_all: usize,
    /// Digest of the last change in `waiting`, if more follow.
    pub more_after: Option<String>,
    /// Since when the web server's ordinary proposals are paused (milliseconds since 1970, UTC), and who paused them.
    pub paused: Option<(i64, String)>,
    /// In the order of enrolment.
    pub approvers: Vec<EnrolledApprover>,
    /// Number of different people that a change needs.
    pub needed: u32,
    /// May people on the signer's host approve?
    pub host_approves: bool,
    /// When the valid enrolment code expires (milliseconds since 1970, UTC), and the person that it invites.
    pub code: Option<(i64, Option<String>)>,
    /// Invited people without a code.
    pub invited: Vec<String>,
    /// Removals of all approvers within the last 7 days: when, and by which user.
    pub resets: Vec<(i64, String)>,
    /// By DID.
    pub issuers: Vec<IssuerSummary>,
    /// Number of leaves in the ledger.
    pub ledger_size: u64,
    /// A presented checkpoint covers entries that are missing here: its size, its root (hex), and when it was presented
    /// (milliseconds since 1970, UTC). Nothing is signed meanwhile.
    pub missing: Option<(u64, String, i64)>,
    /// Does the worker answer, and is it logged in?
    pub pin: PinState,
}

/// A pending change.
#[derive(Debug, Serialize, Deserialize)]
pub struct PendingChange {
    /// Lower-case hex SHA-256 of the statement: the passkey's challenge.
    pub change: String,
    /// The passkey's challenge for declining it: lower-case hex SHA-256 of a text that names `change` and is no statement.
    pub decline: String,
    /// What it does, as codes and facts.
    pub summary: ChangeSummary,
    /// The statement: the exact text with the SHA-256 in `change`.
    pub text: String,
    /// Milliseconds since 1970, UTC.
    pub asked: i64,
    /// Milliseconds since 1970, UTC.
    pub expires: i64,
    /// People who approved, for display.
    pub by: Vec<String>,
    /// Number of different people that it needs.
    pub needed: u32,
    /// Does the signer have a copy of the picture whose digest is among the facts?
    #[serde(default)]
    pub has_picture: bool,
}

/// An approver.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnrolledApprover {
    /// The person's name.
    pub name: String,
    /// Base64url, for `allowCredentials`.
    pub credential_id: String,
    /// Milliseconds since 1970, UTC.
    pub enrolled: i64,
    /// Its fingerprint was confirmed on the host. Before that, it approves nothing.
    pub confirmed: bool,
}

/// An issuer.
#[derive(Debug, Serialize, Deserialize)]
pub struct IssuerSummary {
    /// The DID.
    pub did: String,
    /// Public address of its DID document; none for a did:key.
    pub document: Option<String>,
    /// Lower-case hex SHA-256 of the text that the ledger states.
    pub sha256: Option<String>,
    /// Public keys that this signer made for it, as multibase: a document with another one is an alarm.
    pub keys: Vec<String>,
    /// Why it is frozen, if it is.
    pub frozen: Option<String>,
    /// The name in its badges, from the registered profile.
    pub name: Option<String>,
}
