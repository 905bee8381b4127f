//! Identifiers: of the recipient of a badge, and of anything else (Open Badges 3.0, sections B.6.2 and B.6.3).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Class, IdentifierType, Types};
use crate::identity;

/// An identifier of the recipient, hashed or in clear. No other members are allowed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityObject {
    /// `IdentityObject`.
    #[serde(rename = "type", default)]
    pub types: Types<Self>,
    /// Whether `identity_hash` is a hash.
    pub hashed: bool,
    /// The hash, or the identifier in clear, visible to everybody.
    pub identity_hash: String,
    /// The kind of identifier.
    pub identity_type: IdentifierType,
    /// The text appended before hashing.
    pub salt: Option<String>,
}

impl Class for IdentityObject {
    const NAMES: &'static [&'static str] = &["IdentityObject"];
    const SINGLE: bool = true;
}

/// Keeps a person's name and address out of logs.
impl fmt::Debug for IdentityObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityObject({}, ..)", self.identity_type)
    }
}

impl IdentityObject {
    /// An e-mail address, normalised and hashed with its own salt for each badge, so that the hashes of two badges
    /// cannot be compared.
    #[must_use]
    pub fn hashed_email(email: &str, salt: &str) -> Self {
        Self {
            types: Types::default(),
            hashed: true,
            identity_hash: identity::identity_hash(&identity::normalise_email(email), salt),
            identity_type: IdentifierType::EmailAddress,
            salt: Some(salt.to_owned()),
        }
    }

    /// A name in clear, which wallets show.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self {
            types: Types::default(),
            hashed: false,
            identity_hash: name.to_owned(),
            identity_type: IdentifierType::Name,
            salt: None,
        }
    }
}

/// A further identifier. No other members are allowed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentifierEntry {
    /// `IdentifierEntry`.
    #[serde(rename = "type", default)]
    pub types: Types<Self>,
    /// The identifier.
    pub identifier: String,
    /// The kind of identifier.
    pub identifier_type: IdentifierType,
}

impl Class for IdentifierEntry {
    const NAMES: &'static [&'static str] = &["IdentifierEntry"];
    const SINGLE: bool = true;
}

impl IdentifierEntry {
    /// With the required members.
    #[must_use]
    pub fn new(identifier: &str, identifier_type: IdentifierType) -> Self {
        Self { types: Types::default(), identifier: identifier.to_owned(), identifier_type }
    }
}
