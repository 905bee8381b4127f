//! Objects, arrays and lists (JSON-LD API 1.1, sections 5.1.2 and 8.1), converted directly to statements.

use serde_json::{Map, Value};

use super::context::{Coercion, Context, ContextId, Definition, Meaning, Mode, Step};
use super::local::{Container, LocalId};
use super::steps::Steps;
use super::tables::{Further, INITIAL};
use super::{Document, Stop};
use crate::canonical::dataset::{Dataset, Span, Term};
use crate::canonical::guard::{MAX_NESTING, MAX_WORK, keyword_like};
use crate::canonical::literal::{RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE};
use crate::canonical::{CanonicalError, Directions, ExtraContext, UnsupportedForm};

/// One document on its way.
pub(super) struct Walk<'a, S> {
    pub(super) steps: S,
    further: &'a [ExtraContext<'a>],
    pub(super) dataset: Dataset,
    rdf_type: Span,
    pub(super) directions: Directions,
    work: usize,
    nesting: usize,
}

/// The place of a value: its context, its member, its graph.
#[derive(Clone, Copy)]
struct Place<'a> {
    context: ContextId,
    name: &'a str,
    definition: Definition,
    graph: Option<Term>,
}

impl<'a, S: Steps> Walk<'a, S> {
    pub(super) fn new(steps: S, further: &'a [ExtraContext<'a>], directions: Directions) -> Self {
        let mut dataset = Dataset::with_capacity(16 * 1024);
        let rdf_type = dataset.iri(RDF_TYPE);
        Self { steps, further, dataset, rdf_type, directions, work: 0, nesting: 0 }
    }

    /// The statements, and the number of objects and contexts that they took.
    pub(super) fn finish(self) -> (Dataset, usize) {
        (self.dataset, self.work)
    }

    /// The whole document.
    pub(super) fn root(&mut self, document: Document<'_>) -> Result<(), Stop> {
        self.spend(1)?;
        let context = self.embedded(INITIAL, document.context)?;
        self.members(context, document.members, document.without, None).map(drop)
    }

    fn spend(&mut self, amount: usize) -> Result<(), Stop> {
        self.work += amount;
        if self.work > MAX_WORK { Err(Stop::Refused(CanonicalError::TooMuchWork)) } else { Ok(()) }
    }

    /// Counts nesting as the general path does: arrays and objects, including plain values.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(Stop::Refused(CanonicalError::TooMuchWork));
        }
        let result = inner(self)?;
        self.nesting -= 1;
        Ok(result)
    }

    /// The context after an `@context`.
    fn embedded(&mut self, from: ContextId, value: &Value) -> Result<ContextId, Stop> {
        let urls = match value {
            Value::Array(urls) => urls.as_slice(),
            url => std::slice::from_ref(url),
        };
        let mut context = from;
        for url in urls {
            self.spend(20)?;
            let url = url.as_str().ok_or(Stop::Refused(CanonicalError::InlineContext))?;
            let local = self.context_at(url)?;
            context = self.steps.step(Step { from: context, local, mode: Mode::Embedded })?;
        }
        if urls.is_empty() { Err(Stop::Refused(CanonicalError::NoContext)) } else { Ok(context) }
    }

    /// The definition at an address: of a pinned context, or else of one that the caller gave.
    fn context_at(&mut self, url: &str) -> Result<LocalId, Stop> {
        if let Some(pinned) = self.steps.tables().by_url(url) {
            return Ok(pinned);
        }
        let further = self.further.iter().find(|context| context.url == url);
        let further = further.ok_or_else(|| Stop::Refused(CanonicalError::UnknownContext(url.to_owned())))?;
        match self.steps.further(further.text)? {
            Further::Local(local) => Ok(local),
            Further::NotCovered => Err(Stop::not_covered(UnsupportedForm::Context)),
        }
    }

    /// An active context by its number.
    fn active(&self, context: ContextId) -> Result<&Context, Stop> {
        self.steps.tables().context(context).ok_or(Stop::NewStep)
    }

    /// An object that is the value of a member.
    fn object(&mut self, members: &Map<String, Value>, place: Place<'_>) -> Result<Term, Stop> {
        self.spend(1)?;
        let mut context = place.context;
        let active = self.active(context)?;
        if let Some(previous) = active.previous {
            let is_reference = members.len() == 1
                && members.keys().all(|name| active.id_names.iter().any(|id| **id == **name));
            if !is_reference {
                context = previous;
            }
        }
        if let Some(local) = place.definition.context {
            context = self.steps.step(Step { from: context, local, mode: Mode::Property })?;
        }
        if let Some(own) = members.get("@context") {
            context = self.embedded(context, own)?;
        }
        self.members(context, members, &[], place.graph)
    }

    /// The members of an object. `before` is the context before its types are applied.
    fn members(
        &mut self,
        before: ContextId,
        members: &Map<String, Value>,
        without: &[&str],
        graph: Option<Term>,
    ) -> Result<Term, Stop> {
        let context = self.typed(before, members, without)?;
        let subject = self.subject(context, members, without)?;
        for (name, value) in members {
            if name == "@context" || without.contains(&name.as_str()) {
                continue;
            }
            let Some(definition) = self.steps.tables().lookup(context, name) else {
                let (vocabulary, predicate) =
                    self.of_vocabulary(context, name).ok_or_else(|| undefined(name))?;
                let definition = Definition::of_vocabulary(vocabulary);
                self.property(Place { context, name, definition, graph }, subject, predicate, value)?;
                continue;
            };
            match definition.meaning {
                Meaning::Id => {}
                Meaning::Type => self.types(before, value, subject, graph)?,
                Meaning::Iri(iri) => {
                    let predicate = self.dataset.iri(self.steps.tables().iri(iri));
                    self.property(Place { context, name, definition, graph }, subject, predicate, value)?;
                }
            }
        }
        Ok(subject)
    }

    /// The context of an object after its types are applied, in the order of their names.
    fn typed(
        &mut self,
        before: ContextId,
        members: &Map<String, Value>,
        without: &[&str],
    ) -> Result<ContextId, Stop> {
        let names = &self.active(before)?.type_names;
        let is_type = |name: &str| !without.contains(&name) && names.iter().any(|other| **other == *name);
        let mut found = members.iter().filter(|(name, _)| is_type(name));
        let Some((_, value)) = found.next() else { return Ok(before) };
        if found.next().is_some() {
            return Err(Stop::not_covered(UnsupportedForm::TwoTypes));
        }
        let mut kinds: Vec<&str> = strings(value)?;
        self.spend(kinds.len())?;
        kinds.sort_unstable();
        let mut context = before;
        for kind in kinds {
            let local = self.steps.tables().lookup(before, kind).and_then(|definition| definition.context);
            if let Some(local) = local {
                context = self.steps.step(Step { from: context, local, mode: Mode::Type })?;
            }
        }
        Ok(context)
    }

    /// The object's own identifier, or a blank node.
    fn subject(
        &mut self,
        context: ContextId,
        members: &Map<String, Value>,
        without: &[&str],
    ) -> Result<Term, Stop> {
        let names = &self.active(context)?.id_names;
        let is_id = |name: &str| !without.contains(&name) && names.iter().any(|other| **other == *name);
        let mut found = members.iter().filter(|(name, _)| is_id(name));
        match (found.next(), found.next()) {
            (None, _) => Ok(self.dataset.blank()),
            (Some((_, Value::String(id))), None) => self.identifier(context, id).map(Term::Text),
            (Some(_), None) => Err(Stop::forbidden("Expansion failed: Invalid `@id` value")),
            (Some(_), Some(_)) => Err(Stop::not_covered(UnsupportedForm::TwoIds)),
        }
    }

    fn types(
        &mut self,
        context: ContextId,
        value: &Value,
        subject: Term,
        graph: Option<Term>,
    ) -> Result<(), Stop> {
        self.deeper(|walk| {
            for kind in strings(value)? {
                let kind = walk.term_or_identifier(context, kind).map_err(as_a_type)?;
                walk.dataset.push(subject, walk.rdf_type, Term::Text(kind), graph);
            }
            Ok(())
        })
    }

    /// The statements of a member.
    fn property(
        &mut self,
        place: Place<'_>,
        subject: Term,
        predicate: Span,
        value: &Value,
    ) -> Result<(), Stop> {
        if place.definition.coercion == Coercion::Json {
            return Err(Stop::not_covered(UnsupportedForm::JsonLiteral));
        }
        self.deeper(|walk| match (place.definition.container, value) {
            (Container::List, _) => {
                let list = walk.list(place, value)?;
                walk.dataset.push(subject, predicate, list, place.graph);
                Ok(())
            }
            (_, Value::Array(items)) => {
                items.iter().try_for_each(|item| walk.property(place, subject, predicate, item))
            }
            (_, Value::Null) => Ok(()),
            (Container::Graph, Value::Object(members)) => {
                let graph = walk.dataset.blank();
                walk.dataset.push(subject, predicate, graph, place.graph);
                let before = walk.dataset.quads().len();
                walk.object(members, Place { graph: Some(graph), ..place })?;
                // An object that states nothing is in no graph, so nobody would have signed it.
                if walk.dataset.quads().len() == before {
                    return Err(Stop::forbidden(STATES_NOTHING));
                }
                Ok(())
            }
            (Container::Graph, _) => Err(Stop::forbidden(STATES_NOTHING)),
            (Container::Set, value) => {
                let object = walk.value(place, value)?;
                walk.dataset.push(subject, predicate, object, place.graph);
                Ok(())
            }
        })
    }

    /// A list, first item first; `null` items are dropped.
    fn list(&mut self, place: Place<'_>, value: &Value) -> Result<Term, Stop> {
        let items = match value {
            Value::Array(items) => items.as_slice(),
            Value::Null => return Err(Stop::not_covered(UnsupportedForm::NullList)),
            item => std::slice::from_ref(item),
        };
        let (first, rest) = (self.dataset.iri(RDF_FIRST), self.dataset.iri(RDF_REST));
        let nil = Term::Text(self.dataset.iri(RDF_NIL));
        let mut head = nil;
        let mut last: Option<Term> = None;
        for item in items.iter().filter(|item| !item.is_null()) {
            let cell = self.dataset.blank();
            let object = self.deeper(|walk| walk.value(place, item))?;
            self.dataset.push(cell, first, object, place.graph);
            match last {
                Some(last) => self.dataset.push(last, rest, cell, place.graph),
                None => head = cell,
            }
            last = Some(cell);
        }
        if let Some(last) = last {
            self.dataset.push(last, rest, nil, place.graph);
        }
        Ok(head)
    }

    /// A value that is neither an array nor `null`.
    fn value(&mut self, place: Place<'_>, value: &Value) -> Result<Term, Stop> {
        match value {
            Value::Object(members)
                if members
                    .keys()
                    .any(|name| matches!(name.as_str(), "@value" | "@language" | "@direction")) =>
            {
                self.spend(1)?;
                self.value_object(members).map(Term::Text)
            }
            Value::Object(members) => self.object(members, place),
            Value::Array(_) | Value::Null => Err(Stop::not_covered(UnsupportedForm::NestedList)),
            Value::String(_) | Value::Bool(_) | Value::Number(_) => {
                let Some(local) = place.definition.context else {
                    return self.plain(place.context, place.definition, value).map(Term::Text);
                };
                let context = self.steps.step(Step { from: place.context, local, mode: Mode::Embedded })?;
                let found = self.steps.tables().lookup(context, place.name);
                let found = found.ok_or_else(|| undefined(place.name))?;
                self.plain(context, found, value).map(Term::Text)
            }
        }
    }
}

/// A member that no context defines. Members whose name is an identifier are defined, but not covered.
fn undefined(name: &str) -> Stop {
    if name.contains(':') {
        Stop::not_covered(UnsupportedForm::IdentifierName)
    } else {
        Stop::Refused(CanonicalError::UndefinedTerm(name.to_owned()))
    }
}

/// The same refusal where the value is a type.
fn as_a_type(stop: Stop) -> Stop {
    match stop {
        Stop::Refused(CanonicalError::InvalidId(text)) if keyword_like(&text).is_none() => {
            Stop::Refused(CanonicalError::UndefinedType(text))
        }
        other => other,
    }
}

const STATES_NOTHING: &str = "something in a graph states nothing";
const INVALID_TYPE: &str = "Expansion failed: Invalid `@type` value";

/// One string or an array of strings.
fn strings(value: &Value) -> Result<Vec<&str>, Stop> {
    match value {
        Value::String(one) => Ok(vec![one]),
        Value::Array(several) => {
            let texts = several.iter().map(Value::as_str).collect::<Option<Vec<_>>>();
            texts.ok_or_else(|| Stop::forbidden(INVALID_TYPE))
        }
        _ => Err(Stop::forbidden(INVALID_TYPE)),
    }
}
