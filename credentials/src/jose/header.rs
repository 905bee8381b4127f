//! The header of a token (Open Badges 3.0, section 8.2.4.1): `alg`, `typ`, `kid` and `jwk`, and nothing else.

use serde_json::{Map, Value};

use super::{Jwk, Key, TokenError};
use crate::multikey::PublicKey;

/// Longest `kid`.
const MAX_KID: usize = 2048;

/// The algorithms that are accepted. `none` and those with a shared secret are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3).
    Rs256,
    /// ECDSA with P-256 and SHA-256 (RFC 7518, section 3.4).
    Es256,
    /// ECDSA with P-384 and SHA-384 (RFC 7518, section 3.4).
    Es384,
    /// Ed25519 (RFC 8037, section 3.1).
    EdDsa,
}

impl Algorithm {
    fn by_name(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            "ES384" => Some(Self::Es384),
            "EdDSA" => Some(Self::EdDsa),
            _ => None,
        }
    }

    /// Its name in `alg`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }

    /// Whether a key is of the kind that this algorithm takes.
    pub(super) fn fits(self, key: &Key) -> bool {
        matches!(
            (self, key),
            (Self::Rs256, Key::Rsa(_))
                | (Self::Es256, Key::Curve(PublicKey::P256(_)))
                | (Self::Es384, Key::Curve(PublicKey::P384(_)))
                | (Self::EdDsa, Key::Curve(PublicKey::Ed25519(_)))
        )
    }
}

/// Where the key of a token is to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyReference {
    /// `kid`: the address of a key, a key set or a controller document, or a DID URL.
    Named(String),
    /// `jwk`: the key itself. It is the issuer's only if the issuer publishes it.
    Embedded(Box<Jwk>),
    /// Neither, although Open Badges 3.0 demands one: nobody can tell which key to ask for. Such tokens are met (that of
    /// 1EdTech's own validator is one); they are read, and not verified.
    Missing,
}

/// Algorithm and key of a header.
pub(super) fn read(header: &Map<String, Value>) -> Result<(Algorithm, KeyReference), TokenError> {
    let allowed = ["alg", "typ", "kid", "jwk"];
    if let Some(other) = header.keys().find(|name| !allowed.contains(&name.as_str())) {
        return Err(TokenError::HeaderMember(other.clone()));
    }
    let text = |name: &'static str| match header.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(TokenError::Header(name)),
    };
    if text("typ")?.is_some_and(|kind| kind != "JWT") {
        return Err(TokenError::Header("typ"));
    }
    let name = text("alg")?.ok_or(TokenError::Header("alg"))?;
    let algorithm = Algorithm::by_name(name).ok_or_else(|| TokenError::Algorithm(name.to_owned()))?;
    let jwk = header.get("jwk").map(Jwk::parse).transpose()?;
    // With both, the key is looked up: that is the stronger statement, and the copy beside it adds nothing.
    match (text("kid")?, jwk) {
        (Some(kid), _) if kid.len() <= MAX_KID => Ok((algorithm, KeyReference::Named(kid.to_owned()))),
        (None, Some(jwk)) => Ok((algorithm, KeyReference::Embedded(Box::new(jwk)))),
        (None, None) => Ok((algorithm, KeyReference::Missing)),
        _ => Err(TokenError::Header("kid")),
    }
}
