//! The general path: any document under pinned or given contexts, expanded by the `json-ld` crate behind guards for
//! its known faults (see `docs/decisions/0002`). Every refusal comes from here, so there is one account of what is
//! wrong with a document.

mod expand;
mod guard;
mod loader;
mod statements;

use serde_json::Value;

pub use loader::ExtraContext;

pub(super) use guard::{MAX_NESTING, MAX_WORK, is_language_tag};

use super::CanonicalError;
use super::dataset::Dataset;

/// The statements of a document.
pub(super) fn statements(document: &Value, extra: &[ExtraContext<'_>]) -> Result<Dataset, CanonicalError> {
    let keyword_like = guard::check(document, extra)?;
    if keyword_like {
        guard::check_keyword_like(document, extra)?;
    }
    let expanded = expand::expand(document, extra, guard::Strings::AsTheyAre)?;
    let statements = statements::statements(&expanded)?;
    if statements.quads().is_empty() { Err(CanonicalError::NoStatements) } else { Ok(statements) }
}
