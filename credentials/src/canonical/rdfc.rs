//! RDFC-1.0: names for blank nodes that depend on the statements alone (W3C RDF Dataset Canonicalization).
//!
//! Written out here because the library that we would use drops a related blank node that occurs twice under
//! one hash, and so refuses valid badges (see `docs/decisions/0002`). That library stays as second opinion in
//! the tests, beside the W3C's own.

mod issuer;
mod n_degree;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256, Sha384};

use self::issuer::Issuer;
use self::n_degree::{Budget, NDegree};
use super::CanonicalError;
use super::quads::{Quad, Term};

/// The hash inside RDFC-1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RdfcHash {
    /// SHA-256, which every suite but one uses.
    #[default]
    Sha256,
    /// SHA-384, for `ecdsa-rdfc-2019` with P-384.
    Sha384,
}

impl RdfcHash {
    fn hex(self, input: impl AsRef<[u8]>) -> String {
        match self {
            Self::Sha256 => hex::encode(Sha256::digest(input)),
            Self::Sha384 => hex::encode(Sha384::digest(input)),
        }
    }
}

/// The statements in which each blank node occurs, and its first-degree hash.
struct Dataset<'a> {
    mentions: Vec<Vec<&'a Quad>>,
    first_degree: Vec<String>,
    hash: RdfcHash,
}

/// Canonical N-Quads of a set of statements (RDFC-1.0, section 4.4).
pub(super) fn canonicalise(quads: &BTreeSet<Quad>, hash: RdfcHash) -> Result<String, CanonicalError> {
    let dataset = Dataset::new(quads, hash);
    let mut by_hash: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (node, hash) in dataset.first_degree.iter().enumerate() {
        by_hash.entry(hash).or_default().push(node);
    }
    let mut canonical = Issuer::new("c14n");
    for nodes in by_hash.values() {
        if let [node] = nodes.as_slice() {
            canonical.issue(*node);
        }
    }
    let budget = Budget::new();
    for nodes in by_hash.values().filter(|nodes| nodes.len() > 1) {
        let mut results = Vec::new();
        for node in nodes {
            if canonical.name(*node).is_some() {
                continue;
            }
            let mut temporary = Issuer::new("b");
            temporary.issue(*node);
            let search = NDegree { dataset: &dataset, canonical: &canonical, budget: &budget };
            results.push(search.hash(*node, &temporary, 0)?);
        }
        results.sort_by(|a, b| a.0.cmp(&b.0));
        for (_, temporary) in results {
            for node in temporary.in_order() {
                canonical.issue(*node);
            }
        }
    }
    let mut lines: Vec<String> = quads
        .iter()
        .map(|quad| write::quad(quad, |node| canonical.name(node).unwrap_or("").to_owned()))
        .collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

impl<'a> Dataset<'a> {
    fn new(quads: &'a BTreeSet<Quad>, hash: RdfcHash) -> Self {
        let mut mentions: Vec<Vec<&Quad>> = Vec::new();
        for quad in quads {
            for node in quad.blanks().into_iter().flatten().collect::<BTreeSet<_>>() {
                if mentions.len() <= node {
                    mentions.resize(node + 1, Vec::new());
                }
                if let Some(quads) = mentions.get_mut(node) {
                    quads.push(quad);
                }
            }
        }
        let first_degree =
            mentions.iter().enumerate().map(|(node, quads)| first_degree(node, quads, hash)).collect();
        Self { mentions, first_degree, hash }
    }
}

impl Quad {
    /// The blank nodes of subject, object and graph name, in that order.
    fn blanks(&self) -> [Option<usize>; 3] {
        let blank = |term: &Term| match term {
            Term::Blank(node) => Some(*node),
            Term::Iri(_) | Term::Literal(_) => None,
        };
        [blank(&self.subject), blank(&self.object), self.graph.as_ref().and_then(blank)]
    }
}

/// Hash First Degree Quads (RDFC-1.0, section 4.6).
fn first_degree(node: usize, quads: &[&Quad], hash: RdfcHash) -> String {
    let name = |other: usize| if other == node { "a".to_owned() } else { "z".to_owned() };
    let mut lines: Vec<String> = quads.iter().map(|quad| write::quad(quad, name)).collect();
    lines.sort_unstable();
    hash.hex(lines.concat())
}

#[cfg(test)]
mod vectors;
