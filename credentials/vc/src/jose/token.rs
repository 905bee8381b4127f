//! A badge as a compact JWS (Open Badges 3.0, section 8.2.4; RFC 7515, section 7.1).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::{Algorithm, HeaderRemark, Jwk, JwkError, Key, KeyReference, claims, header};
use crate::json::{Document, JsonError};
use crate::proof::check_signature;
use crate::work::Work;

/// Maximum length of a token: the same as for any input.
const MAX_TOKEN: usize = 8 * 1024 * 1024;

/// A parsed token: well-formed, with claims that agree with its credential. Its signature is not verified yet.
#[derive(Debug, Clone)]
pub struct Token {
    signed: String,
    signature: Vec<u8>,
    algorithm: Algorithm,
    key: KeyReference,
    remarks: Vec<HeaderRemark>,
    issuer: String,
    credential: Document,
}

/// Why a token is not good.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not three parts in base64url, of at most 8 MiB together.
    #[error("this is not a signed token: header, payload and signature in base64url, with dots between")]
    Form,
    /// Header or payload is not a strict JSON object.
    #[error("the token does not hold strict JSON")]
    Json(#[source] JsonError),
    /// Header or payload is JSON, but not an object.
    #[error("the token does not hold a JSON object")]
    NotAnObject,
    /// A member of the header is missing or malformed.
    #[error("the token's header has no usable {0}")]
    Header(&'static str),
    /// A member of the header that Open Badges 3.0 does not allow.
    #[error("the token's header has a member \"{0}\", which is not allowed")]
    HeaderMember(String),
    /// An algorithm that is not accepted; no fault of the credential, unless it is `none`.
    #[error("the token's algorithm \"{0}\" is not accepted")]
    Algorithm(String),
    /// The key is not usable.
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// A claim is malformed, or differs from the credential.
    #[error("the token's claim {0} says otherwise than the credential")]
    Claim(&'static str),
    /// A claim that Open Badges 3.0 requires is missing.
    #[error("the token has no claim {0}")]
    NoClaim(&'static str),
    /// The token contains a presentation (`vp`) and no credential.
    #[error("the token holds a presentation and no credential")]
    Presentation,
    /// A member of a credential is next to the credential under `vc`, so the token is ambiguous.
    #[error("the token has a \"{0}\" beside the credential in it")]
    TwoLayers(&'static str),
    /// The key does not match the kind of the algorithm, or is declared for another algorithm.
    #[error("the key does not fit the token's algorithm")]
    KeyKind,
    /// The signature does not have the form of its algorithm (RFC 7518, section 3.4; RFC 8037, section 3.1): it is in
    /// DER, or truncated.
    #[error("the token's signature is not in the form of its algorithm")]
    SignatureForm,
    /// The signature is not by this key over this token.
    #[error("the signature does not match the token")]
    Signature,
}

impl TokenError {
    /// The problem type that RFC 9457 requires (VC Data Model 2.0, section 7.1).
    #[must_use]
    pub fn problem_type(&self) -> &'static str {
        match self {
            Self::Form | Self::Json(_) | Self::NotAnObject => {
                "https://www.w3.org/TR/vc-data-model#PARSING_ERROR"
            }
            Self::Header(_)
            | Self::HeaderMember(_)
            | Self::Claim(_)
            | Self::NoClaim(_)
            | Self::TwoLayers(_)
            | Self::Presentation => "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR",
            Self::Algorithm(_) | Self::Jwk(_) | Self::KeyKind | Self::SignatureForm | Self::Signature => {
                "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"
            }
        }
    }
}

impl Token {
    /// Reads a token; surrounding white space is allowed, because files end with a line break.
    ///
    /// # Errors
    /// [`TokenError`], all but [`TokenError::KeyKind`], [`TokenError::SignatureForm`] and [`TokenError::Signature`].
    pub fn parse(compact: &str) -> Result<Self, TokenError> {
        Self::parse_within(compact, &Work::default())
    }

    /// As [`Token::parse`], within a budget: see [`Document::parse_within`].
    ///
    /// # Errors
    /// As [`Token::parse`].
    pub fn parse_within(compact: &str, work: &Work) -> Result<Self, TokenError> {
        Self::parse_by(compact, work, claims::read)
    }

    /// As [`Token::parse`], for a credential that is not an Open Badge: the claims that Open Badges 3.0 requires may
    /// be absent (VC-JOSE-COSE, section 3.1.3). Those present are binding all the same.
    ///
    /// # Errors
    /// As [`Token::parse`].
    pub fn parse_with_optional_claims(compact: &str) -> Result<Self, TokenError> {
        Self::parse_by(compact, &Work::default(), claims::read_optional)
    }

    fn parse_by(
        compact: &str,
        work: &Work,
        claims: impl FnOnce(Map<String, Value>) -> Result<(String, Value), TokenError>,
    ) -> Result<Self, TokenError> {
        let compact = compact.trim();
        if compact.len() > MAX_TOKEN {
            return Err(TokenError::Form);
        }
        let (signed, signature) = compact.rsplit_once('.').ok_or(TokenError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(TokenError::Form)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Form);
        let object = |part: &str| {
            let document = Document::parse_within(&decode(part)?, work).map_err(TokenError::Json)?;
            match document.into_value() {
                Value::Object(members) => Ok(members),
                _ => Err(TokenError::NotAnObject),
            }
        };
        let header = header::read(&object(header)?)?;
        let (issuer, credential) = claims(object(payload)?)?;
        // Parsed strictly once more, so that a credential from a token has the limits of any other.
        let credential = credential.to_string();
        let credential = Document::parse_within(credential.as_bytes(), work).map_err(TokenError::Json)?;
        let signature = decode(signature)?;
        Ok(Self {
            signed: signed.to_owned(),
            signature,
            algorithm: header.algorithm,
            key: header.key,
            remarks: header.remarks,
            issuer,
            credential,
        })
    }

    /// The credential, without the token's claims.
    #[must_use]
    pub fn credential(&self) -> &Document {
        &self.credential
    }

    /// The credential, by value.
    #[must_use]
    pub fn into_credential(self) -> Document {
        self.credential
    }

    /// `iss`, which is the credential's issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// `alg`.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The source of its key.
    #[must_use]
    pub fn key(&self) -> &KeyReference {
        &self.key
    }

    /// The deviations of its header from Open Badges 3.0.
    #[must_use]
    pub fn header_remarks(&self) -> &[HeaderRemark] {
        &self.remarks
    }

    /// Whether this key signed the token.
    ///
    /// # Errors
    /// [`TokenError::KeyKind`] when the key is of another kind than `alg`, whatever the signature;
    /// [`TokenError::SignatureForm`]; [`TokenError::Signature`].
    pub fn verify(&self, jwk: &Jwk) -> Result<(), TokenError> {
        let other_algorithm = jwk.alg.as_deref().is_some_and(|named| named != self.algorithm.name());
        if other_algorithm || !self.algorithm.fits(&jwk.key) {
            return Err(TokenError::KeyKind);
        }
        if self.algorithm.signature_length().is_some_and(|length| length != self.signature.len()) {
            return Err(TokenError::SignatureForm);
        }
        let message = self.signed.as_bytes();
        let good = match &jwk.key {
            Key::Curve(key) => check_signature(message, &self.signature, key).is_ok(),
            Key::Rsa(key) => key.verifies(message, &self.signature),
        };
        if good { Ok(()) } else { Err(TokenError::Signature) }
    }
}
