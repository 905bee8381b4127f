//! A JSON Web Key Set: `/.well-known/jwks.json` of an issuer's authority, for tokens alone (RFC 7517, section 5; Open
//! Badges 3.0, section 8.2.4).

use serde_json::Value;

use super::{Jwk, JwkError, Key};
use crate::json::Document;

/// Maximum number of keys of a set that are read.
const MOST_KEYS: usize = 256;

/// The keys of a set, or a key published alone.
#[derive(Debug, Clone)]
pub struct KeySet(Vec<Value>);

/// The issuer whose keys are wanted from a set. Many issuers can share the authority of a set.
#[derive(Debug, Clone, Copy)]
pub struct SetOwner<'a> {
    /// The issuer: a key with this `iss` is its own.
    pub issuer: &'a str,
    /// Whether keys without `iss` are its own too.
    pub has_unnamed: bool,
}

/// Why a key was not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Neither a key nor a key set.
    #[error("this is neither a key nor a list of keys")]
    Malformed,
    /// The set has no key of that name.
    #[error("there is no key of that name")]
    UnknownKey,
    /// The set has two keys of that name.
    #[error("two keys have that name")]
    TwoKeys,
    /// The key belongs to another issuer, or has no `iss` where several issuers share the set.
    #[error("the key belongs to another issuer")]
    OtherIssuer,
    /// The key is not usable.
    #[error(transparent)]
    Jwk(#[from] JwkError),
}

impl KeySet {
    /// Reads the fetched bytes.
    ///
    /// # Errors
    /// [`KeySetError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, KeySetError> {
        let value = Document::parse(bytes).map_err(|_| KeySetError::Malformed)?.into_value();
        match value.get("keys") {
            Some(Value::Array(keys)) if keys.len() <= MOST_KEYS => Ok(Self(keys.clone())),
            None if value.get("kty").is_some() => Ok(Self(vec![value])),
            _ => Err(KeySetError::Malformed),
        }
    }

    /// The key that a token names by `kid`, among those of its issuer.
    ///
    /// A key's own `kid` is the whole `kid` of the token or its fragment; a single key may have none.
    ///
    /// # Errors
    /// [`KeySetError`].
    pub fn find(&self, kid: &str, owner: SetOwner<'_>) -> Result<Jwk, KeySetError> {
        let fragment = kid.split_once('#').map(|(_, fragment)| fragment);
        let alone = self.0.len() == 1 && fragment.is_none();
        let is_it = |key: &&Value| match key.get("kid") {
            Some(named) => named.as_str().is_some_and(|named| named == kid || Some(named) == fragment),
            None => alone,
        };
        let named: Vec<&Value> = self.0.iter().filter(is_it).collect();
        let mut own = named.iter().filter(|key| owner.owns(key));
        match (own.next(), own.next()) {
            (Some(key), None) => Ok(Jwk::parse(key)?),
            (Some(_), Some(_)) => Err(KeySetError::TwoKeys),
            (None, _) if named.is_empty() => Err(KeySetError::UnknownKey),
            (None, _) => Err(KeySetError::OtherIssuer),
        }
    }

    /// Whether a key embedded in a token (`jwk`) is one of its issuer's.
    #[must_use]
    pub fn holds(&self, key: &Key, owner: SetOwner<'_>) -> bool {
        let own = self.0.iter().filter(|one| owner.owns(one));
        own.filter_map(|one| Jwk::parse(one).ok()).any(|one| one.key == *key)
    }
}

impl SetOwner<'_> {
    fn owns(&self, key: &Value) -> bool {
        match key.get("iss") {
            None => self.has_unnamed,
            Some(iss) => iss.as_str() == Some(self.issuer),
        }
    }
}

/// The address of the key set of an `https` issuer, at the authority of its identifier; none for other identifiers.
#[must_use]
pub fn key_set_address(issuer: &str) -> Option<String> {
    let rest = issuer.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = !authority.is_empty() && !authority.contains(['@', '\\', ' ']);
    plain.then(|| format!("https://{}/.well-known/jwks.json", authority.to_ascii_lowercase()))
}

/// Whether an `https` issuer is the authority itself, and not one of the issuers below it.
#[must_use]
pub fn is_bare_authority(issuer: &str) -> bool {
    let rest = issuer.strip_prefix("https://").unwrap_or_default();
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    !authority.is_empty() && !authority.contains(['/', '?', '#', '@', '\\', ' '])
}
