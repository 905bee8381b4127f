//! The header of a token (Open Badges 3.0, section 8.2.4.1). The standard allows only `alg`, `typ`, `kid` and `jwk`.
//! Deviations that do not change the signed bytes are accepted with a remark.

use serde_json::{Map, Value};

use super::{Jwk, Key, TokenError};
use crate::multikey::PublicKey;

/// Maximum length of a `kid`.
const MAX_KID: usize = 2048;

/// The accepted algorithms. `none` and those with a shared secret are not among them.
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

    /// Length of a signature in bytes, where the algorithm fixes it.
    pub(super) const fn signature_length(self) -> Option<usize> {
        match self {
            Self::Rs256 => None,
            Self::Es256 | Self::EdDsa => Some(64),
            Self::Es384 => Some(96),
        }
    }

    /// Whether a key is of the algorithm's kind.
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

/// The source of a token's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyReference {
    /// `kid`: the address of a key, a key set or a controller document, or a DID URL.
    Named(String),
    /// `jwk`: the key itself. It is the issuer's only if the issuer publishes it.
    Embedded(Box<Jwk>),
    /// Neither, although Open Badges 3.0 requires one: the key is unknown. Such tokens exist (that of 1EdTech's own
    /// validator is one); they are read, and not verified.
    Missing,
}

/// A deviation of a header from Open Badges 3.0 that does not change its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderRemark {
    /// `typ` is not `JWT`.
    Type(String),
    /// A member that Open Badges 3.0 does not define. It is ignored.
    Member(String),
}

/// The contents of a header.
pub(super) struct Header {
    pub(super) algorithm: Algorithm,
    pub(super) key: KeyReference,
    pub(super) remarks: Vec<HeaderRemark>,
}

/// Reads a header. `crit` and `b64` would change the signed bytes or must be understood (RFC 7515, section 4.1.11;
/// RFC 7797), so they are refused.
pub(super) fn read(header: &Map<String, Value>) -> Result<Header, TokenError> {
    if let Some(name) = ["crit", "b64"].into_iter().find(|name| header.contains_key(*name)) {
        return Err(TokenError::HeaderMember(name.to_owned()));
    }
    let allowed = ["alg", "typ", "kid", "jwk"];
    let others = header.keys().filter(|name| !allowed.contains(&name.as_str()));
    let mut remarks: Vec<HeaderRemark> = others.cloned().map(HeaderRemark::Member).collect();
    let text = |name: &'static str| match header.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(TokenError::Header(name)),
    };
    if let Some(kind) = text("typ")?.filter(|kind| *kind != "JWT") {
        remarks.push(HeaderRemark::Type(kind.to_owned()));
    }
    let name = text("alg")?.ok_or(TokenError::Header("alg"))?;
    let algorithm = Algorithm::by_name(name).ok_or_else(|| TokenError::Algorithm(name.to_owned()))?;
    let jwk = header.get("jwk").map(Jwk::parse).transpose()?;
    // With both, the key is looked up: that is the stronger statement, and the embedded copy adds nothing.
    let key = match (text("kid")?, jwk) {
        (Some(kid), _) if kid.len() <= MAX_KID => KeyReference::Named(kid.to_owned()),
        (None, Some(jwk)) => KeyReference::Embedded(Box::new(jwk)),
        (None, None) => KeyReference::Missing,
        _ => return Err(TokenError::Header("kid")),
    };
    Ok(Header { algorithm, key, remarks })
}
