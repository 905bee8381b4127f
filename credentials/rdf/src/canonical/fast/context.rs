//! Active contexts and the steps between them (JSON-LD API 1.1, section 4.1).

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::local::{Container, LocalId};

/// An active context by its number.
pub(super) type ContextId = u32;
/// A term definition by its number; equal ones share one.
pub(super) type TermId = u32;
/// An IRI of the contexts by its number.
pub(super) type IriId = u32;

/// The meaning of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// `@id`.
    Id,
    /// `@type`.
    Type,
    /// This IRI.
    Iri(IriId),
}

/// The treatment of a plain value (JSON-LD 1.1, section 4.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Coercion {
    /// The value is unchanged.
    None,
    /// A string is an identifier.
    Id,
    /// A string is a term or an identifier.
    Vocab,
    /// The value has this datatype.
    Datatype(IriId),
    /// A JSON literal, which is not covered.
    Json,
}

/// A term definition of an active context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Definition {
    pub(super) meaning: Meaning,
    pub(super) coercion: Coercion,
    pub(super) container: Container,
    /// The context for inner objects.
    pub(super) context: Option<LocalId>,
    /// Whether the term may begin a compact IRI.
    pub(super) prefix: bool,
    pub(super) protected: bool,
}

impl Definition {
    /// A member that only `@vocab` defines.
    pub(super) const fn of_vocabulary(iri: IriId) -> Self {
        Self {
            meaning: Meaning::Iri(iri),
            coercion: Coercion::None,
            container: Container::Set,
            context: None,
            prefix: false,
            protected: false,
        }
    }
}

/// An active context.
#[derive(Clone, Default)]
pub(super) struct Context {
    pub(super) terms: HashMap<Arc<str>, TermId, FixedState>,
    /// The context to restore below, when this one applies to one object only.
    pub(super) previous: Option<ContextId>,
    /// `@vocab`: the prefix of names that are no terms.
    pub(super) vocabulary: Option<IriId>,
    /// The aliases of `@id`.
    pub(super) id_names: Vec<Arc<str>>,
    /// The aliases of `@type`.
    pub(super) type_names: Vec<Arc<str>>,
    /// A hash of terms, vocabulary and previous context, independent of the order of the terms.
    pub(super) fingerprint: u64,
}

impl Context {
    /// Whether another context is equal.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
            && (self.previous, self.vocabulary) == (other.previous, other.vocabulary)
            && self.terms == other.terms
    }
}

/// One step from an active context to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Step {
    pub(super) from: ContextId,
    pub(super) local: LocalId,
    pub(super) mode: Mode,
}

/// The origin of a step's definition, which determines how it is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    /// `@context`: protected terms keep their meaning, and it also applies below. Also a property's context before a
    /// plain value (JSON-LD API 1.1, section 5.1.2, step 4.2).
    Embedded,
    /// A property's own context before an object: it may replace protected terms (step 8).
    Property,
    /// A type's own context: it applies to this object only (step 11).
    Type,
}
