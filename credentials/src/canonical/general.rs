//! The general path: any document under pinned or given contexts, expanded by the `json-ld` crate behind guards for
//! its known faults (see `docs/decisions/0002`). Every refusal comes from here, so the faults of documents are
//! described in one place.

mod expand;
mod guard;
mod loader;
mod statements;

use serde_json::Value;

pub use loader::ExtraContext;

pub(super) use guard::{MAX_NESTING, MAX_WORK, is_direction, is_language_tag};

use super::dataset::Dataset;
use super::{CanonicalError, Terms};
use crate::work::units;

/// The cost of an object here, in units: the library processes its contexts again for each.
const UNITS_OF_AN_OBJECT: u64 = 30;

/// The statements of a document.
pub(super) fn statements(document: &Value, terms: Terms<'_>) -> Result<Dataset, CanonicalError> {
    let found = guard::check(document, terms)?;
    terms.work.spend(UNITS_OF_AN_OBJECT * units(found.objects))?;
    if found.keyword_like {
        terms.work.spend(UNITS_OF_AN_OBJECT * units(found.objects))?;
        guard::check_keyword_like(document, terms.extra)?;
    }
    let expanded = expand::expand(document, terms.extra, guard::Strings::AsTheyAre, terms.directions)?;
    let statements = statements::statements(&expanded)?;
    terms.work.spend(units(statements.quads().len()))?;
    terms.work.spend_bytes(statements.bytes())?;
    if statements.quads().is_empty() { Err(CanonicalError::NoStatements) } else { Ok(statements) }
}
