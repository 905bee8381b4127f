//! From an expanded document to RDF statements (JSON-LD API 1.1, section 8), without dropping anything.

use json_ld::object::value::Literal;
use json_ld::{BlankIdBuf, ExpandedDocument, Id, IndexedObject, IriBuf, Node, Object, ValidId};

use rdf::canonical::dataset::{Dataset, Span, Term};
use rdf::canonical::literal::{RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, boolean, number};
use rdf::canonical::{CanonicalError, UnsupportedForm};
use rdf::json::nearest_number;

use crate::expand::SENTINEL;

/// The statements of a document; duplicates are possible.
pub(crate) fn statements(document: &ExpandedDocument) -> Result<Dataset, CanonicalError> {
    let mut builder = Builder { dataset: Dataset::default() };
    for object in document.objects() {
        let Object::Node(node) = object.inner() else {
            return Err(CanonicalError::Unsupported(UnsupportedForm::TextOutside));
        };
        builder.node(None, node)?;
    }
    Ok(builder.dataset)
}

/// The word after [`SENTINEL`], if one of the identifiers has it.
pub(crate) fn sentinel(dataset: &Dataset) -> Option<&str> {
    let text = |term: Term| match term {
        Term::Text(span) => Some(dataset.get(span)),
        Term::Blank(_) => None,
    };
    dataset.quads().iter().find_map(|quad| {
        [Some(quad.subject), Some(quad.object), quad.graph].into_iter().flatten().filter_map(text).find_map(
            |text| text.strip_prefix('<')?.strip_prefix(SENTINEL).map(|rest| rest.trim_end_matches('>')),
        )
    })
}

struct Builder {
    dataset: Dataset,
}

impl Builder {
    fn node(&mut self, graph: Option<Term>, node: &Node) -> Result<Term, CanonicalError> {
        let subject = match &node.id {
            Some(id) => Term::Text(self.iri(id, CanonicalError::InvalidId)?),
            None => self.dataset.blank(),
        };
        if node.included.is_some() || node.reverse_properties.is_some() {
            return Err(CanonicalError::Unsupported(UnsupportedForm::IncludedOrReverse));
        }
        for kind in node.types() {
            let kind = self.iri(kind, CanonicalError::UndefinedType)?;
            let predicate = self.dataset.iri(RDF_TYPE);
            self.dataset.push(subject, predicate, Term::Text(kind), graph);
        }
        for (property, objects) in node.properties() {
            let property = self.iri(property, CanonicalError::UndefinedTerm)?;
            for object in objects {
                let object = self.object(graph, object)?;
                self.dataset.push(subject, property, object, graph);
            }
        }
        for object in node.graph().into_iter().flatten() {
            let Object::Node(inner) = object.inner() else {
                return Err(CanonicalError::Unsupported(UnsupportedForm::TextOutside));
            };
            // Alone in its graph such a node is in no statement: a proof that is a plain text would become one.
            if inner.types().is_empty() && inner.properties().is_empty() && inner.graph().is_none() {
                return Err(CanonicalError::Processing("something in a graph states nothing".into()));
            }
            self.node(Some(subject), inner)?;
        }
        Ok(subject)
    }

    fn object(
        &mut self,
        graph: Option<Term>,
        object: &IndexedObject<IriBuf, BlankIdBuf>,
    ) -> Result<Term, CanonicalError> {
        // No statement carries an index (JSON-LD 1.1, section 4.6.1): any holder of the document could change it.
        if object.index().is_some() {
            return Err(CanonicalError::Unsupported(UnsupportedForm::Index));
        }
        match object.inner() {
            Object::Node(node) => self.node(graph, node),
            Object::Value(value) => self.literal(value).map(Term::Text),
            Object::List(list) => {
                let mut rest = Term::Text(self.dataset.iri(RDF_NIL));
                for item in list.iter().rev() {
                    let cell = self.dataset.blank();
                    let first = self.object(graph, item)?;
                    let (to_first, to_rest) = (self.dataset.iri(RDF_FIRST), self.dataset.iri(RDF_REST));
                    self.dataset.push(cell, to_first, first, graph);
                    self.dataset.push(cell, to_rest, rest, graph);
                    rest = cell;
                }
                Ok(rest)
            }
        }
    }

    fn iri(&mut self, id: &Id, invalid: impl Fn(String) -> CanonicalError) -> Result<Span, CanonicalError> {
        match id {
            Id::Valid(ValidId::Iri(iri)) => Ok(self.dataset.iri(iri.as_str())),
            Id::Valid(ValidId::Blank(_)) => Err(CanonicalError::Unsupported(UnsupportedForm::BlankNode)),
            Id::Invalid(text) => Err(invalid(text.clone())),
        }
    }

    fn literal(&mut self, value: &json_ld::Value) -> Result<Span, CanonicalError> {
        match value {
            json_ld::Value::Json(_) => Err(CanonicalError::Unsupported(UnsupportedForm::JsonLiteral)),
            json_ld::Value::LangString(tagged) => {
                // A direction became a datatype, or was dropped, before the expansion.
                let language = tagged.language().ok_or(CanonicalError::Language(String::new()))?;
                Ok(self.dataset.tagged(tagged.as_str(), language.as_str()))
            }
            json_ld::Value::Literal(literal, kind) => {
                let kind = kind.as_ref().map(IriBuf::as_str);
                match literal {
                    Literal::Null => Err(CanonicalError::Unsupported(UnsupportedForm::NullValue)),
                    Literal::String(text) => Ok(self.dataset.literal(text, kind)),
                    Literal::Boolean(truth) => Ok(boolean(&mut self.dataset, *truth, kind)),
                    Literal::Number(text) => {
                        let found = nearest_number(text.as_str());
                        let found = found.ok_or_else(|| CanonicalError::UnsafeNumber(text.to_string()))?;
                        Ok(number(&mut self.dataset, &found, kind))
                    }
                }
            }
        }
    }
}
