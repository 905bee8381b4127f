//! What `run` asks the token process, and what that answers.

use crate::{KeyKind, PublicKey, Subject};
use serde::{Deserialize, Serialize};

/// What `run` asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ask {
    /// Which module and token, what it can do, and how these keys stand?
    Describe {
        /// Of these keys.
        labels: Vec<String>,
    },
    /// Make the key pair of this label, or answer the one that is there.
    CreateKey {
        /// Its label.
        label: String,
        /// What it is to sign.
        kind: KeyKind,
    },
    /// Sign a request for a certificate with this subject. The token process builds the text itself.
    SignRequest {
        /// Of the key.
        label: String,
        /// As pinned: the key in the token must be this one.
        public_key: PublicKey,
        /// Whom the certificate is to name.
        subject: Subject,
    },
    /// Destroy the key pair of this label. Once more is well too.
    Destroy {
        /// Its label.
        label: String,
    },
    /// Sign what proofs need signed, in this order: each lower-case hex, of the length that the key's kind has.
    Sign {
        /// Of the key.
        label: String,
        /// As pinned: the key in the token must be this one.
        public_key: PublicKey,
        /// Lower-case hex.
        messages: Vec<String>,
    },
    /// Make the log's own key, or answer the one that is there.
    CreateCheckpointKey,
    /// Sign a checkpoint of the ledger with the log's own key. The token process builds the text itself.
    SignCheckpoint {
        /// As pinned: the key in the token must be this one.
        public_key: PublicKey,
        /// Name of the log.
        origin: String,
        /// Number of leaves.
        size: u64,
        /// Lower-case hex.
        root: String,
    },
}

/// What the token process answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub enum Reply {
    /// The device, if it can be looked at; with why it does not sign, if it does not.
    Device {
        /// What it says of itself.
        device: Option<Device>,
        /// Why it does not sign.
        fault: Option<TokenFault>,
    },
    /// A key of the token.
    Key(TokenKey),
    /// The key pair is gone.
    Destroyed,
    /// As many as could be made, in order, each lower-case hex; with why the rest was not.
    Signatures {
        /// Lower-case hex.
        signatures: Vec<String>,
        /// Why the rest was not made.
        fault: Option<TokenFault>,
    },
    /// Nothing was done.
    Fault {
        /// Why.
        fault: TokenFault,
    },
}

/// A key of the token whose attributes were read and found right.
#[derive(Debug, Serialize, Deserialize)]
pub struct TokenKey {
    /// Its public half.
    pub public_key: PublicKey,
    /// The attributes, in words.
    pub attributes: Vec<String>,
}

/// Why the token process did nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum TokenFault {
    /// The token process does not answer.
    Away,
    /// The marker of an unfinished login stands.
    PinStopped,
    /// The token or its module failed; for people.
    Token {
        /// For people.
        sentence: String,
    },
}

/// What a device says of itself, of its keys and of what it can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Maker, name and version of the module.
    pub module: String,
    /// Label of the token.
    pub token: String,
    /// Its serial number.
    pub serial: String,
    /// Its maker and model.
    pub model: String,
    /// Kinds of keys that it makes and signs with, each with the cryptosuite that follows from it: `Ed25519`,
    /// `eddsa-rdfc-2022`.
    pub suites: Vec<(String, String)>,
    /// How many wrong PINs it still takes.
    pub pin_tries: PinTries,
    /// The keys that were asked about.
    pub keys: Vec<DeviceKey>,
    /// What is unsafe or in the way, in sentences.
    pub wrong: Vec<String>,
    /// What is neither and should be known, in sentences.
    pub notes: Vec<String>,
}

/// A key as the device has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceKey {
    /// Its label here.
    pub label: String,
    /// What the device says of it, in words; or why it is not used, in a sentence.
    pub attributes: Result<Vec<String>, String>,
}

/// What a token says of its user PIN. None says a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinTries {
    /// No wrong PIN since the last right one.
    All,
    /// There was a wrong one.
    Fewer,
    /// One more wrong one locks it.
    Last,
    /// Locked: the security officer must set a new one.
    None,
}
