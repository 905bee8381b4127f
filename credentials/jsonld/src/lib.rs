#![doc = include_str!("../README.md")]

mod expand;
mod loader;
mod statements;

use serde_json::Value;

use rdf::canonical::dataset::Dataset;
use rdf::canonical::{
    CanonicalError, Directions, ExtraContext, Processing, RdfcHash, Terms, canonicalise, guard,
};
use rdf::work::{Work, units};

/// The cost of an object, in units: the library works out its contexts for each object.
const UNITS_OF_AN_OBJECT: u64 = 30;

/// The statements of a document. A [`rdf::canonical::GeneralPath`].
///
/// # Errors
/// [`CanonicalError`]: whatever a processor would drop, and whatever is not covered.
pub fn statements(document: &Value, terms: Terms<'_>) -> Result<Dataset, CanonicalError> {
    let extra = terms.processing.contexts;
    let found = guard::check(document, extra)?;
    terms.work.spend(UNITS_OF_AN_OBJECT * units(found.objects))?;
    if found.keyword_like {
        terms.work.spend(UNITS_OF_AN_OBJECT * units(found.objects))?;
        check_keyword_like(document, extra)?;
    }
    let expanded = expand::expand(document, extra, expand::Strings::AsTheyAre, terms.directions)?;
    let statements = statements::statements(&expanded)?;
    terms.work.spend(units(statements.quads().len()))?;
    terms.work.spend_bytes(statements.bytes())?;
    if statements.quads().is_empty() { Err(CanonicalError::NoStatements) } else { Ok(statements) }
}

/// Canonical N-Quads by this path alone, for tests and benchmarks that compare it with the fast path.
///
/// # Errors
/// As [`statements`].
pub fn general_nquads<'a>(
    document: &Value,
    processing: impl Into<Processing<'a>>,
    hash: RdfcHash,
) -> Result<String, CanonicalError> {
    let work = Work::default();
    let terms = Terms::signed(processing.into(), hash, &work);
    canonicalise(&mut statements(document, terms)?, hash, &work)
}

/// Refuses keyword-like strings where an identifier is expected.
///
/// A processor drops those (JSON-LD API 1.1, section 5.2.2 step 2), with the statement around them. Whether a
/// string is an identifier only the contexts define, so the document is expanded once with such strings replaced.
fn check_keyword_like(document: &Value, extra: &[ExtraContext<'_>]) -> Result<(), CanonicalError> {
    let expanded = expand::expand(document, extra, expand::Strings::KeywordLikeMarked, Directions::Dropped)?;
    match statements::sentinel(&statements::statements(&expanded)?) {
        Some(word) => Err(CanonicalError::InvalidId(format!("@{word}"))),
        None => Ok(()),
    }
}
