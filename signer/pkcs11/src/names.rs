//! How a token and its keys are named.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

/// What tells a token from the others of its module. Slot numbers change, so they are never used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenName {
    /// Its label.
    pub label: Option<String>,
    /// Its serial number, where two may bear one label.
    pub serial: Option<String>,
    /// Its maker.
    pub manufacturer: Option<String>,
    /// Its model.
    pub model: Option<String>,
}

impl Display for TokenName {
    /// For people: the label, else the serial number.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.label, &self.serial) {
            (Some(label), _) => write!(f, "`{label}`"),
            (None, Some(serial)) => write!(f, "with the serial number {serial}"),
            (None, None) => f.write_str("without a name"),
        }
    }
}

/// Where in a token a key pair is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyAddress {
    /// `CKA_LABEL`.
    pub object: Option<Vec<u8>>,
    /// `CKA_ID`.
    pub id: Option<Vec<u8>>,
}

/// Keys of the device, made at a ceremony or by the vendor's tool, each with the label that it bears here. They are found and
/// never made; every other key is under its label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(pub BTreeMap<String, KeyAddress>);

impl Keys {
    /// Where the key pair of a label is.
    pub(crate) fn address(&self, label: &str) -> KeyAddress {
        let own = || KeyAddress { object: Some(label.as_bytes().to_vec()), id: None };
        self.0.get(label).cloned().unwrap_or_else(own)
    }

    /// May a key pair of this label be made?
    pub(crate) fn makes(&self, label: &str) -> bool {
        !self.0.contains_key(label)
    }
}
