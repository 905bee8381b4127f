//! Keys that were published: one key, a key set, or a controller document (RFC 7517; Controlled Identifiers 1.0).

use serde_json::Value;

use super::{Jwk, JwkError, Key};
use crate::did::{DidDocument, DidError, did_web_document_url};
use crate::json::Document;
use crate::time::Timestamp;

/// Most keys of a set that are looked at.
const MOST_KEYS: usize = 256;

/// What was published at an address.
#[derive(Debug, Clone)]
pub enum KeySet {
    /// Keys as JSON: one, or several in a set.
    Keys(Vec<Value>),
    /// A controller document.
    Document(DidDocument),
}

/// Why a key was not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Neither a key, nor a key set, nor a controller document.
    #[error("this is neither a key nor a list of keys")]
    Malformed,
    /// No key of that name.
    #[error("there is no key of that name")]
    UnknownKey,
    /// Two keys of that name.
    #[error("two keys have that name")]
    TwoKeys,
    /// The key says that it belongs to another issuer.
    #[error("the key belongs to another issuer")]
    OtherIssuer,
    /// The key is no key that can be used.
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// The controller document does not have it.
    #[error(transparent)]
    Did(#[from] DidError),
}

impl KeySet {
    /// Reads what was fetched; `id` is the address that it was fetched from, without a fragment, or the DID whose document
    /// it must be.
    ///
    /// # Errors
    /// [`KeySetError::Malformed`], [`KeySetError::Did`].
    pub fn parse(bytes: &[u8], id: &str) -> Result<Self, KeySetError> {
        let value = Document::parse(bytes).map_err(|_| KeySetError::Malformed)?.into_value();
        if value.get("kty").is_some() {
            return Ok(Self::Keys(vec![value]));
        }
        match value.get("keys") {
            Some(Value::Array(keys)) if keys.len() <= MOST_KEYS => Ok(Self::Keys(keys.clone())),
            Some(_) => Err(KeySetError::Malformed),
            None => Ok(Self::Document(DidDocument::parse(bytes, id)?)),
        }
    }

    /// The key that a token names by `kid`, for a credential of `issuer`, at the time `now`.
    ///
    /// In a key set a key's own `kid` is the whole `kid` or its fragment; a single key may have none. A key with `iss` is
    /// that issuer's alone. In a controller document it must be listed under `assertionMethod`, not expired, not revoked.
    ///
    /// # Errors
    /// [`KeySetError`].
    pub fn find(&self, kid: &str, issuer: &str, now: Timestamp) -> Result<Jwk, KeySetError> {
        let keys = match self {
            Self::Keys(keys) => keys,
            Self::Document(document) => {
                let key = document.token_key_for(kid, "assertionMethod", now)?;
                return Ok(Jwk { key, kid: Some(kid.to_owned()), alg: None, iss: None });
            }
        };
        let fragment = kid.split_once('#').map(|(_, fragment)| fragment);
        let alone = keys.len() == 1 && fragment.is_none();
        let is_it = |key: &&Value| match key.get("kid") {
            Some(named) => named.as_str().is_some_and(|named| named == kid || Some(named) == fragment),
            None => alone,
        };
        let mut found = keys.iter().filter(is_it);
        let key = Jwk::parse(found.next().ok_or(KeySetError::UnknownKey)?)?;
        if found.next().is_some() {
            return Err(KeySetError::TwoKeys);
        }
        if key.iss.as_deref().is_some_and(|iss| iss != issuer) {
            return Err(KeySetError::OtherIssuer);
        }
        Ok(key)
    }

    /// Whether a key that a token brought along (`jwk`) is published here as one of `issuer`.
    #[must_use]
    pub fn holds(&self, key: &Key, issuer: &str, now: Timestamp) -> bool {
        match self {
            Self::Keys(keys) => keys
                .iter()
                .filter_map(|one| Jwk::parse(one).ok())
                .any(|one| one.key == *key && one.iss.as_deref().is_none_or(|iss| iss == issuer)),
            Self::Document(document) => document.id() == issuer && document.asserts_with(key, now),
        }
    }
}

/// Whether an https address is at the very host that an issuer's identifier names: then who answers for the host answers
/// for both. Port and all; `did:key` and other identifiers without a host never.
#[must_use]
pub fn is_at_host_of(url: &str, issuer: &str) -> bool {
    let document = if issuer.starts_with("did:web:") { did_web_document_url(issuer).ok() } else { None };
    let own = authority(document.as_deref().unwrap_or(issuer));
    own.is_some() && authority(url) == own
}

fn authority(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!authority.is_empty() && !authority.contains(['@', '\\'])).then(|| authority.to_ascii_lowercase())
}
