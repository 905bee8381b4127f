//! From a JSON-LD document to the text that is hashed: strict expansion, RDF, RDFC-1.0.
//!
//! The rule of this module: a document becomes statements as a whole, or not at all. JSON-LD silently drops unknown
//! members. A dropped member is not signed, and anybody may change it. So each such case is an error here, and the
//! step from expanded document to RDF is written out so that it cannot drop anything.

pub mod dataset;
mod fast;
pub mod guard;
pub mod literal;
mod rdfc;
mod unsupported;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use fast::covers;
pub use rdfc::{RdfcHash, canonicalise};
pub use unsupported::UnsupportedForm;

use self::dataset::Dataset;
use crate::work::{TooMuchWork, Work, units};

/// Why a document has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum CanonicalError {
    /// The document is not an object, or has no `@context`.
    #[error("the document has no @context")]
    NoContext,
    /// A context that is not pinned. It is never fetched.
    #[error("the context {0} is not known here")]
    UnknownContext(String),
    /// A context that is written into the document itself.
    #[error("the document brings definitions of its own in @context")]
    InlineContext,
    /// A member that no context defines: the signature would not cover it.
    #[error("the member \"{0}\" is defined by no context, so no signature covers it")]
    UndefinedTerm(String),
    /// A `type` that no context defines.
    #[error("the type \"{0}\" is defined by no context, so no signature covers it")]
    UndefinedType(String),
    /// An identifier that is not an absolute URI.
    #[error("\"{0}\" is not an absolute identifier, so no signature covers it")]
    InvalidId(String),
    /// A language tag that is not well-formed.
    #[error("\"{0}\" is not a language tag")]
    Language(String),
    /// A number that implementations do not write alike.
    #[error("the number {0} is outside what every implementation writes alike")]
    UnsafeNumber(String),
    /// A member whose name is empty.
    #[error("a member has an empty name")]
    EmptyMember,
    /// The document makes no statement.
    #[error("the document states nothing")]
    NoStatements,
    /// JSON-LD or the contexts forbid it.
    #[error("the document breaks the rules of its contexts: {0}")]
    Processing(String),
    /// A form that is legal but not covered here; no fault of the document.
    #[error("the document uses {0}, which is not supported")]
    Unsupported(UnsupportedForm),
    /// More work than a badge can need; no fault of the document.
    #[error("the document is too large or too entangled to check")]
    TooMuchWork,
}

impl From<TooMuchWork> for CanonicalError {
    fn from(_: TooMuchWork) -> Self {
        Self::TooMuchWork
    }
}

/// Treatment of the base direction of a text (`@direction`). The cryptosuites do not name the option of JSON-LD that
/// applies (`rdfDirection`; JSON-LD API 1.1, section 9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directions {
    /// The datatype of the text names language and direction (`i18n-datatype`), so that the signature covers both. We sign
    /// this way, as Digital Bazaar's libraries do.
    Datatype,
    /// The direction makes no statement: the default of JSON-LD. A verifier must report that the direction is not
    /// signed.
    Dropped,
}

/// The datatype of a text with a direction (JSON-LD API 1.1, section 8.2.2).
#[must_use]
pub fn direction_datatype(language: Option<&str>, direction: &str) -> String {
    let language = language.unwrap_or_default().to_ascii_lowercase();
    format!("https://www.w3.org/ns/i18n#{language}_{direction}")
}

/// A context in addition to the pinned ones, for one call.
#[derive(Debug, Clone, Copy)]
pub struct ExtraContext<'a> {
    /// The address by which documents name the context.
    pub url: &'a str,
    /// The JSON text.
    pub text: &'a str,
}

/// Expands a document that the fast path does not cover and gives its statements. The crate `jsonld` has one. It must
/// refuse whatever would be lost on the way.
pub type GeneralPath = fn(&Value, Terms<'_>) -> Result<Dataset, CanonicalError>;

/// The contexts and the path that a conversion may use in addition to the pinned contexts and the fast path.
///
/// Without a general path a document that the fast path does not cover is refused. A process that must not link a JSON-LD
/// library, such as the signer, works this way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Processing<'a> {
    /// Contexts that the caller vouches for. A pinned address keeps its meaning.
    pub contexts: &'a [ExtraContext<'a>],
    /// The path for documents that the fast path does not cover.
    pub general: Option<GeneralPath>,
}

impl<'a> From<&'a [ExtraContext<'a>]> for Processing<'a> {
    fn from(contexts: &'a [ExtraContext<'a>]) -> Self {
        Self { contexts, general: None }
    }
}

impl<'a, const N: usize> From<&'a [ExtraContext<'a>; N]> for Processing<'a> {
    fn from(contexts: &'a [ExtraContext<'a>; N]) -> Self {
        Self { contexts, general: None }
    }
}

impl<'a> From<&'a Vec<ExtraContext<'a>>> for Processing<'a> {
    fn from(contexts: &'a Vec<ExtraContext<'a>>) -> Self {
        Self { contexts, general: None }
    }
}

/// The terms of a conversion to canonical form.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// Further contexts, and the general path.
    pub processing: Processing<'a>,
    /// The hash inside RDFC-1.0.
    pub hash: RdfcHash,
    /// The reading of `@direction`.
    pub directions: Directions,
    /// The budget.
    pub work: &'a Work,
}

impl<'a> Terms<'a> {
    /// The terms under which we sign: a direction is in the datatype ([`Directions::Datatype`]).
    #[must_use]
    pub fn signed(processing: Processing<'a>, hash: RdfcHash, work: &'a Work) -> Self {
        Self { processing, hash, directions: Directions::Datatype, work }
    }
}

impl CanonicalError {
    /// Whether the error is our own limit: another implementation may accept the document.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        matches!(
            self,
            Self::UnknownContext(_) | Self::InlineContext | Self::Unsupported(_) | Self::TooMuchWork
        )
    }
}

/// Canonical N-Quads (RDFC-1.0 with SHA-256) of a document under the pinned contexts.
///
/// # Errors
/// [`CanonicalError`]: anything that would be lost on the way, or that is not covered.
pub fn canonical_nquads(document: &Value) -> Result<String, CanonicalError> {
    canonical_nquads_with(document, Processing::default(), RdfcHash::Sha256)
}

/// As [`canonical_nquads`], with further contexts that the caller vouches for, and with a chosen hash inside RDFC-1.0
/// (`ecdsa-rdfc-2019` with P-384 requires SHA-384 there too).
///
/// Only a context given here may have an `@vocab`, which would otherwise turn misspelt members into statements.
///
/// # Errors
/// As [`canonical_nquads`].
pub fn canonical_nquads_with<'a>(
    document: &Value,
    processing: impl Into<Processing<'a>>,
    hash: RdfcHash,
) -> Result<String, CanonicalError> {
    whole(document, Terms::signed(processing.into(), hash, &Work::default()))
}

/// As [`canonical_nquads_with`], under the given [`Terms`].
///
/// # Errors
/// As [`canonical_nquads`].
pub fn whole(document: &Value, terms: Terms<'_>) -> Result<String, CanonicalError> {
    Ok(whole_statements(document, terms)?.nquads)
}

/// A document in canonical form.
#[derive(Debug)]
pub struct Canonical {
    /// The statements, each once, for readers that would else parse the text again.
    pub statements: Dataset,
    /// Their canonical N-Quads: one line for each statement.
    pub nquads: String,
}

/// As [`whole`], with the statements.
///
/// # Errors
/// As [`canonical_nquads`].
pub fn whole_statements(document: &Value, terms: Terms<'_>) -> Result<Canonical, CanonicalError> {
    canonical(with_context(document, &[])?, terms)
}

/// Canonical N-Quads of a secured document as if its member `proof` were not there: the transformed document of the
/// `rdfc` suites (VC DI `EdDSA` 1.0, section 3.2.3).
///
/// # Errors
/// As [`canonical_nquads`].
pub fn canonical_unsecured<'a>(
    document: &Value,
    processing: impl Into<Processing<'a>>,
    hash: RdfcHash,
) -> Result<String, CanonicalError> {
    unsecured(document, Terms::signed(processing.into(), hash, &Work::default()))
}

/// As [`canonical_unsecured`], under the given [`Terms`].
///
/// # Errors
/// As [`canonical_nquads`].
pub fn unsecured(document: &Value, terms: Terms<'_>) -> Result<String, CanonicalError> {
    Ok(canonical(with_context(document, &["proof"])?, terms)?.nquads)
}

/// Canonical N-Quads of a proof without its `proofValue`, under the document's own `@context`: the canonical proof
/// configuration of the `rdfc` suites (VC DI `EdDSA` 1.0, section 3.2.5).
///
/// # Errors
/// As [`canonical_nquads`].
pub fn canonical_proof_config<'a>(
    context: &Value,
    proof: &Map<String, Value>,
    processing: impl Into<Processing<'a>>,
    hash: RdfcHash,
) -> Result<String, CanonicalError> {
    proof_config(context, proof, Terms::signed(processing.into(), hash, &Work::default()))
}

/// As [`canonical_proof_config`], under the given [`Terms`].
///
/// # Errors
/// As [`canonical_nquads`].
pub fn proof_config(
    context: &Value,
    proof: &Map<String, Value>,
    terms: Terms<'_>,
) -> Result<String, CanonicalError> {
    let without = &["proofValue", "@context"];
    Ok(canonical(fast::Document { context, members: proof, without }, terms)?.nquads)
}

/// A document without the members named in `without`. It must have an `@context`.
fn with_context<'a>(
    document: &'a Value,
    without: &'a [&'a str],
) -> Result<fast::Document<'a>, CanonicalError> {
    let Value::Object(members) = document else { return Err(CanonicalError::NoContext) };
    let context = members.get("@context").ok_or(CanonicalError::NoContext)?;
    Ok(fast::Document { context, members, without })
}

fn canonical(document: fast::Document<'_>, terms: Terms<'_>) -> Result<Canonical, CanonicalError> {
    let mut statements = match fast::statements(document, terms)? {
        Ok(statements) => statements,
        Err(refusal) => not_covered(&document.to_value(), terms, refusal)?,
    };
    let nquads = rdfc::canonicalise(&mut statements, terms.hash, terms.work)?;
    Ok(Canonical { statements, nquads })
}

/// The fast path covers only documents that are in order. The general path judges the others where there is one. Else
/// the refusal comes from the guard, which looks at the whole document, or from the place where the fast path stopped.
fn not_covered(
    document: &Value,
    terms: Terms<'_>,
    refusal: CanonicalError,
) -> Result<Dataset, CanonicalError> {
    if let Some(general) = terms.processing.general {
        return general(document, terms);
    }
    let found = guard::check(document, terms.processing.contexts)?;
    terms.work.spend(units(found.objects))?;
    Err(refusal)
}
