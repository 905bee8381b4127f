//! The device that holds the keys.

use serde::{Deserialize, Serialize};

/// A device's report on itself, its keys and its capabilities.
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
    /// Kinds of keys that it makes and signs with, each with its cryptosuite: `Ed25519`, `eddsa-rdfc-2022`.
    pub suites: Vec<(String, String)>,
    /// How many wrong PINs it still accepts.
    pub pin_tries: PinTries,
    /// The requested keys.
    pub keys: Vec<DeviceKey>,
    /// What is unsafe or prevents use, in sentences.
    pub wrong: Vec<String>,
    /// Other facts worth knowing, in sentences.
    pub notes: Vec<String>,
}

/// A key as the device reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceKey {
    /// The signer's label for it.
    pub label: String,
    /// Its attributes as the device reports them, in words; or why it is not used, in a sentence.
    pub attributes: Result<Vec<String>, String>,
}

/// A token's report on its user PIN. Tokens report no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinTries {
    /// No wrong PIN since the last right one.
    All,
    /// There was a wrong PIN.
    Fewer,
    /// One more wrong one locks it.
    Last,
    /// Locked: the security officer must set a new one.
    None,
}
