use super::Unavailable;
use crate::multikey::PublicKey;
use crate::sanitizer::{ForeignText, short_key};
use crate::time::Timestamp;

/// A key as sentences name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedKey {
    /// By the ends of its multibase form.
    Short(String),
    /// An RSA key, which has no short form.
    Rsa,
}

impl NamedKey {
    pub(in crate::verify) fn of(key: &PublicKey) -> Self {
        Self::Short(short_key(&key.multibase()))
    }
}

/// The result of the check of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyReason {
    /// This host publishes the key as its own.
    PublishedByHost {
        /// The host, with a path where there is one.
        host: String,
        /// The key.
        key: NamedKey,
    },
    /// The issuer is the key itself.
    KeyOnly(NamedKey),
    /// The key of another issuer signed.
    WrongIssuer,
    /// The issuer's identifier is malformed.
    IssuerMalformed,
    /// The issuer does not list the key.
    UnknownKey,
    /// The issuer withdrew the key at this time.
    Withdrawn(Timestamp),
    /// The key was valid until this time.
    Expired(Timestamp),
    /// The issuer does not use the key for badges.
    NotForBadges,
    /// The key's controller is an identifier with a fragment.
    ControllerFragment,
    /// The badge names a document with several keys.
    WhichKey,
    /// The issuer's document belongs to another identifier.
    OtherIdentifier,
    /// The key is of a kind that is not read.
    KeyType,
    /// The issuer's document cannot be read.
    IssuerUnreadable,
    /// The published key is not a key.
    KeyMalformed,
    /// The issuer's identifier has a method whose keys cannot be looked up.
    Unresolvable(ForeignText),
    /// The issuer's keys could not be fetched.
    Unreachable(Unavailable),
    /// The issuer's keys were not requested.
    NotAsked,
    /// The issuer lists keys at other addresses, and the badge names none of them.
    KeysElsewhere,
    /// The issuer's document lists no keys.
    NoKeysListed,
}

codes! { KeyReason as Key {
    Self::PublishedByHost { .. } => "published-by-host",
    Self::KeyOnly(_) => "key-only",
    Self::WrongIssuer => "wrong-issuer",
    Self::IssuerMalformed => "issuer-malformed",
    Self::UnknownKey => "unknown-key",
    Self::Withdrawn(_) => "key-withdrawn",
    Self::Expired(_) => "key-expired",
    Self::NotForBadges => "key-not-for-badges",
    Self::ControllerFragment => "key-controller-fragment",
    Self::WhichKey => "no-key-named",
    Self::OtherIdentifier => "issuer-mismatch",
    Self::KeyType => "key-type",
    Self::IssuerUnreadable => "issuer-unreadable",
    Self::KeyMalformed => "key-malformed",
    Self::Unresolvable(_) => "issuer-unresolvable",
    Self::Unreachable(_) | Self::NotAsked => "issuer-unreachable",
    Self::KeysElsewhere | Self::NoKeysListed => "issuer-lists-no-keys",
} }
