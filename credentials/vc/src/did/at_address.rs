//! A key at an address of its own (Controlled Identifiers 1.0, sections 2.2 and 3.3; Open Badges 3.0, section 8.5,
//! "Dereferencing the Public Key").

use serde_json::Value;

use super::{DidError, method};
use crate::jose::{Jwk, Key};
use crate::json::Document;
use crate::time::Timestamp;

/// The key with the id `id` in the document at the address that the id begins with: a verification method, a
/// controller document, a JSON Web Key, or a set of them. In each form, its `controller` must be `issuer`.
///
/// # Errors
/// [`DidError::Malformed`] for any other form; [`DidError::UnknownKey`] when it holds no key of that id;
/// [`DidError::WrongController`] and the other steps of [`DidDocument::key_for`](super::DidDocument::key_for).
pub fn key_at_address(bytes: &[u8], id: &str, issuer: &str, now: Timestamp) -> Result<Key, DidError> {
    let value = Document::parse(bytes).map_err(|_| DidError::Malformed("it is not JSON"))?.into_value();
    let (address, fragment) = id.split_once('#').map_or((id, None), |(address, name)| (address, Some(name)));
    let is_named = |method: &&Value| {
        let named = method.get("id").and_then(Value::as_str).unwrap_or_default();
        named == id || (fragment.is_some() && named.strip_prefix('#') == fragment)
    };
    let is_jwk = |jwk: &&Value| match jwk.get("kid") {
        None => fragment.is_none(),
        Some(kid) => kid.as_str().is_some_and(|kid| kid == id || Some(kid) == fragment),
    };
    let found: Vec<&Value> = match (value.get("keys"), value.get("verificationMethod")) {
        (Some(Value::Array(keys)), _) => keys.iter().filter(is_jwk).collect(),
        (None, Some(Value::Array(methods))) => {
            // The id of the document is its address, so that no other document's methods are accepted at this
            // address.
            let owned = value.get("id").and_then(Value::as_str) == Some(address);
            methods.iter().filter(|_| owned).filter(is_named).collect()
        }
        (Some(_), _) | (None, Some(_)) => {
            return Err(DidError::Malformed("a list of keys is not an array"));
        }
        (None, None) if value.get("kty").is_some() => Some(&value).filter(is_jwk).into_iter().collect(),
        (None, None) => Some(&value).filter(is_named).into_iter().collect(),
    };
    match found.as_slice() {
        [] => Err(DidError::UnknownKey),
        [first, rest @ ..] if rest.iter().any(|other| other != first) => {
            Err(DidError::Malformed("two keys have one id"))
        }
        [first, ..] if first.get("kty").is_some() => {
            method::check_controller(first, issuer)?;
            method::check_period(first, now)?;
            Ok(Jwk::parse(first)?.key)
        }
        [first, ..] => method::read(first, issuer, now),
    }
}
