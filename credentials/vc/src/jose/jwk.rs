//! JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037): public keys only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::RsaKey;
use crate::multikey::PublicKey;

/// A public key for verification.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that cryptosuites use too.
    Curve(PublicKey),
    /// RSA, for tokens only.
    Rsa(RsaKey),
}

/// A public key as JSON, for signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwk {
    /// The key.
    pub key: Key,
    /// `kid`, its name.
    pub kid: Option<String>,
    /// `alg`: the only algorithm that it may be used with.
    pub alg: Option<String>,
    /// `iss`: its owner, on hosts with several issuers (Open Badges 3.0, section 8.2.4).
    pub iss: Option<String>,
}

/// Why a JSON value is not a usable key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwkError {
    /// The value has members of a private or a symmetric key.
    #[error("this is a secret key: it must never be published")]
    Private,
    /// A member is missing or malformed; the text is the member's name.
    #[error("the key's {0} is missing or malformed")]
    Member(&'static str),
    /// The key is of a kind or a curve that is not supported.
    #[error("the key is of a kind that is not supported")]
    Kind,
    /// The key is not a point of its curve, or is one of small order.
    #[error("the key is not a usable point of its curve")]
    Point,
    /// An RSA key outside 2048 to 8192 bits, or with an invalid exponent.
    #[error("the RSA key has a size that is not accepted")]
    Size,
    /// The key is declared for another use than verifying signatures.
    #[error("the key is not for verifying signatures")]
    Use,
}

/// Members of private keys (RFC 7518, section 6) and symmetric ones.
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

impl Jwk {
    /// Reads a key: OKP Ed25519, EC P-256 or P-384, RSA.
    ///
    /// # Errors
    /// [`JwkError`]; a key with any private member is refused whatever its other members.
    pub fn parse(value: &Value) -> Result<Self, JwkError> {
        let Value::Object(members) = value else { return Err(JwkError::Member("kty")) };
        if PRIVATE.iter().any(|name| members.contains_key(*name)) {
            return Err(JwkError::Private);
        }
        let optional = |name: &'static str| match members.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(JwkError::Member(name)),
        };
        if optional("use")?.is_some_and(|purpose| purpose != "sig") || !allows_verifying(value)? {
            return Err(JwkError::Use);
        }
        Ok(Self { key: key(value)?, kid: optional("kid")?, alg: optional("alg")?, iss: optional("iss")? })
    }
}

/// `key_ops`, when given, must have `verify` (RFC 7517, section 4.3).
fn allows_verifying(jwk: &Value) -> Result<bool, JwkError> {
    match jwk.get("key_ops") {
        None => Ok(true),
        Some(Value::Array(operations)) => Ok(operations.iter().any(|one| one.as_str() == Some("verify"))),
        Some(_) => Err(JwkError::Member("key_ops")),
    }
}

fn key(jwk: &Value) -> Result<Key, JwkError> {
    let text = |name: &'static str| jwk.get(name).and_then(Value::as_str).ok_or(JwkError::Member(name));
    match text("kty")? {
        "RSA" => {
            let key = RsaKey::new(&number(jwk, "n")?, &number(jwk, "e")?);
            return key.map(Key::Rsa).ok_or(JwkError::Size);
        }
        "OKP" if text("crv")? == "Ed25519" => PublicKey::from_ed25519(coordinate(jwk, "x")?),
        "EC" if text("crv")? == "P-256" => {
            let (x, y) = (coordinate::<32>(jwk, "x")?, coordinate::<32>(jwk, "y")?);
            p256::PublicKey::from_sec1_bytes(&[&[4][..], &x, &y].concat()).map_err(|_| JwkError::Point)?;
            PublicKey::from_p256(compressed(&x, &y)?)
        }
        "EC" if text("crv")? == "P-384" => {
            let (x, y) = (coordinate::<48>(jwk, "x")?, coordinate::<48>(jwk, "y")?);
            p384::PublicKey::from_sec1_bytes(&[&[4][..], &x, &y].concat()).map_err(|_| JwkError::Point)?;
            PublicKey::from_p384(compressed(&x, &y)?)
        }
        _ => return Err(JwkError::Kind),
    }
    .map(Key::Curve)
    .map_err(|_| JwkError::Point)
}

/// Base64url without padding; at most 1,400 characters, enough for an RSA modulus of 8192 bits.
fn bytes(jwk: &Value, name: &'static str) -> Result<Vec<u8>, JwkError> {
    let text = jwk.get(name).and_then(Value::as_str).filter(|text| text.len() <= 1400);
    text.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok()).ok_or(JwkError::Member(name))
}

/// A number without a leading zero byte (RFC 7518, section 2, `Base64urlUInt`).
fn number(jwk: &Value, name: &'static str) -> Result<Vec<u8>, JwkError> {
    bytes(jwk, name).map(|bytes| bytes.into_iter().skip_while(|byte| *byte == 0).collect())
}

/// A coordinate has all its bytes, including leading zeros (RFC 7518, section 6.2.1.2).
fn coordinate<const N: usize>(jwk: &Value, name: &'static str) -> Result<[u8; N], JwkError> {
    bytes(jwk, name)?.try_into().map_err(|_| JwkError::Member(name))
}

/// The compressed point of SEC 1: 2 or 3 by the last bit of `y`, then `x`.
fn compressed<const N: usize>(x: &[u8], y: &[u8]) -> Result<[u8; N], JwkError> {
    let sign = 2 + y.last().map_or(0, |byte| byte & 1);
    [&[sign][..], x].concat().try_into().map_err(|_| JwkError::Point)
}
