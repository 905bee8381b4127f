//! Context processing and term definitions (JSON-LD API 1.1, sections 4.1.2 and 4.2.2), as far as pinned contexts
//! need.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::context::{Coercion, Context, Definition, Meaning, Mode, Step};
use super::local::{Local, LocalId, RawTerm};
use super::tables::Tables;

/// The active context after a step; none when the step is forbidden (a protected term would change its meaning) or
/// not covered.
pub(super) fn apply(tables: &mut Tables, step: Step) -> Option<Context> {
    let mut result = tables.context(step.from)?.clone();
    if step.mode == Mode::Type && result.previous.is_none() {
        result.previous = Some(step.from);
    }
    let terms = match tables.locals.get(step.local)? {
        Local::Null if step.mode == Mode::Property => return Some(Context::default()),
        Local::Null => return None,
        Local::Terms(terms) => terms,
    };
    let names: Vec<Arc<str>> = terms.named.iter().map(|(name, _)| name.clone()).collect();
    if let Some(vocabulary) = terms.vocabulary.clone() {
        result.vocabulary = Some(tables.intern(&vocabulary)?);
    }
    let mut definer = Definer {
        tables,
        local: step.local,
        result: &mut result,
        done: HashMap::new(),
        replaces: step.mode == Mode::Property,
    };
    for name in names {
        definer.define(&name)?;
    }
    result.finish(tables);
    Some(result)
}

impl Context {
    /// Derives the other fields from the terms.
    fn finish(&mut self, tables: &Tables) {
        let named = |meaning: Meaning| {
            let is_it = |term: u32| tables.definition(term).is_some_and(|found| found.meaning == meaning);
            self.terms.iter().filter(|(_, term)| is_it(**term)).map(|(name, _)| name.clone()).collect()
        };
        (self.id_names, self.type_names) = (named(Meaning::Id), named(Meaning::Type));
        let hasher = FixedState::default();
        let terms = self.terms.iter().map(|term| hasher.hash_one(term));
        self.fingerprint = terms.fold(hasher.hash_one((self.previous, self.vocabulary)), u64::wrapping_add);
    }
}

struct Definer<'a> {
    tables: &'a mut Tables,
    local: LocalId,
    result: &'a mut Context,
    /// Names that are defined (`true`) or being defined.
    done: HashMap<Arc<str>, bool>,
    /// Whether protected terms may be redefined.
    replaces: bool,
}

impl Definer<'_> {
    /// Create Term Definition. None when it is cyclic, forbidden or not covered.
    fn define(&mut self, name: &Arc<str>) -> Option<()> {
        match self.done.get(name) {
            Some(true) => return Some(()),
            Some(false) => return None,
            None => {}
        }
        self.done.insert(name.clone(), false);
        let raw = self.raw(name)?;
        let previous = self.result.terms.remove(name).and_then(|term| self.tables.definition(term));
        let mut definition = self.definition(&raw)?;
        if let Some(previous) = previous.filter(|previous| previous.protected && !self.replaces) {
            if (Definition { protected: true, ..definition }) != previous {
                return None;
            }
            definition = previous;
        }
        let term = self.tables.term(definition);
        self.result.terms.insert(name.clone(), term);
        self.done.insert(name.clone(), true);
        Some(())
    }

    fn definition(&mut self, raw: &RawTerm) -> Option<Definition> {
        let coercion = match raw.kind.as_deref() {
            None => Coercion::None,
            Some("@id") => Coercion::Id,
            Some("@vocab") => Coercion::Vocab,
            Some("@json") => Coercion::Json,
            Some(kind) => match self.expand(kind)? {
                Meaning::Iri(iri) => Coercion::Datatype(iri),
                Meaning::Id | Meaning::Type => return None,
            },
        };
        let meaning = self.expand(&raw.id)?;
        let ends_with_delimiter = match meaning {
            Meaning::Iri(iri) => self.tables.iri(iri).ends_with([':', '/', '?', '#', '[', ']', '@']),
            Meaning::Id | Meaning::Type => false,
        };
        Some(Definition {
            meaning,
            coercion,
            container: raw.container,
            context: raw.context,
            prefix: raw.simple && ends_with_delimiter,
            protected: raw.protected,
        })
    }

    /// IRI Expansion with `vocab` true (section 5.2.2), during the definition of terms. The default vocabulary is not used:
    /// a name that is not a keyword, term or IRI has no meaning.
    fn expand(&mut self, value: &str) -> Option<Meaning> {
        match value {
            "@id" => return Some(Meaning::Id),
            "@type" => return Some(Meaning::Type),
            _ if value.starts_with('@') => return None,
            _ => {}
        }
        self.define_first(value)?;
        if let Some(found) = self.found(value) {
            return Some(found.meaning);
        }
        let (prefix, suffix) = value.split_once(':')?;
        if prefix == "_" || prefix.is_empty() {
            return None;
        }
        if !suffix.starts_with("//") {
            self.define_first(prefix)?;
            if let Some(Definition { meaning: Meaning::Iri(iri), prefix: true, .. }) = self.found(prefix) {
                let whole = format!("{}{suffix}", self.tables.iri(iri));
                return self.tables.intern(&whole).map(Meaning::Iri);
            }
        }
        self.tables.intern(value).map(Meaning::Iri)
    }

    /// Defines a term of the same context definition before its use.
    fn define_first(&mut self, name: &str) -> Option<()> {
        match self.raw(name) {
            Some(_) => self.define(&Arc::from(name)),
            None => Some(()),
        }
    }

    fn raw(&self, name: &str) -> Option<RawTerm> {
        let Local::Terms(terms) = self.tables.locals.get(self.local)? else { return None };
        terms.named.iter().find(|(other, _)| &**other == name).map(|(_, raw)| raw.clone())
    }

    fn found(&self, name: &str) -> Option<Definition> {
        self.result.terms.get(name).and_then(|term| self.tables.definition(*term))
    }
}
