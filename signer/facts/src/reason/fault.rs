//! Why the machinery failed.

use crate::FaultCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why the machinery failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultReason {
    /// The token process does not answer.
    WorkerAway,
    /// Nobody logs in to the token any more.
    PinStopped,
    /// The token or its module failed.
    Token {
        /// The token process's own words.
        error: String,
    },
    /// The journal or the public tree cannot be written.
    Ledger,
    /// An earlier change was interrupted in this process.
    Interrupted,
    /// The system gave no random bytes.
    NoRandomBytes,
    /// The enrolment code could not be written.
    EnrolmentCode,
    /// The copy of a picture could not be written.
    Picture,
    /// The DID document cannot be serialised.
    DidDocument,
    /// `did.json` could not be written.
    DidFile,
    /// The certificate chain could not be written.
    Chain,
    /// The published checkpoint does not cover the entry yet.
    EntryNotPublished,
    /// The ledger has no checkpoint yet.
    NoCheckpoint,
    /// The signer's check of its own work failed.
    SelfCheck,
    /// The request waited too long for its turn.
    Busy,
}

impl FaultReason {
    /// The kind of fault.
    #[must_use]
    pub const fn code(&self) -> FaultCode {
        match self {
            Self::WorkerAway => FaultCode::WorkerAway,
            Self::PinStopped => FaultCode::PinStopped,
            Self::Token { .. } => FaultCode::Token,
            Self::Ledger
            | Self::Interrupted
            | Self::NoRandomBytes
            | Self::EnrolmentCode
            | Self::Picture
            | Self::DidDocument
            | Self::DidFile
            | Self::Chain => FaultCode::Ledger,
            Self::EntryNotPublished | Self::NoCheckpoint => FaultCode::NotPublished,
            Self::SelfCheck => FaultCode::SelfCheck,
            Self::Busy => FaultCode::Busy,
        }
    }
}

impl fmt::Display for FaultReason {
    /// For the log: the name on the wire, and the facts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token { error } => write!(f, "token: {error}"),
            plain => plain.serialize(f),
        }
    }
}
