//! Finds the key that a proof or a token names, in the places where its issuer can publish keys.
//!
//! For a `did:` issuer this is its document alone. For an `https` issuer it is its own document, an address that this
//! document lists, and for a token the key set of its authority. No other address of the host counts: many people
//! publish on one host, and so does an attacker who controls its web server.

use super::binding::{Keys, refused};
use super::check::{Check, CheckName};
use super::keyring::Keyring;
use super::need::Need;
use super::reason::KeyReason;
use crate::did::{DidDocument, DidError, KeyName, key_at_address};
use crate::jose::{Jwk, JwkError, KeySet, KeySetError, SetOwner, is_bare_authority, key_set_address};
use crate::time::Timestamp;

const NAME: CheckName = CheckName::IssuerBinding;
/// Maximum length of a key's address.
const MOST_ADDRESS: usize = 2048;

/// A place where keys are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The document of this identifier.
    Document(String),
    /// An address that an issuer's document lists.
    Address(String),
    /// The key set of an authority, at this address.
    KeySet(String),
}

impl Place {
    /// The need for this place, at `url`.
    pub(super) fn need(&self, url: &str) -> Need {
        match self {
            Self::Document(owner) => Need::DidDocument { url: url.to_owned(), did: owner.clone() },
            Self::Address(_) | Self::KeySet(_) => Need::KeySet { url: url.to_owned() },
        }
    }
}

/// A wanted key.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The identifier that must own the key.
    pub(super) signer: &'a str,
    /// The name of the key.
    pub(super) name: KeyName<'a>,
    /// The relationship under which the key must be listed.
    pub(super) relationship: &'a str,
    /// Whether the key signed a token.
    pub(super) in_token: bool,
    pub(super) now: Timestamp,
}

/// The result of a look-up.
pub(super) enum Found {
    /// The key, which its issuer publishes.
    Key(Box<Jwk>),
    /// No key counts, or none is known.
    Nothing(Box<Check>),
    /// This place must be read first.
    Unread(Place),
}

impl Found {
    fn nothing(check: Check) -> Self {
        Self::Nothing(Box::new(check))
    }
}

impl Wanted<'_> {
    /// Searches one place after the other. The first that holds the key decides.
    pub(super) fn look_up(&self, keyring: &Keyring) -> Found {
        let place = Place::Document(self.signer.to_owned());
        let document = match keyring.read(&place) {
            None => return Found::Unread(place),
            Some(Keys::Known(document)) => document,
            Some(Keys::Missing(check)) => return Found::nothing(check.clone()),
            Some(Keys::Served(_)) => return Found::nothing(not_asked()),
        };
        match document.find(self.name, self.relationship, self.now) {
            Ok(key) => return Found::Key(Box::new(Jwk { key, kid: None, alg: None, iss: None })),
            Err(DidError::UnknownKey) => {}
            Err(error) => return Found::nothing(refused(&error)),
        }
        if let Some(found) = self.at_listed_address(document, keyring) {
            return found;
        }
        match self.in_key_set(document, keyring) {
            Some(found) => found,
            None => Found::nothing(self.nowhere(document)),
        }
    }

    /// The key at its own address, if the document of an `https` issuer lists that address.
    fn at_listed_address(&self, document: &DidDocument, keyring: &Keyring) -> Option<Found> {
        let KeyName::Id(id) = self.name else { return None };
        let address = id.split('#').next().unwrap_or_default();
        let listed = self.signer.starts_with("https://")
            && is_address(address)
            && address != self.signer
            && document.refers_to(id, self.relationship);
        if !listed {
            return None;
        }
        let place = Place::Address(address.to_owned());
        match keyring.read(&place) {
            None => Some(Found::Unread(place)),
            Some(Keys::Served(bytes)) => match key_at_address(bytes, id, self.signer, self.now) {
                Err(DidError::UnknownKey) => None,
                Err(error) => Some(Found::nothing(refused(&error))),
                Ok(key) => {
                    Some(self.unless_withdrawn(document, Jwk { key, kid: None, alg: None, iss: None }))
                }
            },
            Some(Keys::Missing(check)) => Some(Found::nothing(check.clone())),
            Some(Keys::Known(_)) => Some(Found::nothing(not_asked())),
        }
    }

    /// The key in the key set of an `https` issuer's authority, which counts for tokens alone.
    fn in_key_set(&self, document: &DidDocument, keyring: &Keyring) -> Option<Found> {
        let address = key_set_address(self.signer).filter(|_| self.in_token)?;
        let has_unnamed =
            is_bare_authority(self.signer) || document.key_set_address() == Some(address.as_str());
        let owner = SetOwner { issuer: self.signer, has_unnamed };
        let place = Place::KeySet(address);
        let bytes = match keyring.read(&place) {
            None => return Some(Found::Unread(place)),
            Some(Keys::Served(bytes)) => bytes,
            Some(Keys::Missing(check)) => return Some(Found::nothing(check.clone())),
            Some(Keys::Known(_)) => return Some(Found::nothing(not_asked())),
        };
        let found = KeySet::parse(bytes).and_then(|set| match self.name {
            KeyName::Id(kid) => set.find(kid, owner),
            KeyName::Key(key) if set.holds(key, owner) => {
                Ok(Jwk { key: key.clone(), kid: None, alg: None, iss: None })
            }
            KeyName::Key(_) => Err(KeySetError::UnknownKey),
        });
        match found {
            Ok(jwk) => Some(self.unless_withdrawn(document, jwk)),
            // A key of another issuer does not count for this one.
            Err(KeySetError::UnknownKey | KeySetError::OtherIssuer) => None,
            Err(KeySetError::Jwk(JwkError::Kind)) => Some(Found::nothing(refused(&DidError::KeyType))),
            Err(KeySetError::Jwk(error)) => Some(Found::nothing(refused(&DidError::Jwk(error)))),
            Err(KeySetError::Malformed | KeySetError::TwoKeys) => {
                Some(Found::nothing(refused(&DidError::Malformed("the key set"))))
            }
        }
    }

    /// A key that the issuer's own document marks as revoked or expired does not count in any other place.
    fn unless_withdrawn(&self, document: &DidDocument, jwk: Jwk) -> Found {
        match document.allows(&jwk.key, self.now) {
            Ok(()) => Found::Key(Box::new(jwk)),
            Err(error) => Found::nothing(refused(&error)),
        }
    }

    /// All places were read, and none holds the key.
    fn nowhere(&self, document: &DidDocument) -> Check {
        let unread = matches!(self.name, KeyName::Key(_)) && document.refers_elsewhere(self.relationship);
        if document.lists_keys(self.relationship) && !unread {
            return refused(&DidError::UnknownKey);
        }
        Check::not_checked(NAME, if unread { KeyReason::KeysElsewhere } else { KeyReason::NoKeysListed })
    }
}

/// Whether the id of a key is under another identifier than the signer's, whose document would not count. The form of
/// an `https` id does not decide this, because the signer's document can list it. For a signer without a DID only its
/// own document shows that the key is another's: a Profile lists no keys, and other identifiers have no document.
pub(super) fn is_under_another(id: &str, signer: &str) -> bool {
    let owner = id.split('#').next().unwrap_or_default();
    let has_did = signer.is_empty() || signer.starts_with("did:");
    owner != signer && !is_address(owner) && (has_did || !owner.starts_with("did:"))
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://")
        && url.len() <= MOST_ADDRESS
        && !url.contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '@'))
}

/// The check for a place that was not read.
pub(super) fn not_asked() -> Check {
    Check::not_checked(NAME, KeyReason::NotAsked)
}
