//! The fast path: from JSON to statements in one walk, under contexts that were worked out beforehand.
//!
//! The general path spends over nine tenths of its time on working out the same contexts again for every typed object.
//! Here each step from one context to the next is worked out once and then looked up. Whatever is not plainly covered
//! (contexts that are not pinned, keywords as names of members, anything that is wrong with the document) stops the
//! walk, and the general path decides: this one says what a good document states, or nothing.

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

/// A document: the value of its `@context`, and its members but for those named in `without`.
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

/// Why a walk ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A step between contexts that no document has needed before.
    NewStep,
    /// Not for this path.
    NotCovered,
    /// The document costs more than it may.
    TooMuchWork,
}

impl From<TooMuchWork> for Stop {
    fn from(_: TooMuchWork) -> Self {
        Self::TooMuchWork
    }
}

/// The statements of a document, if this path covers it and all of it is well.
///
/// # Errors
/// The budget is used up.
pub(super) fn statements(document: Document<'_>, terms: Terms<'_>) -> Result<Option<Dataset>, TooMuchWork> {
    // The lock protects tables that are only ever added to; a walk that panicked left nothing half done that matters.
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
