//! Open Badges 2.0, recognised and read for import; never verified.
//!
//! The location of such a badge is its proof: the verifier fetches the assertion from its own address, then the badge
//! class, then the issuer. [`Assertion::needed`] lists those addresses. Everything that [`read`] returns is a claim
//! of the file's author.

mod assertion;
mod badge_class;
mod fields;

pub use assertion::{Assertion, Evidence, Recipient, Verification};
pub use badge_class::{Alignment, BadgeClass, Issuer};

use crate::json::{Document, JsonError};

/// A part of a badge: embedded, or named by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<T> {
    /// Written out.
    Embedded(Box<T>),
    /// To be fetched from this address.
    At(String),
}

/// The kinds of text that an older badge holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baked {
    /// An assertion as JSON.
    Assertion(Box<Assertion>),
    /// Only the address of a hosted assertion: the form of the earliest baked pictures.
    Address(String),
    /// An assertion inside a compact JWS (`SignedBadge`), which is not opened here.
    Signed,
}

/// Why a text is not a badge of Open Badges 2.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is not strict JSON.
    #[error("the assertion cannot be read: {0}")]
    Json(#[from] JsonError),
    /// It is JSON, but not an `Assertion` of Open Badges 1 or 2.
    #[error("this JSON is no assertion of Open Badges 2")]
    NotAnAssertion,
}

/// Reads the JSON of an assertion of Open Badges 2.0, or of 1.1, whose members are similar enough.
///
/// # Errors
/// [`ReadError`]. A member of the wrong kind counts as absent: import shows the rest, and a person decides.
pub fn read(json: &[u8]) -> Result<Assertion, ReadError> {
    Assertion::of(Document::parse(json)?.value()).ok_or(ReadError::NotAnAssertion)
}

/// Reads the text of a picture: JSON, an address, or a signed token.
///
/// # Errors
/// As [`read`].
pub fn read_baked(text: &str) -> Result<Baked, ReadError> {
    if let Some(reference) = reference(text) {
        return Ok(reference);
    }
    read(text.trim().as_bytes()).map(|assertion| Baked::Assertion(Box::new(assertion)))
}

/// The kind of a text that is not JSON: an address or a signed token.
pub(crate) fn reference(text: &str) -> Option<Baked> {
    let text = text.trim();
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    if is_address && !text.contains(char::is_whitespace) {
        return Some(Baked::Address(text.to_owned()));
    }
    if text.starts_with("ey") && text.split('.').count() == 3 {
        return Some(Baked::Signed);
    }
    None
}
