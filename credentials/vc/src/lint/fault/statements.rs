use serde::{Deserialize, Serialize};

use super::Name;
use crate::canonical::CanonicalError;

/// What is wrong with the statements that a signature would cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum StatementsFault {
    /// The document has no canonical form.
    Refused {
        /// The reason.
        error: CanonicalError,
        /// What to do.
        remedy: Remedy,
    },
    /// A second credential of the same issuer.
    SecondCredential,
    /// Statements of another kind of document, or of a second badge or status list.
    OtherKind,
}

/// What to do about a part that a signature would not cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Correct or remove it.
    Correct,
    /// Remove it, or embed the endorsement.
    EmbedEndorsement,
    /// Add the context of 1EdTech's extensions.
    AddExtensions,
    /// Add one of these to `type`.
    AddType(Vec<Name>),
}

fault_codes! { StatementsFault as Statements {
    Self::Refused { error: CanonicalError::UndefinedTerm(_), .. } => "undefined-term",
    Self::Refused { error: CanonicalError::UndefinedType(_), .. } => "undefined-type",
    Self::Refused { error: CanonicalError::InvalidId(_), .. } => "invalid-id",
    Self::Refused { error: CanonicalError::UnknownContext(_), .. } => "unknown-context",
    Self::Refused { error: CanonicalError::InlineContext, .. } => "inline-context",
    Self::Refused { error: CanonicalError::Language(_), .. } => "language",
    Self::Refused { error: CanonicalError::UnsafeNumber(_), .. } => "unsafe-number",
    Self::Refused { error: CanonicalError::EmptyMember, .. } => "empty-member",
    Self::Refused { error: CanonicalError::NoContext, .. } => "context",
    Self::Refused { error: CanonicalError::NoStatements, .. } => "no-statements",
    Self::Refused {
        error: CanonicalError::Processing(_) | CanonicalError::Unsupported(_) | CanonicalError::TooMuchWork,
        ..
    } => "not-signable",
    Self::SecondCredential => "second-credential",
    Self::OtherKind => "kind",
} }
