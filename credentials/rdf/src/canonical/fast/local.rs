//! Context definitions of the pinned files, read once (JSON-LD 1.1, section 9.15.1).
//!
//! Only the forms in those files are read: simple and expanded term definitions with `@id`, `@type`, `@container`,
//! `@context` and `@protected`, and `@vocab` in further contexts. A file with any other form is not covered, and its documents take the general path.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

/// A context definition by its number among all in the pinned files.
pub(super) type LocalId = u32;

/// A context definition.
pub(super) enum Local {
    /// `null`: clears all definitions.
    Null,
    /// Definitions of terms.
    Terms(Terms),
}

/// The members of a context definition.
#[derive(Default)]
pub(super) struct Terms {
    /// Terms by name, in the order of the file.
    pub(super) named: Vec<(Arc<str>, RawTerm)>,
    /// `@vocab`, as written. No pinned file has one.
    pub(super) vocabulary: Option<Arc<str>>,
}

/// A term definition before its IRIs are expanded.
#[derive(Clone)]
pub(super) struct RawTerm {
    /// `@id`.
    pub(super) id: Arc<str>,
    /// Written as a plain string, so that it may serve as a prefix.
    pub(super) simple: bool,
    /// `@type`.
    pub(super) kind: Option<Arc<str>>,
    /// `@container`.
    pub(super) container: Container,
    /// `@context`: for inner objects.
    pub(super) context: Option<LocalId>,
    /// `@protected`, its own or that of the whole definition.
    pub(super) protected: bool,
}

/// `@container`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Container {
    /// None, or `@set`, which makes no difference in RDF.
    Set,
    /// `@list`.
    List,
    /// `@graph`.
    Graph,
}

/// Every context definition of the pinned files. Equal ones share one number.
#[derive(Default)]
pub(super) struct Locals {
    all: Vec<Local>,
    numbers: HashMap<String, LocalId>,
}

impl Locals {
    /// The definition of this number.
    pub(super) fn get(&self, id: LocalId) -> Option<&Local> {
        self.all.get(id as usize)
    }

    /// Reads a definition and those inside it; none when it uses a form that is not covered.
    pub(super) fn read(&mut self, context: &Value) -> Option<LocalId> {
        // Canonical JSON identifies equal definitions, whatever the order of their members.
        let text = crate::json::jcs(context);
        if let Some(known) = self.numbers.get(&text) {
            return Some(*known);
        }
        let local = match context {
            Value::Null => Local::Null,
            Value::Object(members) => Local::Terms(self.terms(members)?),
            _ => return None,
        };
        let id = LocalId::try_from(self.all.len()).ok()?;
        self.all.push(local);
        self.numbers.insert(text, id);
        Some(id)
    }

    fn terms(&mut self, members: &Map<String, Value>) -> Option<Terms> {
        let mut protected = false;
        let mut vocabulary = None;
        let mut terms = Vec::new();
        for (name, value) in members {
            match (name.as_str(), value) {
                ("@version", _) => {}
                ("@protected", Value::Bool(truth)) => protected = *truth,
                ("@vocab", Value::String(iri)) if iri.contains(':') => {
                    vocabulary = Some(Arc::from(iri.as_str()));
                }
                (name, _) if name.is_empty() || name.starts_with('@') || name.contains([':', '/']) => {
                    return None;
                }
                _ => terms.push((Arc::from(name.as_str()), value)),
            }
        }
        let read = |(name, value)| Some((name, self.term(value, protected)?));
        Some(Terms { named: terms.into_iter().map(read).collect::<Option<_>>()?, vocabulary })
    }

    fn term(&mut self, value: &Value, protected: bool) -> Option<RawTerm> {
        let mut term = RawTerm {
            id: Arc::from(""),
            simple: value.is_string(),
            kind: None,
            container: Container::Set,
            context: None,
            protected,
        };
        let members = match value {
            Value::String(id) => {
                term.id = Arc::from(id.as_str());
                return Some(term);
            }
            Value::Object(members) => members,
            _ => return None,
        };
        for (name, value) in members {
            match (name.as_str(), value) {
                ("@id", Value::String(id)) => term.id = Arc::from(id.as_str()),
                ("@type", Value::String(kind)) => term.kind = Some(Arc::from(kind.as_str())),
                ("@container", Value::String(kind)) => {
                    term.container = match kind.as_str() {
                        "@set" => Container::Set,
                        "@list" => Container::List,
                        "@graph" => Container::Graph,
                        _ => return None,
                    }
                }
                ("@context", context) => term.context = Some(self.read(context)?),
                ("@protected", Value::Bool(truth)) => term.protected = *truth,
                _ => return None,
            }
        }
        (!term.id.is_empty()).then_some(term)
    }
}
