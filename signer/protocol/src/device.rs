//! The device that holds the keys.

use serde::{Deserialize, Serialize};

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
