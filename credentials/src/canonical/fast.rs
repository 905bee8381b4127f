//! The fast path: from JSON to statements in one walk, under contexts that were processed in advance.
//!
//! The general path spends over nine tenths of its time on processing the same contexts again for every typed object.
//! Here each step from one context to the next is computed once and then looked up. Any case that is not plainly
//! covered stops the walk, and the general path decides: contexts that are not pinned, keywords as names of members,
//! any fault of the document. The fast path returns the statements of a good document, or nothing.

#[cfg(test)]
mod agreement;
mod context;
mod identifier;
mod local;
mod node;
mod process;
mod steps;
mod tables;
mod value;

use std::sync::PoisonError;

use serde_json::{Map, Value};

use self::node::Walk;
use self::steps::{Known, Learning, Steps};
use self::tables::tables;
use super::Terms;
use super::dataset::Dataset;
use crate::work::{TooMuchWork, units};

/// A document: the value of its `@context`, and its members except those named in `without`.
#[derive(Clone, Copy)]
pub(super) struct Document<'a> {
    pub(super) context: &'a Value,
    pub(super) members: &'a Map<String, Value>,
    pub(super) without: &'a [&'a str],
}

impl Document<'_> {
    /// The document as one value.
    pub(super) fn to_value(self) -> Value {
        let mut whole = Map::new();
        whole.insert("@context".to_owned(), self.context.clone());
        let kept = |name: &str| name != "@context" && !self.without.contains(&name);
        whole.extend(self.members.iter().filter(|(name, _)| kept(name)).map(|(n, v)| (n.clone(), v.clone())));
        Value::Object(whole)
    }
}

/// The reason why a walk ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A step between contexts that no document has needed before.
    NewStep,
    /// A case that this path does not cover.
    NotCovered,
    /// The document exceeds the budget.
    TooMuchWork,
}

impl From<TooMuchWork> for Stop {
    fn from(_: TooMuchWork) -> Self {
        Self::TooMuchWork
    }
}

/// The statements of a document, if this path covers it and it has no fault.
///
/// # Errors
/// The budget is used up.
pub(super) fn statements(document: Document<'_>, terms: Terms<'_>) -> Result<Option<Dataset>, TooMuchWork> {
    // Entries of the tables are never changed in place, so a walk that panicked leaves the tables usable.
    let known = Known(tables().read().unwrap_or_else(PoisonError::into_inner));
    let walked = match walk(known, document, terms) {
        Err(Stop::NewStep) => {
            let mut tables = tables().write().unwrap_or_else(PoisonError::into_inner);
            tables.forget_if_full();
            walk(Learning { tables, work: terms.work }, document, terms)
        }
        walked => walked,
    };
    match walked {
        Ok(dataset) => Ok(Some(dataset)),
        Err(Stop::TooMuchWork) => Err(TooMuchWork),
        Err(Stop::NotCovered | Stop::NewStep) => Ok(None),
    }
}

fn walk(steps: impl Steps, document: Document<'_>, terms: Terms<'_>) -> Result<Dataset, Stop> {
    let mut walk = Walk::new(steps, terms.directions);
    let walked = walk.root(document);
    let (dataset, objects) = walk.finish();
    terms.work.spend(units(objects) + units(dataset.quads().len()))?;
    terms.work.spend_bytes(dataset.bytes())?;
    walked?;
    if dataset.quads().is_empty() { Err(Stop::NotCovered) } else { Ok(dataset) }
}
