//! What `run` and `worker` say to each other. Not part of the protocol with the web server, which has no such words.

use crate::certificates::request::Subject;
use crate::key_kind::KeyKind;
use protocol::Device;
use serde::{Deserialize, Serialize};

/// What `run` asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Ask {
    /// Which module and token, what it can do, and how these keys stand?
    Describe { labels: Vec<String> },
    /// Make the key pair of this label, or answer the one that is there.
    CreateKey { label: String, kind: KeyKind },
    /// Sign a request for a certificate with this subject. The worker writes the text itself.
    SignRequest { label: String, public_key: String, subject: Subject },
    /// Destroy the key pair of this label. Once more is well too.
    Destroy { label: String },
    /// Sign what proofs need signed, in this order: each lower-case hex, of the length that the key's kind has.
    Sign {
        label: String,
        /// Multikey, as pinned: the key in the token must be this one.
        public_key: String,
        messages: Vec<String>,
    },
    /// Make the log's own key, or answer the one that is there.
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

/// What `worker` answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub(crate) enum Reply {
    /// The device, if it can be looked at; with why it does not sign, if it does not.
    Device { device: Option<Device>, fault: Option<WorkerFault> },
    /// A key of the token.
    Key(TokenKey),
    /// The key pair is gone.
    Destroyed,
    /// As many as could be made, in order, each lower-case hex; with why the rest was not.
    Signatures { signatures: Vec<String>, fault: Option<WorkerFault> },
    /// Nothing was done.
    Fault { fault: WorkerFault },
}

/// A key of the token whose attributes were read and found right.
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
    /// The mark of an unfinished login stands.
    PinStopped,
    /// The token or its module failed; for people.
    Token { sentence: String },
}
