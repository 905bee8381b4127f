//! The fast path: from JSON to statements in one walk, under contexts that were processed in advance.
//!
//! The general path spends over nine tenths of its time on processing the same contexts again for every typed object.
//! Here each step from one context to the next is computed once and then looked up. Any case that is not plainly
//! covered stops the walk, and the general path decides: contexts that are not pinned, keywords as names of members,
//! any fault of the document. The fast path returns the statements of a good document, or nothing.

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

use self::context::{Mode, Step};
use self::node::Walk;
use self::steps::{Known, Learning, Steps};
use self::tables::{Further, INITIAL, Leads, tables};
use super::dataset::Dataset;
use super::{CanonicalError, ExtraContext, Terms, UnsupportedForm};
use crate::contexts;
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

/// Why a walk ended early.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stop {
    /// A step between contexts that no document has needed before.
    NewStep,
    /// Not for this path: the document is wrong, or has a form that is not covered.
    Refused(CanonicalError),
    /// The document costs more than it may.
    TooMuchWork,
}

impl From<TooMuchWork> for Stop {
    fn from(_: TooMuchWork) -> Self {
        Self::TooMuchWork
    }
}

impl Stop {
    /// A legal form that this path does not process.
    const fn not_covered(form: UnsupportedForm) -> Self {
        Self::Refused(CanonicalError::Unsupported(form))
    }

    /// A form that JSON-LD forbids.
    fn forbidden(reason: &str) -> Self {
        Self::Refused(CanonicalError::Processing(reason.to_owned()))
    }
}

/// The statements of a document, or the reason why this path gives none.
///
/// # Errors
/// The budget is used up.
pub(super) fn statements(
    document: Document<'_>,
    terms: Terms<'_>,
) -> Result<Result<Dataset, CanonicalError>, TooMuchWork> {
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
        Ok(dataset) => Ok(Ok(dataset)),
        Err(Stop::TooMuchWork) => Err(TooMuchWork),
        Err(Stop::Refused(error)) => Ok(Err(error)),
        // Steps that are worked out are never new.
        Err(Stop::NewStep) => Ok(Err(CanonicalError::Unsupported(UnsupportedForm::ContextOrder))),
    }
}

/// Whether the fast path can process a context after the context of Verifiable Credentials 2.0. A process without a
/// general path must refuse other contexts.
#[must_use]
pub fn covers(context: ExtraContext<'_>) -> bool {
    let mut tables = tables().write().unwrap_or_else(PoisonError::into_inner);
    let Some(first) = tables.by_url(contexts::V2) else { return false };
    let Further::Local(second) = tables.learn(context.text) else { return false };
    let step = |from, local| Step { from, local, mode: Mode::Embedded };
    match tables.take_step(step(INITIAL, first)) {
        Leads::To(from) => tables.take_step(step(from, second)) != Leads::Nowhere,
        Leads::Nowhere => false,
    }
}

fn walk(steps: impl Steps, document: Document<'_>, terms: Terms<'_>) -> Result<Dataset, Stop> {
    let mut walk = Walk::new(steps, terms.processing.contexts, terms.directions);
    let walked = walk.root(document);
    let (dataset, objects) = walk.finish();
    terms.work.spend(units(objects) + units(dataset.quads().len()))?;
    terms.work.spend_bytes(dataset.bytes())?;
    walked?;
    if dataset.quads().is_empty() { Err(Stop::Refused(CanonicalError::NoStatements)) } else { Ok(dataset) }
}
