//! Statements in the form for hashing: every part is already canonical N-Quads text.
//!
//! All texts are concatenated in a single buffer, and a part of a statement is a range in it. So a document costs one
//! allocation, not one for each part, and writing a line is copying.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use foldhash::fast::FixedState;

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// A range in the text of a [`Dataset`], in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

/// Subject, object or graph name of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// An IRI in its brackets, or a literal with its language or datatype.
    Text(Span),
    /// A blank node by its number, from 0.
    Blank(u32),
}

/// One statement. Its predicate is an IRI in its brackets.
#[derive(Debug, Clone, Copy)]
pub struct Quad {
    /// An IRI or a blank node.
    pub subject: Term,
    /// An IRI.
    pub predicate: Span,
    /// An IRI, a blank node or a literal.
    pub object: Term,
    /// The name of the graph; none for the default graph.
    pub graph: Option<Term>,
}

impl Quad {
    /// The blank nodes of subject, object and graph name, in that order.
    pub fn blanks(&self) -> [Option<u32>; 3] {
        let blank = |term: Term| match term {
            Term::Blank(node) => Some(node),
            Term::Text(_) => None,
        };
        [blank(self.subject), blank(self.object), self.graph.and_then(blank)]
    }
}

/// The statements of a document. Duplicates are possible until [`Dataset::deduplicate`].
#[derive(Debug, Default)]
pub struct Dataset {
    text: String,
    quads: Vec<Quad>,
    blanks: u32,
}

impl Dataset {
    /// With capacity for this many bytes of text.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), quads: Vec::with_capacity(bytes / 96), blanks: 0 }
    }

    /// The statements, in the order of insertion.
    pub fn quads(&self) -> &[Quad] {
        &self.quads
    }

    /// The size of its texts in bytes.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The number of blank nodes; their numbers are below it.
    pub fn blank_nodes(&self) -> usize {
        self.blanks as usize
    }

    /// A blank node that is in no statement yet.
    pub fn blank(&mut self) -> Term {
        self.blanks += 1;
        Term::Blank(self.blanks - 1)
    }

    /// The blank node of this number.
    #[cfg(test)]
    pub(crate) fn blank_numbered(&mut self, node: usize) -> Term {
        let node = u32::try_from(node).unwrap();
        self.blanks = self.blanks.max(node + 1);
        Term::Blank(node)
    }

    /// A text that is already in canonical form.
    #[cfg(test)]
    pub(crate) fn raw(&mut self, text: &str) -> Span {
        let start = self.len();
        self.text.push_str(text);
        Span { start, end: self.len() }
    }

    /// Adds a statement.
    pub fn push(&mut self, subject: Term, predicate: Span, object: Term, graph: Option<Term>) {
        self.quads.push(Quad { subject, predicate, object, graph });
    }

    /// The text of a range.
    pub fn get(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// A term with its text, for comparison with terms of other statements.
    pub fn part(&self, term: Term) -> Part<'_> {
        match term {
            Term::Text(span) => Part::Text(self.get(span)),
            Term::Blank(node) => Part::Blank(node),
        }
    }

    /// The size of a statement's texts in bytes.
    pub fn length(&self, quad: &Quad) -> usize {
        let term = |term: Term| match term {
            Term::Text(span) => self.get(span).len(),
            Term::Blank(_) => 0,
        };
        term(quad.subject) + self.get(quad.predicate).len() + term(quad.object) + quad.graph.map_or(0, term)
    }

    /// An IRI, passed without its brackets.
    pub fn iri(&mut self, iri: &str) -> Span {
        let start = self.len();
        self.text.push('<');
        self.text.push_str(iri);
        self.text.push('>');
        Span { start, end: self.len() }
    }

    /// An IRI, passed in two parts.
    pub fn iri_of(&mut self, namespace: &str, rest: &str) -> Span {
        let start = self.len();
        self.text.push('<');
        self.text.push_str(namespace);
        self.text.push_str(rest);
        self.text.push('>');
        Span { start, end: self.len() }
    }

    /// A literal of a datatype; `xsd:string` is not written (RDFC-1.0, appendix A).
    pub fn literal(&mut self, text: &str, datatype: Option<&str>) -> Span {
        let start = self.len();
        quote(&mut self.text, text);
        if let Some(datatype) = datatype.filter(|datatype| *datatype != XSD_STRING) {
            self.text.push_str("^^<");
            self.text.push_str(datatype);
            self.text.push('>');
        }
        Span { start, end: self.len() }
    }

    /// A literal with a language; tags are written in lower case, as in jsonld.js, sophia and oxrdf.
    pub fn tagged(&mut self, text: &str, language: &str) -> Span {
        let start = self.len();
        quote(&mut self.text, text);
        self.text.push('@');
        self.text.extend(language.chars().map(|c| c.to_ascii_lowercase()));
        Span { start, end: self.len() }
    }

    /// Removes duplicates among the statements about subjects that have an identifier and are described at two
    /// places.
    pub fn merge_descriptions(&mut self) {
        // The first place of each description, and whether there is a second.
        let mut places: HashMap<&str, (Span, bool), FixedState> = HashMap::default();
        let mut any = false;
        for quad in &self.quads {
            if let Term::Text(span) = quad.subject {
                let (first, twice) = places.entry(self.get(span)).or_insert((span, false));
                *twice |= *first != span;
                any |= *twice;
            }
        }
        if any {
            let is_twice = |quad: &Quad| match quad.subject {
                Term::Text(span) => places.get(self.get(span)).is_some_and(|(_, twice)| *twice),
                Term::Blank(_) => false,
            };
            let first = self.first_of_each(is_twice);
            self.keep(first);
        }
    }

    /// Removes duplicates. Statements that are equal in all parts are one (RDF 1.1 Concepts, section 4).
    pub fn deduplicate(&mut self) {
        let first = self.first_of_each(|_| true);
        self.keep(first);
    }

    /// For each statement whether it is the first of its kind, among those that the filter selects.
    fn first_of_each(&self, is_looked_at: impl Fn(&Quad) -> bool) -> Vec<bool> {
        let mut seen = HashSet::with_hasher(FixedState::default());
        self.quads.iter().map(|quad| !is_looked_at(quad) || seen.insert(self.parts(quad))).collect()
    }

    fn keep(&mut self, which: Vec<bool>) {
        let mut which = which.into_iter();
        self.quads.retain(|_| which.next().unwrap_or(true));
    }

    fn parts(&self, quad: &Quad) -> (Part<'_>, &str, Part<'_>, Option<Part<'_>>) {
        let graph = quad.graph.map(|graph| self.part(graph));
        (self.part(quad.subject), self.get(quad.predicate), self.part(quad.object), graph)
    }

    /// Documents are at most 8 MiB and their statements far below 4 GiB; a larger position becomes 0.
    fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(0)
    }
}

/// A term with its text: equal terms of one dataset have equal parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part<'a> {
    /// An IRI in its brackets, or a literal with its language or datatype.
    Text(&'a str),
    /// A blank node by its number.
    Blank(u32),
}

impl Part<'_> {
    /// Whether it is a literal, which describes no node.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        matches!(self, Self::Text(text) if text.starts_with('"'))
    }
}

/// A literal's text with the quoting of canonical N-Quads (RDFC-1.0, appendix A).
fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (plain, escaped) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = escaped.chars();
        match chars.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\t') => out.push_str("\\t"),
            Some('\n') => out.push_str("\\n"),
            Some('\u{c}') => out.push_str("\\f"),
            Some('\r') => out.push_str("\\r"),
            Some(c) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\' || byte == 0x7f
}
