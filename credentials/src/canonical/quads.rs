//! From an expanded document to RDF statements (JSON-LD API 1.1, section 8), without dropping anything.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use json_ld::object::value::Literal;
use json_ld::{BlankIdBuf, ExpandedDocument, Id, IndexedObject, IriBuf, Node, Object, ValidId};

use super::CanonicalError;
use super::guard::SENTINEL;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Subject, object or graph name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    /// An IRI, without brackets.
    Iri(String),
    /// A blank node by its number.
    Blank(usize),
    /// A literal as canonical N-Quads writes it.
    Literal(String),
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Quad {
    pub(super) subject: Term,
    pub(super) predicate: String,
    pub(super) object: Term,
    pub(super) graph: Option<Term>,
}

impl Quad {
    /// The word behind [`SENTINEL`], if one of the identifiers here has it.
    pub(super) fn sentinel(&self) -> Option<&str> {
        [Some(&self.subject), Some(&self.object), self.graph.as_ref()].into_iter().flatten().find_map(
            |term| match term {
                Term::Iri(iri) => iri.strip_prefix(SENTINEL),
                Term::Blank(_) | Term::Literal(_) => None,
            },
        )
    }
}

/// The set of statements of a document.
pub(super) fn quads(document: &ExpandedDocument) -> Result<BTreeSet<Quad>, CanonicalError> {
    let mut builder = Builder { quads: BTreeSet::new(), blanks: 0 };
    for object in document.objects() {
        let Object::Node(node) = object.inner() else {
            return Err(CanonicalError::Unsupported("a text outside any object"));
        };
        builder.node(None, node)?;
    }
    Ok(builder.quads)
}

struct Builder {
    quads: BTreeSet<Quad>,
    blanks: usize,
}

impl Builder {
    fn blank(&mut self) -> Term {
        self.blanks += 1;
        Term::Blank(self.blanks - 1)
    }

    fn state(&mut self, graph: Option<&Term>, subject: &Term, predicate: &str, object: Term) {
        let predicate = predicate.to_owned();
        self.quads.insert(Quad { subject: subject.clone(), predicate, object, graph: graph.cloned() });
    }

    fn node(&mut self, graph: Option<&Term>, node: &Node) -> Result<Term, CanonicalError> {
        let subject = match &node.id {
            Some(id) => Term::Iri(iri(id, CanonicalError::InvalidId)?),
            None => self.blank(),
        };
        if node.included.is_some() || node.reverse_properties.is_some() {
            return Err(CanonicalError::Unsupported("@included or @reverse"));
        }
        for kind in node.types() {
            let kind = iri(kind, CanonicalError::UndefinedType)?;
            self.state(graph, &subject, &format!("{RDF}type"), Term::Iri(kind));
        }
        for (property, objects) in node.properties() {
            let property = iri(property, CanonicalError::UndefinedTerm)?;
            for object in objects {
                let object = self.object(graph, object)?;
                self.state(graph, &subject, &property, object);
            }
        }
        for object in node.graph().into_iter().flatten() {
            let Object::Node(inner) = object.inner() else {
                return Err(CanonicalError::Unsupported("a text outside any object"));
            };
            // Alone in its graph such a node is in no statement: a proof that is a mere text would come out as this.
            if inner.types().is_empty() && inner.properties().is_empty() && inner.graph().is_none() {
                return Err(CanonicalError::Processing("something in a graph states nothing".into()));
            }
            self.node(Some(&subject), inner)?;
        }
        Ok(subject)
    }

    fn object(
        &mut self,
        graph: Option<&Term>,
        object: &IndexedObject<IriBuf, BlankIdBuf>,
    ) -> Result<Term, CanonicalError> {
        match object.inner() {
            Object::Node(node) => self.node(graph, node),
            Object::Value(value) => literal(value),
            Object::List(list) => {
                let mut rest = Term::Iri(format!("{RDF}nil"));
                for item in list.iter().rev() {
                    let cell = self.blank();
                    let first = self.object(graph, item)?;
                    self.state(graph, &cell, &format!("{RDF}first"), first);
                    self.state(graph, &cell, &format!("{RDF}rest"), rest);
                    rest = cell;
                }
                Ok(rest)
            }
        }
    }
}

fn iri(id: &Id, invalid: impl Fn(String) -> CanonicalError) -> Result<String, CanonicalError> {
    match id {
        Id::Valid(ValidId::Iri(iri)) => Ok(iri.as_str().to_owned()),
        Id::Valid(ValidId::Blank(_)) => Err(CanonicalError::Unsupported("blank node identifiers")),
        Id::Invalid(text) => Err(invalid(text.clone())),
    }
}

fn literal(value: &json_ld::Value) -> Result<Term, CanonicalError> {
    let (text, kind) = match value {
        json_ld::Value::Json(_) => return Err(CanonicalError::Unsupported("a JSON literal")),
        json_ld::Value::LangString(tagged) => {
            if tagged.direction().is_some() {
                return Err(CanonicalError::Direction);
            }
            let language = tagged.language().ok_or(CanonicalError::Language(String::new()))?;
            // jsonld.js, sophia and oxrdf write tags in lower case.
            let tag = language.as_str().to_ascii_lowercase();
            return Ok(Term::Literal(format!("{}@{tag}", quoted(tagged.as_str()))));
        }
        json_ld::Value::Literal(literal, kind) => {
            let kind = kind.as_ref().map(IriBuf::as_str);
            match literal {
                Literal::Null => return Err(CanonicalError::Unsupported("a null value")),
                Literal::String(text) => (text.to_string(), kind.map(str::to_owned)),
                Literal::Boolean(truth) => (truth.to_string(), Some(or_xsd(kind, "boolean"))),
                Literal::Number(number) => number_literal(number.as_str(), kind)?,
            }
        }
    };
    Ok(Term::Literal(match kind {
        Some(kind) if kind != format!("{XSD}string") => format!("{}^^<{kind}>", quoted(&text)),
        _ => quoted(&text),
    }))
}

/// Integers in decimal, the rest and `xsd:double` as canonical doubles (JSON-LD API 1.1, section 8.2.2).
fn number_literal(text: &str, kind: Option<&str>) -> Result<(String, Option<String>), CanonicalError> {
    let is_double = kind == Some(&format!("{XSD}double"));
    if !is_double && text.parse::<i64>().is_ok() {
        return Ok((text.to_owned(), Some(or_xsd(kind, "integer"))));
    }
    let float: f64 = text.parse().map_err(|_| CanonicalError::UnsafeNumber(text.to_owned()))?;
    let shortest = format!("{float:e}");
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let point = if mantissa.contains('.') { "" } else { ".0" };
    Ok((format!("{mantissa}{point}E{exponent}"), Some(or_xsd(kind, "double"))))
}

fn or_xsd(kind: Option<&str>, otherwise: &str) -> String {
    kind.map_or_else(|| format!("{XSD}{otherwise}"), str::to_owned)
}

/// A literal's text as canonical N-Quads quotes it (RDFC-1.0, appendix A).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' || c == '\u{7f}' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
