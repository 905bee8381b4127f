//! Canonical N-Quads lines (RDFC-1.0, section 5).

use crate::canonical::quads::{Quad, Term};

/// One line with its line feed; `name` gives a blank node's label without `_:`.
pub(super) fn quad(quad: &Quad, name: impl Fn(usize) -> String) -> String {
    let mut line = String::new();
    term(&mut line, &quad.subject, &name);
    line.push_str(" <");
    line.push_str(&quad.predicate);
    line.push_str("> ");
    term(&mut line, &quad.object, &name);
    if let Some(graph) = &quad.graph {
        line.push(' ');
        term(&mut line, graph, &name);
    }
    line.push_str(" .\n");
    line
}

fn term(line: &mut String, term: &Term, name: &impl Fn(usize) -> String) {
    match term {
        Term::Iri(iri) => {
            line.push('<');
            line.push_str(iri);
            line.push('>');
        }
        Term::Blank(node) => {
            line.push_str("_:");
            line.push_str(&name(*node));
        }
        Term::Literal(text) => line.push_str(text),
    }
}
