//! Requests of the desk and of administration commands, and the answers of the signer.

use super::history::PastChange;
use super::passkey::{Assertion, Registration};
use super::picture::PictureCopy;
use super::view::DeskView;
use crate::{Change, Decision, Fault, Refusal};
use serde::{Deserialize, Serialize};

/// Requests of the desk.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum DeskRequest {
    /// Lists pending changes after the change of this digest, or from the beginning, and the approvers.
    Look {
        /// Digest of the last change that is known. `None`: from the beginning.
        #[serde(default)]
        after: Option<String>,
    },
    /// Lists the last decisions.
    History,
    /// The signer's copy of a picture.
    Picture {
        /// Lower-case hex SHA-256 of the picture.
        sha256: String,
    },
    /// Approves the change of this digest with this passkey.
    Approve {
        /// Digest of the change: lower-case hex SHA-256 of its statement.
        change: String,
        /// Answer of the passkey, whose challenge is the digest.
        assertion: Assertion,
    },
    /// Declines the change of this digest with this passkey.
    Decline {
        /// Digest of the change.
        change: String,
        /// Answer of the passkey, whose challenge is [`PendingChange::decline`](super::PendingChange::decline).
        assertion: Assertion,
    },
    /// Writes the first enrolment code to its file on the signer's host. Only while there is no approver.
    WriteCode,
    /// Is this code valid for a person of this name? Sent before a passkey is made, so that a wrong code
    /// leaves none behind.
    BeginEnrolment {
        /// Name of the person.
        name: String,
        /// The code, as it was typed.
        code: String,
    },
    /// Enrols this passkey for the person. Its challenge is the answer to `BeginEnrolment`.
    Enrol {
        /// Name of the person.
        name: String,
        /// The code, as it was typed.
        code: String,
        /// The new passkey.
        registration: Registration,
    },
}

/// Requests of commands on the signer's host. The kernel identifies the user.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum AdminRequest {
    /// Lists pending changes after the change of this digest, or from the beginning, and the approvers.
    Look {
        /// Digest of the last change that is known. `None`: from the beginning.
        #[serde(default)]
        after: Option<String>,
    },
    /// Approves the change of this digest. The person on the host typed its first 8 characters.
    Approve {
        /// Digest of the change.
        change: String,
        /// The characters that the person typed.
        typed: String,
    },
    /// Declines the change whose digest begins with this.
    Decline {
        /// Beginning of the digest.
        change: String,
    },
    /// Declines all pending changes.
    DeclineAll,
    /// Forbids the web server to propose ordinary changes, or allows it again.
    PauseProposals {
        /// `true` pauses, `false` resumes.
        paused: bool,
    },
    /// Proposes this change, from the host.
    Propose {
        /// The change.
        change: Change,
    },
    /// Freezes this issuer at once.
    Freeze {
        /// The DID.
        issuer: String,
        /// Shown to everyone who is refused.
        reason: String,
    },
    /// Confirms the passkey enrolled under this name: its owner read this fingerprint at the desk.
    ConfirmApprover {
        /// Name of the person.
        name: String,
        /// The fingerprint, as it was typed.
        typed: String,
    },
    /// Rejects the unconfirmed passkey enrolled under this name: it is somebody else's.
    RejectApprover {
        /// Name of the person.
        name: String,
    },
    /// Writes an enrolment code to its file. While there are approvers, only for a person that they invited.
    WriteCode {
        /// Name of the invited person; `None` for the first approver.
        name: Option<String>,
    },
    /// Declares the entries of the presented checkpoint lost; the ledger continues without them. The person typed the
    /// first 8 characters of its root.
    UnfreezeLedger {
        /// The characters that the person typed.
        typed: String,
    },
    /// Removes all approvers, whose passkeys are lost. A new code is written.
    ResetApprovers,
    /// Makes the key of a ceremony.
    MakeKey {
        /// Label of the new key.
        label: String,
    },
    /// Enters the digest (SHA-256, hex) of a ceremony's transcript, under its key.
    EnterTranscript {
        /// Label of the key of the ceremony.
        key: String,
        /// Lower-case hex SHA-256 of the transcript.
        sha256: String,
    },
    /// Makes a certificate request for this key.
    RequestCertificate {
        /// Label of the key.
        label: String,
    },
    /// Stores this certificate chain (PEM) for the key.
    KeepChain {
        /// Label of the key.
        label: String,
        /// The certificates, PEM, that of the key first.
        pem: String,
    },
}

/// Answers to both.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub enum DeskReply {
    /// Answer to `Look`.
    View(Box<DeskView>),
    /// Answer to `History`: newest first, at most 50.
    History {
        /// The changes.
        changes: Vec<PastChange>,
    },
    /// Answer to `Picture`. `None`: the signer has no copy.
    Picture {
        /// The copy.
        picture: Option<PictureCopy>,
    },
    /// The approval counts. `done`: it was the last one needed, and the change is in force.
    Approved {
        /// Number of people who approved.
        given: u32,
        /// Number of people that the change needs.
        needed: u32,
        /// Is the change in force?
        done: bool,
    },
    /// The change is declined.
    Declined,
    /// Number of declined changes.
    DeclinedAll {
        /// The number.
        changes: usize,
    },
    /// Are the web server's ordinary proposals paused?
    Proposals {
        /// `true`: paused.
        paused: bool,
    },
    /// Answer to `Propose`.
    Decision {
        /// The decision.
        decision: Decision,
    },
    /// The issuer is frozen.
    Frozen,
    /// The passkey counts from now on.
    Confirmed,
    /// The passkey is no longer enrolled.
    Rejected,
    /// A code was written to this file.
    CodeWritten {
        /// Path on the signer's host.
        file: String,
    },
    /// Answer to `BeginEnrolment`: the challenge for the new passkey, base64url.
    Challenge {
        /// 32 bytes, base64url without padding.
        challenge: String,
    },
    /// The passkey is enrolled, and counts once a person on the host confirms this fingerprint.
    Enrolled {
        /// Four groups of four hex digits.
        fingerprint: String,
    },
    /// The ledger is unfrozen.
    LedgerUnfrozen,
    /// All approvers were removed; a code was written to this file.
    Reset {
        /// Path on the signer's host.
        file: String,
    },
    /// A key was made: Multikey, cryptosuite, and the private key's attributes as the token reports them.
    KeyMade {
        /// Multikey.
        public_key: String,
        /// Name of the cryptosuite.
        cryptosuite: String,
        /// Attributes of the private key, in words.
        attributes: Vec<String>,
    },
    /// The transcript's digest is this leaf.
    TranscriptEntered {
        /// Index in the ledger.
        leaf: u64,
    },
    /// PKCS#10, PEM.
    CertificateRequest {
        /// The request.
        pem: String,
    },
    /// The chain is stored; it has this many certificates.
    ChainKept {
        /// Number of certificates.
        certificates: usize,
    },
    /// Nothing was done, and repeating the request changes nothing.
    Refused {
        /// The reason.
        refusal: Refusal,
    },
    /// The machinery failed.
    Failed {
        /// The reason.
        fault: Fault,
    },
}
