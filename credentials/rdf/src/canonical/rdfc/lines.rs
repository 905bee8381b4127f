//! Lines of N-Quads, for the first-degree hashes and for the result (RDFC-1.0, sections 4.6 and 5).

use super::Nodes;
use super::hash::Digest;
use crate::canonical::dataset::{Dataset, Quad, Term};

/// Writes the lines of one node after the other into the same buffer.
#[derive(Default)]
pub(super) struct FirstDegree {
    text: String,
    ends: Vec<usize>,
}

impl FirstDegree {
    /// Hash First Degree Quads (section 4.6): the node itself is `_:a`, any other `_:z`.
    pub(super) fn hash(&mut self, nodes: &Nodes<'_>, node: usize) -> Digest {
        self.text.clear();
        self.ends.clear();
        for quad in nodes.mentions(node) {
            line(&mut self.text, nodes.dataset, quad, |text, other| {
                text.push_str(if other as usize == node { "_:a" } else { "_:z" });
            });
            self.ends.push(self.text.len());
        }
        let mut lines = split(&self.text, &self.ends);
        lines.sort_unstable();
        nodes.hash.digest(lines.into_iter().map(str::as_bytes))
    }
}

/// The canonical text: every line once, in order. None when two lines are equal.
///
/// `names` has the number after `c14n` of each blank node.
pub(super) fn sorted(dataset: &Dataset, names: &[u32]) -> Option<String> {
    let labels: Vec<String> = names.iter().map(|number| format!("_:c14n{number}")).collect();
    let mut text = String::with_capacity(dataset.quads().len() * 160);
    let mut ends = Vec::with_capacity(dataset.quads().len());
    for quad in dataset.quads() {
        line(&mut text, dataset, quad, |text, node| {
            text.push_str(labels.get(node as usize).map_or("", String::as_str));
        });
        ends.push(text.len());
    }
    let mut lines = split(&text, &ends);
    lines.sort_unstable();
    if lines.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        return None;
    }
    Some(lines.concat())
}

fn split<'a>(text: &'a str, ends: &[usize]) -> Vec<&'a str> {
    let mut from = 0;
    ends.iter()
        .map(|end| {
            let line = text.get(from..*end).unwrap_or_default();
            from = *end;
            line
        })
        .collect()
}

/// One line with its line feed.
fn line(out: &mut String, dataset: &Dataset, quad: &Quad, name: impl Fn(&mut String, u32)) {
    let term = |out: &mut String, term: Term| match term {
        Term::Text(span) => out.push_str(dataset.get(span)),
        Term::Blank(node) => name(out, node),
    };
    term(out, quad.subject);
    out.push(' ');
    out.push_str(dataset.get(quad.predicate));
    out.push(' ');
    term(out, quad.object);
    if let Some(graph) = quad.graph {
        out.push(' ');
        term(out, graph);
    }
    out.push_str(" .\n");
}
