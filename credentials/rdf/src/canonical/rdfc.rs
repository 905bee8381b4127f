//! RDFC-1.0: names for blank nodes that depend on the statements alone (W3C RDF Dataset Canonicalization).
//!
//! Implemented here because the available library drops a related blank node that occurs twice under one hash, and so
//! refuses valid badges (see `docs/decisions/0002`). Tests compare with that library and with the W3C's vectors.

mod hash;
mod issuer;
mod lines;
mod n_degree;

use std::collections::BTreeMap;

use self::hash::Digest;
pub use self::hash::RdfcHash;
use self::issuer::Issuer;
use self::n_degree::{Budget, NDegree};
use super::CanonicalError;
use super::dataset::{Dataset, Quad};
use crate::work::{Work, units};

/// The statements in which each blank node occurs, and its first-degree hash.
struct Nodes<'a> {
    dataset: &'a Dataset,
    hash: RdfcHash,
    /// The index in `mentions` of each node's first statement; one more at the end.
    starts: Vec<usize>,
    mentions: Vec<&'a Quad>,
    first_degree: Vec<Digest>,
}

/// Canonical N-Quads of a set of statements (RDFC-1.0, section 4.4). Afterwards the set has each statement once.
///
/// # Errors
/// [`CanonicalError::TooMuchWork`]: the budget is used up.
pub fn canonicalise(dataset: &mut Dataset, hash: RdfcHash, work: &Work) -> Result<String, CanonicalError> {
    dataset.merge_descriptions();
    let names = Nodes::of(dataset, hash).names(work)?;
    if let Some(text) = lines::sorted(dataset, &names) {
        work.spend_bytes(text.len())?;
        return Ok(text);
    }
    // One description contains a duplicate. That is rare, so duplicates are searched only when two lines are equal.
    dataset.deduplicate();
    let names = Nodes::of(dataset, hash).names(work)?;
    let text = lines::sorted(dataset, &names).ok_or(CanonicalError::TooMuchWork)?;
    work.spend_bytes(text.len())?;
    Ok(text)
}

impl<'a> Nodes<'a> {
    fn of(dataset: &'a Dataset, hash: RdfcHash) -> Self {
        let count = dataset.blank_nodes();
        let mut starts = vec![0; count + 1];
        for node in dataset.quads().iter().flat_map(distinct) {
            if let Some(start) = starts.get_mut(node + 1) {
                *start += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut ends = starts.clone();
        let mut mentions: Vec<Option<&Quad>> = vec![None; before];
        for quad in dataset.quads() {
            for node in distinct(quad) {
                if let Some(end) = ends.get_mut(node) {
                    if let Some(place) = mentions.get_mut(*end) {
                        *place = Some(quad);
                    }
                    *end += 1;
                }
            }
        }
        let mentions = mentions.into_iter().flatten().collect();
        let mut this = Self { dataset, hash, starts, mentions, first_degree: Vec::new() };
        let mut writer = lines::FirstDegree::default();
        this.first_degree = (0..count).map(|node| writer.hash(&this, node)).collect();
        this
    }

    /// The statements in which a node occurs.
    fn mentions(&self, node: usize) -> &[&'a Quad] {
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(from), Some(to)) => self.mentions.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The number after `c14n` of each blank node (steps 3 to 5 of section 4.4).
    fn names(&self, work: &Work) -> Result<Vec<u32>, CanonicalError> {
        // Each statement was hashed for each of its blank nodes.
        work.spend(units(self.mentions.len()))?;
        work.spend_bytes(self.mentions.iter().map(|quad| self.dataset.length(quad)).sum())?;
        let mut by_hash: BTreeMap<&Digest, Vec<usize>> = BTreeMap::new();
        for (node, hash) in self.first_degree.iter().enumerate() {
            by_hash.entry(hash).or_default().push(node);
        }
        let mut canonical = Issuer::canonical();
        for nodes in by_hash.values() {
            if let [node] = nodes.as_slice() {
                canonical.issue(*node);
            }
        }
        let budget = Budget::of(work);
        for nodes in by_hash.values().filter(|nodes| nodes.len() > 1) {
            let mut results = Vec::new();
            for node in nodes {
                if canonical.number(*node).is_some() {
                    continue;
                }
                let mut temporary = Issuer::temporary();
                temporary.issue(*node);
                let search = NDegree { nodes: self, canonical: &canonical, budget: &budget };
                results.push(search.hash(*node, &temporary, 0)?);
            }
            results.sort_by_key(|result| result.0);
            for (_, temporary) in results {
                for node in temporary.in_order() {
                    canonical.issue(*node);
                }
            }
        }
        Ok((0..self.first_degree.len()).map(|node| canonical.number(node).unwrap_or_default()).collect())
    }
}

/// The blank nodes of a statement, each once.
fn distinct(quad: &Quad) -> impl Iterator<Item = usize> + use<> {
    let [subject, object, graph] = quad.blanks();
    let object = object.filter(|node| subject != Some(*node));
    let graph = graph.filter(|node| subject != Some(*node) && object != Some(*node));
    [subject, object, graph].into_iter().flatten().map(|node| node as usize)
}

#[cfg(test)]
mod vectors;
