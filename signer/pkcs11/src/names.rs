//! Names of a token and addresses of its keys.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

/// Identifies a token among the module's. Slot numbers change, so they are never used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenName {
    /// Label of the token.
    pub label: Option<String>,
    /// Serial number of the token. Needed if two tokens have one label.
    pub serial: Option<String>,
    /// Maker of the token.
    pub manufacturer: Option<String>,
    /// Model of the token.
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

/// Location of a key pair in a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyAddress {
    /// `CKA_LABEL`.
    pub object: Option<Vec<u8>>,
    /// `CKA_ID`.
    pub id: Option<Vec<u8>>,
}

/// Keys with a configured address, by our labels. A ceremony or the vendor's tool made them, so they are only looked
/// up, never made. The address of every other key is its label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(pub BTreeMap<String, KeyAddress>);

impl Keys {
    /// Location of a label's key pair.
    pub(crate) fn address(&self, label: &str) -> KeyAddress {
        let own = || KeyAddress { object: Some(label.as_bytes().to_vec()), id: None };
        self.0.get(label).cloned().unwrap_or_else(own)
    }

    /// May a key pair of this label be made?
    pub(crate) fn makes(&self, label: &str) -> bool {
        !self.0.contains_key(label)
    }
}
