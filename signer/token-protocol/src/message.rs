//! Messages between `run` and the token process.

use crate::{KeyKind, PublicKey, Subject};
use serde::{Deserialize, Serialize};

/// Requests of `run`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ask {
    /// Describe module, token and capabilities, and the state of these keys.
    Describe {
        /// Labels of the keys.
        labels: Vec<String>,
    },
    /// Make the key pair of this label, or return the existing one.
    CreateKey {
        /// Label of the key pair.
        label: String,
        /// Kind of the key pair.
        kind: KeyKind,
    },
    /// Sign a certificate request with this subject. The token process builds the text itself.
    SignRequest {
        /// Label of the key.
        label: String,
        /// The pinned key: the key in the token must be this one.
        public_key: PublicKey,
        /// Subject of the certificate.
        subject: Subject,
    },
    /// Destroy the key pair of this label. May be repeated.
    Destroy {
        /// Label of the key pair.
        label: String,
    },
    /// Sign messages of proofs, in this order.
    Sign {
        /// Label of the key.
        label: String,
        /// The pinned key: the key in the token must be this one.
        public_key: PublicKey,
        /// Each message in lower-case hex, of the length that the key's kind requires.
        messages: Vec<String>,
    },
    /// Make the log's own key, or return the existing one.
    CreateCheckpointKey,
    /// Sign a checkpoint of the ledger with the log's own key. The token process builds the text itself.
    SignCheckpoint {
        /// The pinned key: the key in the token must be this one.
        public_key: PublicKey,
        /// Name of the log.
        origin: String,
        /// Number of leaves.
        size: u64,
        /// Root hash, lower-case hex.
        root: String,
    },
}

/// Replies of the token process.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub enum Reply {
    /// The device, if it can be inspected, and the fault if it does not sign.
    Device {
        /// The device, as its module reports it.
        device: Option<Device>,
        /// Reason why the device does not sign.
        fault: Option<TokenFault>,
    },
    /// A key of the token.
    Key(TokenKey),
    /// The key pair is destroyed.
    Destroyed,
    /// As many signatures as could be made, in order, and the fault that prevented the rest.
    Signatures {
        /// Each signature in lower-case hex.
        signatures: Vec<String>,
        /// Fault that prevented the rest.
        fault: Option<TokenFault>,
    },
    /// Nothing was done.
    Fault {
        /// The fault.
        fault: TokenFault,
    },
}

/// A key of the token whose attributes were read and verified.
#[derive(Debug, Serialize, Deserialize)]
pub struct TokenKey {
    /// The public key.
    pub public_key: PublicKey,
    /// The attributes, in words.
    pub attributes: Vec<String>,
}

/// Why a request to the token process failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum TokenFault {
    /// The token process does not answer.
    Away,
    /// The login marker is set.
    PinStopped,
    /// The token or its module failed.
    Token {
        /// Description of the failure, for people.
        sentence: String,
    },
}

/// A device with its capabilities and keys, as its module reports them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Maker, name and version of the module.
    pub module: String,
    /// Label of the token.
    pub token: String,
    /// Serial number of the token.
    pub serial: String,
    /// Maker and model of the token.
    pub model: String,
    /// Kinds of keys that the device makes and signs with, each with its cryptosuite: `Ed25519`, `eddsa-rdfc-2022`.
    pub suites: Vec<(String, String)>,
    /// How many wrong PINs the token still accepts.
    pub pin_tries: PinTries,
    /// The requested keys.
    pub keys: Vec<DeviceKey>,
    /// Problems that make the device unsafe or unusable, in sentences.
    pub wrong: Vec<String>,
    /// Other facts that the operator should know, in sentences.
    pub notes: Vec<String>,
}

/// State of a key in the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceKey {
    /// Our label of the key.
    pub label: String,
    /// The attributes that the device reports, in words; or the reason why the key is not used, in a sentence.
    pub attributes: Result<Vec<String>, String>,
}

/// Remaining tries of the user PIN, as the token reports them. No token reports a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinTries {
    /// No wrong PIN since the last right one.
    All,
    /// A wrong PIN was given since.
    Fewer,
    /// One more wrong PIN locks the token.
    Last,
    /// The PIN is locked: the security officer must set a new one.
    None,
}
