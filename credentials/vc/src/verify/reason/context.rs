use crate::canonical::{CanonicalError, UnsupportedForm};
use crate::sanitizer::{ForeignAddress, ForeignText};

/// The result of the check of vocabularies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextReason {
    /// Known vocabularies define every term.
    KnownTerms,
    /// The signature of a token covers the text as it is.
    SignedAsText,
    /// Remark: the proof makes no statement about the direction of this text.
    DirectionNotSigned,
    /// The document names no vocabulary.
    NoContext,
    /// A context that is neither embedded nor vouched for.
    Unknown(ForeignAddress),
    /// A context that is written into the document.
    Inline,
    /// Remark: such a context among the further ones of a token.
    FurtherInline,
    /// A form that is not supported.
    Unsupported(UnsupportedForm),
    /// The document is too complex.
    TooMuchWork,
    /// A number that implementations do not write alike.
    UnsafeNumber(ForeignText),
    /// A member that no vocabulary defines.
    UndefinedTerm(ForeignText),
    /// A type that no vocabulary defines.
    UndefinedType(ForeignText),
    /// An identifier that is not absolute.
    InvalidId(ForeignText),
    /// The document breaks the rules of its vocabularies.
    NotJsonLd(CanonicalError),
}

codes! { ContextReason as Context {
    Self::KnownTerms => "known-terms",
    Self::SignedAsText => "signed-as-text",
    Self::DirectionNotSigned => "direction-not-signed",
    Self::NoContext => "no-context",
    Self::Unknown(_) | Self::FurtherInline => "unknown-context",
    Self::Inline => "inline-context",
    Self::Unsupported(_) => "unsupported-form",
    Self::TooMuchWork => "too-much-work",
    Self::UnsafeNumber(_) => "unsafe-number",
    Self::UndefinedTerm(_) => "undefined-term",
    Self::UndefinedType(_) => "undefined-type",
    Self::InvalidId(_) => "invalid-id",
    Self::NotJsonLd(_) => "not-json-ld",
} }
