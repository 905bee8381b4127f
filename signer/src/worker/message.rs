//! Messages between `run` and `worker`. They are no part of the protocol with the web server, which
//! cannot express them.

use crate::certificates::request::Subject;
use crate::key_kind::KeyKind;
use protocol::Device;
use serde::{Deserialize, Serialize};

/// Requests of `run`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Ask {
    /// Describe module, token and capabilities, and the state of these keys.
    Describe { labels: Vec<String> },
    /// Make the key pair of this label, or return the existing one.
    CreateKey { label: String, kind: KeyKind },
    /// Sign a certificate request with this subject. The worker writes the text itself.
    SignRequest { label: String, public_key: String, subject: Subject },
    /// Destroy the key pair of this label. May be repeated.
    Destroy { label: String },
    /// Sign messages of proofs, in this order: each lower-case hex, of the length for the key's kind.
    Sign {
        label: String,
        /// Multikey, as pinned: the key in the token must be this one.
        public_key: String,
        messages: Vec<String>,
    },
    /// Make the log's own key, or return the existing one.
    CreateCheckpointKey,
    /// Sign a checkpoint of the ledger with the log's own key. The worker writes the text itself.
    SignCheckpoint {
        /// Multikey, as pinned: the key in the token must be this one.
        public_key: String,
        /// Name of the log.
        origin: String,
        /// Number of leaves.
        size: u64,
        /// Lower-case hex.
        root: String,
    },
}

/// Answers of `worker`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub(crate) enum Reply {
    /// The device, if it can be inspected, and the fault if it does not sign.
    Device { device: Option<Device>, fault: Option<WorkerFault> },
    /// A key of the token.
    Key(TokenKey),
    /// The key pair is destroyed.
    Destroyed,
    /// As many as could be made, in order, each lower-case hex; and the fault that prevented the rest.
    Signatures { signatures: Vec<String>, fault: Option<WorkerFault> },
    /// Nothing was done.
    Fault { fault: WorkerFault },
}

/// A key of the token whose attributes were read and verified.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TokenKey {
    /// Multikey.
    pub(crate) public_key: String,
    /// The attributes, in words.
    pub(crate) attributes: Vec<String>,
}

/// Why the worker did nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub(crate) enum WorkerFault {
    /// The worker does not answer.
    Away,
    /// The login marker is set.
    PinStopped,
    /// The token or its module failed; the sentence is for people.
    Token { sentence: String },
}
