//! One verification method: the form of its key, and its period of validity (Controlled Identifiers 1.0, section
//! 2.2).

use serde_json::Value;

use super::DidError;
use crate::jose::{Jwk, Key};
use crate::multikey::{MultikeyError, PublicKey};
use crate::time::Timestamp;

/// Maximum length of a `publicKeyBase58`: 32 bytes take at most 44 characters.
const MAX_BASE58: usize = 44;

/// The key of a method whose controller is this one, at time `now`.
pub(super) fn read(method: &Value, controller: &str, now: Timestamp) -> Result<Key, DidError> {
    check_controller(method, controller)?;
    check_period(method, now)?;
    key(method)
}

/// Refuses a key of another controller.
pub(super) fn check_controller(method: &Value, controller: &str) -> Result<(), DidError> {
    let named = method.get("controller").and_then(Value::as_str).unwrap_or_default();
    match named.split_once('#') {
        _ if named == controller => Ok(()),
        Some((owner, _)) if owner == controller => Err(DidError::ControllerFragment),
        _ => Err(DidError::WrongController),
    }
}

/// Refuses a key that was revoked by `now`, or had expired.
pub(super) fn check_period(method: &Value, now: Timestamp) -> Result<(), DidError> {
    if let Some(revoked) = moment(method, "revoked")?.filter(|revoked| *revoked <= now) {
        return Err(DidError::Revoked(revoked));
    }
    match moment(method, "expires")?.filter(|expires| *expires <= now) {
        Some(expires) => Err(DidError::Expired(expires)),
        None => Ok(()),
    }
}

fn moment(method: &Value, name: &str) -> Result<Option<Timestamp>, DidError> {
    let malformed = DidError::Malformed("a key's date is not a date and time");
    match method.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Timestamp::parse_or_utc(text).map(Some).map_err(|_| malformed),
        Some(_) => Err(malformed),
    }
}

/// The key, by the type of the method: `Multikey` and `JsonWebKey`, and the older types that are still in use.
pub(super) fn key(method: &Value) -> Result<Key, DidError> {
    let text = |name: &str| method.get(name).and_then(Value::as_str);
    let jwk = method.get("publicKeyJwk");
    if jwk.is_some() && method.get("publicKeyMultibase").is_some() {
        return Err(DidError::Malformed("a key is written in two ways"));
    }
    match text("type").unwrap_or_default() {
        "Multikey" => multikey(text("publicKeyMultibase")).map(Key::Curve),
        "JsonWebKey" | "JsonWebKey2020" => {
            let jwk = jwk.ok_or(DidError::Malformed("a key has no publicKeyJwk"))?;
            Ok(Jwk::parse(jwk)?.key)
        }
        "Ed25519VerificationKey2020" => match multikey(text("publicKeyMultibase"))? {
            key @ PublicKey::Ed25519(_) => Ok(Key::Curve(key)),
            PublicKey::P256(_) | PublicKey::P384(_) => Err(DidError::KeyType),
        },
        "Ed25519VerificationKey2018" => base58(text("publicKeyBase58")).map(Key::Curve),
        _ => Err(DidError::KeyType),
    }
}

fn multikey(text: Option<&str>) -> Result<PublicKey, DidError> {
    match PublicKey::parse(text.ok_or(DidError::Malformed("a key has no publicKeyMultibase"))?) {
        // A valid key of an unknown kind, such as secp256k1.
        Err(MultikeyError::Kind) => Err(DidError::KeyType),
        read => Ok(read?),
    }
}

/// The 32 bytes of an Ed25519 key, without header or multibase letter.
fn base58(text: Option<&str>) -> Result<PublicKey, DidError> {
    let text = text.ok_or(DidError::Malformed("a key has no publicKeyBase58"))?;
    let bytes = (text.len() <= MAX_BASE58).then(|| bs58::decode(text).into_vec().ok()).flatten();
    let bytes = bytes.ok_or(MultikeyError::Encoding)?.try_into().map_err(|_| MultikeyError::Length)?;
    Ok(PublicKey::from_ed25519(bytes)?)
}
