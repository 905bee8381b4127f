//! Baking: putting a signed credential into the picture of its badge and taking it out again
//! (Open Badges 3.0, section 5.3).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::json::{Document, JsonError};
use crate::work::{TooMuchWork, Work};

mod found;
mod open;
pub mod png;
pub mod svg;

pub use open::{Container, MAX_INPUT, OpenError, Opened, open, open_within};

/// The contents of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extracted {
    /// The text of a credential: JSON with an embedded proof, or a compact JWS.
    Credential(String),
    /// A credential in a place that Open Badges 3.0 does not define: under the keyword or in the element of Open
    /// Badges 2, in another kind of text chunk, compressed, or in an element of another namespace.
    Misplaced(String),
    /// An Open Badges 2 assertion: its text, or the address where it is hosted.
    OpenBadges2(String),
    /// A picture without a badge.
    JustAPicture,
}

/// A picture from which badges were removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<T> {
    /// The picture without them.
    pub picture: T,
    /// Whether there was one.
    pub held_badge: bool,
}

/// What is baked into a picture to try it.
const SAMPLE: &str = r#"{"type":["VerifiableCredential"],"name":"“A & B” <é>"}"#;

/// Why a credential cannot be put into a picture or taken out of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BakeError {
    /// The text to bake is neither a JSON object nor a compact JWS.
    #[error("what should be baked in is neither the JSON of a credential nor a signed token")]
    NotACredential,
    /// The picture does not begin with the PNG signature.
    #[error("this is not a PNG picture")]
    NotPng,
    /// The PNG is cut off, or has no `IEND`.
    #[error("the PNG picture is cut off")]
    Truncated,
    /// A PNG chunk is out of order, too long, or its check sum is wrong.
    #[error("the PNG picture is damaged: {0}")]
    Damaged(ChunkFault),
    /// The text of the credential in the PNG cannot be read, or its text in the SVG contains elements.
    #[error("the badge in the picture is not stored as plain text")]
    NotPlainText,
    /// The picture is not a well-formed XML document with `<svg>` as its root.
    #[error("this is not a well-formed SVG picture")]
    NotSvg,
    /// The SVG defines entities, which could hide or multiply content.
    #[error("the SVG picture defines entities, which are not accepted")]
    Entities,
    /// The picture holds more than one credential, and a reader could take either.
    #[error("the picture holds more than one badge")]
    SeveralCredentials,
    /// The picture is larger than [`MAX_INPUT`].
    #[error("the picture is larger than 8 MiB")]
    TooLarge,
    /// Our own limit, no fault of the badge: the SVG exceeds [`crate::xml::Limits`], the compressed texts of the PNG
    /// exceed 8 MiB, or a possible badge exceeds [`Work::LIMIT`] or is nested too deep.
    #[error("the picture is too complex to check")]
    TooComplex,
}

/// What is wrong with a chunk of a PNG.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChunkFault {
    /// Its name is not four letters.
    #[error("a chunk has no valid name")]
    NoName,
    /// The check sum of the chunk of this name is wrong.
    #[error("the check sum of {0} is wrong")]
    CheckSum(String),
    /// The first chunk is not the header.
    #[error("it does not begin with its header")]
    NoHeader,
}

impl From<TooMuchWork> for BakeError {
    fn from(_: TooMuchWork) -> Self {
        Self::TooComplex
    }
}

/// The forms that may be baked in.
enum Form {
    /// JSON with an embedded proof.
    Json,
    /// A compact JWS (VC-JWT).
    Token,
}

/// The form of a credential's text; none when it is neither.
fn form(credential: &str) -> Option<Form> {
    if serde_json::from_str::<serde_json::Map<String, Value>>(credential).is_ok() {
        return Some(Form::Json);
    }
    is_compact_jws(credential).then_some(Form::Token)
}

/// Whether a text is a verifiable credential (JSON, or a token that holds one) and not an assertion of Open Badges 2.
///
/// JSON that can be read in two ways counts as one: another reader may find a credential in it.
///
/// # Errors
/// [`BakeError::TooComplex`] when the budget is used up, or the text is nested too deep.
fn is_verifiable_credential(text: &str, work: &Work) -> Result<bool, BakeError> {
    if !is_compact_jws(text) {
        return holds(text.as_bytes(), work, is_credential);
    }
    let payload = text.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let is_token_of_one =
        |payload: &Value| is_credential(payload) || payload.get("vc").is_some_and(is_credential);
    payload.map_or(Ok(false), |payload| holds(&payload, work, is_token_of_one))
}

fn holds(json: &[u8], work: &Work, is_one: impl FnOnce(&Value) -> bool) -> Result<bool, BakeError> {
    match Document::parse_within(json, work) {
        Ok(document) => Ok(is_one(document.value())),
        Err(error) if error.is_a_bound() => Err(BakeError::TooComplex),
        Err(error) => Ok(matches!(error, JsonError::DuplicateMember(_) | JsonError::UnsafeNumber(_))),
    }
}

fn is_credential(value: &Value) -> bool {
    let kinds = value.get("type");
    let is_name = |kind: &Value| kind.as_str() == Some("VerifiableCredential");
    kinds.is_some_and(|kinds| kinds.as_array().map_or(is_name(kinds), |list| list.iter().any(is_name)))
}

/// Three parts in base64url, the first of which begins like `{"`.
pub(crate) fn is_compact_jws(text: &str) -> bool {
    let base64url = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    text.starts_with("ey") && text.split('.').count() == 3 && text.split('.').all(base64url)
}
