//! Hash N-Degree Quads: distinguishes blank nodes with equal first-degree hashes (RDFC-1.0, sections 4.7 and 4.8).

use std::cell::Cell;
use std::collections::BTreeMap;

use super::hash::Digest;
use super::{Issuer, Nodes};
use crate::canonical::CanonicalError;
use crate::canonical::dataset::Quad;
use crate::work::{Work, units};

/// Maximum recursion; each level is one more blank node with the same hash as its neighbours.
const MAX_DEPTH: usize = 128;

/// The budget of the search, counted here and charged when the search ends.
pub(super) struct Budget<'a> {
    work: &'a Work,
    most: u64,
    spent: Cell<u64>,
}

impl<'a> Budget<'a> {
    pub(super) fn of(work: &'a Work) -> Self {
        Self { work, most: work.left(), spent: Cell::new(0) }
    }

    fn spend(&self, units: u64) -> Result<(), CanonicalError> {
        let spent = self.spent.get() + units;
        self.spent.set(spent);
        if spent > self.most { Err(CanonicalError::TooMuchWork) } else { Ok(()) }
    }
}

impl Drop for Budget<'_> {
    fn drop(&mut self) {
        // Each step already checked whether it suffices.
        let _ = self.work.spend(self.spent.get());
    }
}

/// The input of the search.
pub(super) struct NDegree<'a> {
    pub(super) nodes: &'a Nodes<'a>,
    pub(super) canonical: &'a Issuer,
    pub(super) budget: &'a Budget<'a>,
}

impl NDegree<'_> {
    /// The hash of a node by its surroundings, and the names issued on the way.
    pub(super) fn hash(
        &self,
        node: usize,
        issuer: &Issuer,
        depth: usize,
    ) -> Result<(Digest, Issuer), CanonicalError> {
        if depth == MAX_DEPTH {
            return Err(CanonicalError::TooMuchWork);
        }
        let mut issuer = issuer.clone();
        let mut data = String::new();
        for (hash, related) in self.related(node, &issuer)? {
            data.push_str(&hash.hex());
            let mut chosen: Option<(String, Issuer)> = None;
            let mut order = related;
            order.sort_unstable();
            loop {
                if let Some(path) =
                    self.path(&order, &issuer, chosen.as_ref().map(|c| c.0.as_str()), depth)?
                {
                    chosen = Some(path);
                }
                if !next_permutation(&mut order) {
                    break;
                }
            }
            if let Some((path, names)) = chosen {
                data.push_str(&path);
                issuer = names;
            }
        }
        self.budget.spend(1 + (units(data.len()) >> 8))?;
        Ok((self.nodes.hash.digest([data.as_bytes()]), issuer))
    }

    /// Step 3: the related blank nodes of this one, by the hash of their relation. One that occurs twice is kept
    /// twice, as in the algorithm and in `rdf-canonize`.
    fn related(&self, node: usize, issuer: &Issuer) -> Result<BTreeMap<Digest, Vec<usize>>, CanonicalError> {
        let mut by_hash: BTreeMap<Digest, Vec<usize>> = BTreeMap::new();
        for quad in self.nodes.mentions(node) {
            for (position, other) in ['s', 'o', 'g'].into_iter().zip(quad.blanks()) {
                if let Some(other) = other.map(|other| other as usize).filter(|other| *other != node) {
                    self.budget.spend(1)?;
                    by_hash.entry(self.hash_related(other, quad, issuer, position)).or_default().push(other);
                }
            }
        }
        Ok(by_hash)
    }

    /// Hash Related Blank Node (section 4.7).
    fn hash_related(&self, related: usize, quad: &Quad, issuer: &Issuer, position: char) -> Digest {
        let mut input = String::from(position);
        if position != 'g' {
            input.push_str(self.nodes.dataset.get(quad.predicate));
        }
        if !self.canonical.write(&mut input, related) && !issuer.write(&mut input, related) {
            input.push_str(&self.nodes.first_degree.get(related).map(Digest::hex).unwrap_or_default());
        }
        self.nodes.hash.digest([input.as_bytes()])
    }

    /// Step 5.4 for one order of the related nodes: its path and names, unless the chosen path is smaller.
    fn path(
        &self,
        order: &[usize],
        issuer: &Issuer,
        chosen: Option<&str>,
        depth: usize,
    ) -> Result<Option<(String, Issuer)>, CanonicalError> {
        let loses = |path: &str| chosen.is_some_and(|chosen| path.len() >= chosen.len() && path > chosen);
        // The cost of iterating over the order, and of copying the names issued so far.
        self.budget.spend(1 + (units(order.len()) >> 2) + (units(issuer.in_order().len()) >> 4))?;
        let mut issuer = issuer.clone();
        let mut path = String::new();
        let mut recursion = Vec::new();
        for node in order {
            if !self.canonical.write(&mut path, *node) {
                if issuer.number(*node).is_none() {
                    recursion.push(*node);
                }
                issuer.issue(*node);
                issuer.write(&mut path, *node);
            }
            if loses(&path) {
                return Ok(None);
            }
        }
        for node in recursion {
            let (hash, names) = self.hash(node, &issuer, depth + 1)?;
            issuer.issue(node);
            issuer.write(&mut path, node);
            path.push('<');
            path.push_str(&hash.hex());
            path.push('>');
            issuer = names;
            if loses(&path) {
                return Ok(None);
            }
        }
        Ok((chosen.is_none_or(|chosen| path.as_str() < chosen)).then_some((path, issuer)))
    }
}

/// The next order in lexicographic sequence; equal elements produce no order twice. `false` after the last.
fn next_permutation(order: &mut [usize]) -> bool {
    let Some(at) = order.windows(2).rposition(|pair| matches!(pair, [a, b] if a < b)) else { return false };
    let Some(pivot) = order.get(at).copied() else { return false };
    let Some(with) = order.iter().rposition(|other| *other > pivot) else { return false };
    order.swap(at, with);
    if let Some(rest) = order.get_mut(at + 1..) {
        rest.reverse();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_distinct_order_comes_once() {
        let mut order = vec![1, 2, 2, 3];
        let mut seen = vec![order.clone()];
        while next_permutation(&mut order) {
            seen.push(order.clone());
        }
        let distinct: std::collections::BTreeSet<_> = seen.iter().cloned().collect();
        assert_eq!((seen.len(), distinct.len()), (12, 12));
    }
}
