//! The results of processing the pinned contexts, computed once and cached: terms, active contexts and the steps
//! between them.
//!
//! The contexts of types and properties are computed when a document first needs them. A document can need a context
//! that no other needs, so their number is limited; beyond the limit all are dropped and computed again on demand.

use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

use foldhash::fast::FixedState;

use super::context::{Context, ContextId, Definition, IriId, Step, TermId};
use super::local::{LocalId, Locals};
use super::process;
use crate::contexts;
use crate::json::Document;

/// Maximum number of cached active contexts: one takes about 10 kB, and real badges need some 60.
const MOST_CONTEXTS: usize = 1024;

/// The initial active context, which defines nothing.
pub(super) const INITIAL: ContextId = 0;

/// Terms, contexts and steps.
pub(super) struct Tables {
    pub(super) locals: Locals,
    by_url: HashMap<&'static str, LocalId, FixedState>,
    /// Further contexts by their text.
    further: HashMap<Box<str>, Further, FixedState>,
    iris: Vec<Box<str>>,
    iri_numbers: HashMap<Box<str>, IriId>,
    definitions: Vec<Definition>,
    definition_numbers: HashMap<Definition, TermId>,
    contexts: Vec<Context>,
    steps: HashMap<Step, Leads, FixedState>,
}

/// The result of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    To(ContextId),
    /// The step is forbidden, or not covered.
    Nowhere,
}

/// A further context as this path reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Further {
    Local(LocalId),
    /// It has a form that is not covered.
    NotCovered,
}

/// The tables of this process.
pub(super) fn tables() -> &'static RwLock<Tables> {
    static TABLES: OnceLock<RwLock<Tables>> = OnceLock::new();
    TABLES.get_or_init(|| RwLock::new(Tables::new()))
}

impl Tables {
    fn new() -> Self {
        let mut this = Self {
            locals: Locals::default(),
            by_url: HashMap::default(),
            further: HashMap::default(),
            iris: Vec::new(),
            iri_numbers: HashMap::new(),
            definitions: Vec::new(),
            definition_numbers: HashMap::new(),
            contexts: vec![Context::default()],
            steps: HashMap::default(),
        };
        for pinned in contexts::all() {
            let parsed: Option<serde_json::Value> = serde_json::from_str(pinned.text).ok();
            let local = parsed.as_ref().and_then(|file| this.locals.read(file.get("@context")?));
            this.by_url.extend(local.map(|local| (pinned.url, local)));
        }
        this
    }

    /// The definition of this address, if it is pinned and covered.
    pub(super) fn by_url(&self, url: &str) -> Option<LocalId> {
        self.by_url.get(url).copied()
    }

    /// A further context, if its text was read before.
    pub(super) fn further(&self, text: &str) -> Option<Further> {
        self.further.get(text).copied()
    }

    /// Reads a further context. Callers give the contexts of their configuration, so that few are kept.
    pub(super) fn learn(&mut self, text: &str) -> Further {
        if let Some(known) = self.further(text) {
            return known;
        }
        let parsed = Document::parse(text.as_bytes()).ok();
        let local = parsed.and_then(|file| self.locals.read(file.value().get("@context")?));
        let further = local.map_or(Further::NotCovered, Further::Local);
        self.further.insert(text.into(), further);
        further
    }

    pub(super) fn context(&self, id: ContextId) -> Option<&Context> {
        self.contexts.get(id as usize)
    }

    pub(super) fn definition(&self, id: TermId) -> Option<Definition> {
        self.definitions.get(id as usize).copied()
    }

    /// The definition of a name in a context.
    pub(super) fn lookup(&self, context: ContextId, name: &str) -> Option<Definition> {
        self.context(context)?.terms.get(name).and_then(|term| self.definition(*term))
    }

    /// The text of an IRI.
    pub(super) fn iri(&self, id: IriId) -> &str {
        self.iris.get(id as usize).map_or("", |iri| iri)
    }

    /// The number of an IRI; none when the text is not an IRI.
    pub(super) fn intern(&mut self, iri: &str) -> Option<IriId> {
        if let Some(known) = self.iri_numbers.get(iri) {
            return Some(*known);
        }
        oxiri::Iri::parse(iri).ok()?;
        let id = IriId::try_from(self.iris.len()).ok()?;
        self.iris.push(iri.into());
        self.iri_numbers.insert(iri.into(), id);
        Some(id)
    }

    /// The number of a definition.
    pub(super) fn term(&mut self, definition: Definition) -> TermId {
        let next = TermId::try_from(self.definitions.len()).unwrap_or(TermId::MAX);
        *self.definition_numbers.entry(definition).or_insert_with(|| {
            self.definitions.push(definition);
            next
        })
    }

    /// The result of a step, if it was computed before.
    pub(super) fn known_step(&self, step: Step) -> Option<Leads> {
        self.steps.get(&step).copied()
    }

    /// Takes a step.
    pub(super) fn take_step(&mut self, step: Step) -> Leads {
        if let Some(known) = self.known_step(step) {
            return known;
        }
        let context = process::apply(self, step).and_then(|context| self.number(context));
        let leads = context.map_or(Leads::Nowhere, Leads::To);
        self.steps.insert(step, leads);
        leads
    }

    fn number(&mut self, context: Context) -> Option<ContextId> {
        let known = self.contexts.iter().position(|other| other.same(&context));
        let at = known.unwrap_or(self.contexts.len());
        if known.is_none() {
            self.contexts.push(context);
        }
        ContextId::try_from(at).ok()
    }

    /// Clears the tables if they are too large. Not allowed while a document is in progress.
    pub(super) fn forget_if_full(&mut self) {
        if self.contexts.len() > MOST_CONTEXTS || self.steps.len() > 8 * MOST_CONTEXTS {
            self.contexts.truncate(1);
            self.steps.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::context::Mode;
    use super::*;

    fn embedded(tables: &Tables, from: ContextId, url: &str) -> Step {
        Step { from, local: tables.by_url(url).unwrap_or_else(|| panic!("{url}")), mode: Mode::Embedded }
    }

    #[test]
    fn every_pinned_context_is_covered() {
        let mut tables = Tables::new();
        for pinned in contexts::all() {
            let step = embedded(&tables, INITIAL, pinned.url);
            assert_ne!(tables.take_step(step), Leads::Nowhere, "{}", pinned.url);
        }
    }

    #[test]
    fn a_context_that_is_given_again_changes_nothing() {
        let mut tables = Tables::new();
        let step = embedded(&tables, INITIAL, contexts::V2);
        let Leads::To(once) = tables.take_step(step) else { panic!() };
        let again = embedded(&tables, once, contexts::V2);
        assert_eq!(tables.take_step(again), Leads::To(once));
    }

    #[test]
    fn what_is_kept_has_an_end() {
        let mut tables = Tables::new();
        let step = embedded(&tables, INITIAL, contexts::V2);
        assert_ne!(tables.take_step(step), Leads::Nowhere);
        tables.contexts.resize(MOST_CONTEXTS + 1, Context::default());
        tables.forget_if_full();
        assert_eq!((tables.contexts.len(), tables.steps.len()), (1, 0));
        assert_ne!(tables.take_step(step), Leads::Nowhere);
    }
}
