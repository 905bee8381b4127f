//! A parser for N-Quads, for tests.

use std::collections::{BTreeSet, HashMap};

use crate::canonical::dataset::{Dataset, Term};

/// Subject, object or graph name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// An IRI, without brackets.
    Iri(String),
    /// A blank node by its number, in the order of first occurrence.
    Blank(usize),
    /// A literal in canonical N-Quads.
    Literal(String),
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Statement {
    pub(super) subject: Part,
    pub(super) predicate: String,
    pub(super) object: Part,
    pub(super) graph: Option<Part>,
}

/// The statements in the form for canonicalisation.
pub(super) fn dataset(statements: &BTreeSet<Statement>) -> Dataset {
    let mut dataset = Dataset::default();
    for statement in statements {
        let mut term = |part: &Part| match part {
            Part::Iri(iri) => Term::Text(dataset.iri(iri)),
            Part::Blank(node) => dataset.blank_numbered(*node),
            Part::Literal(text) => Term::Text(dataset.raw(text)),
        };
        let (subject, object) = (term(&statement.subject), term(&statement.object));
        let graph = statement.graph.as_ref().map(&mut term);
        let predicate = dataset.iri(&statement.predicate);
        dataset.push(subject, predicate, object, graph);
    }
    dataset
}

/// A literal's text in quotes.
fn quoted(text: &str) -> String {
    let mut dataset = Dataset::default();
    let span = dataset.literal(text, None);
    dataset.get(span).to_owned()
}

/// Reads N-Quads.
pub(super) fn read(text: &str) -> BTreeSet<Statement> {
    read_labelled(text).0
}

/// Reads N-Quads; returns the number of each label too.
pub(super) fn read_labelled(text: &str) -> (BTreeSet<Statement>, HashMap<String, usize>) {
    let mut labels = HashMap::new();
    let statements = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| quad(line, &mut labels))
        .collect();
    (statements, labels)
}

fn quad(line: &str, labels: &mut HashMap<String, usize>) -> Statement {
    let mut terms = Vec::new();
    let mut rest = line.trim();
    while rest != "." {
        let (term, after) = term(rest, labels);
        terms.push(term);
        rest = after.trim_start();
    }
    let mut terms = terms.into_iter();
    let subject = terms.next().unwrap();
    let Some(Part::Iri(predicate)) = terms.next() else { panic!("{line}") };
    Statement { subject, predicate, object: terms.next().unwrap(), graph: terms.next() }
}

fn term<'a>(text: &'a str, labels: &mut HashMap<String, usize>) -> (Part, &'a str) {
    if let Some(rest) = text.strip_prefix('<') {
        let (iri, rest) = rest.split_once('>').unwrap();
        return (Part::Iri(unescape(iri)), rest);
    }
    if text.starts_with("_:") {
        let end = text.find(' ').unwrap();
        let next = labels.len();
        return (Part::Blank(*labels.entry(text[..end].to_owned()).or_insert(next)), &text[end..]);
    }
    let body = text.strip_prefix('"').unwrap();
    let mut escaped = false;
    let end = body
        .find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })
        .unwrap();
    let (lexical, rest) = (quoted(&unescape(&body[..end])), &body[end + 1..]);
    if let Some(kind) = rest.strip_prefix("^^<") {
        let (kind, rest) = kind.split_once('>').unwrap();
        let kind = unescape(kind);
        let plain = kind == "http://www.w3.org/2001/XMLSchema#string";
        return (Part::Literal(if plain { lexical } else { format!("{lexical}^^<{kind}>") }), rest);
    }
    let end = rest.find(' ').unwrap();
    (Part::Literal(format!("{lexical}{}", &rest[..end])), &rest[end..])
}

pub(super) fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let kind = chars.next().unwrap();
        let digits = match kind {
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let hex: String = chars.by_ref().take(digits).collect();
        out.push(match kind {
            't' => '\t',
            'b' => '\u{8}',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'u' | 'U' => char::from_u32(u32::from_str_radix(&hex, 16).unwrap()).unwrap(),
            other => other,
        });
    }
    out
}
