//! RFC 6962, 2.1.2: a later tree begins with an earlier one. Verification follows RFC 9162, 2.1.4.2.

use super::merkle::{Hash, node_hash};
use super::nodes::{NodeError, Nodes, split};

/// Whether `path` shows that the tree of `newer` (leaves, root) begins with the tree of `older`. Every tree begins
/// with the empty one.
#[must_use]
pub fn is_consistent(older: (u64, Hash), newer: (u64, Hash), path: &[Hash]) -> bool {
    let ((first, first_root), (second, second_root)) = (older, newer);
    if first == 0 || first >= second {
        return path.is_empty() && (first == 0 || (first == second && first_root == second_root));
    }
    // A tree that is one full subtree of the later one is not repeated in the proof.
    let (start, rest) = match path.split_first() {
        _ if first.is_power_of_two() => (first_root, path),
        Some((start, rest)) => (*start, rest),
        None => return false,
    };
    let skipped = (first - 1).trailing_ones();
    let (mut here, mut last) = ((first - 1) >> skipped, (second - 1) >> skipped);
    let (mut old, mut new) = (start, start);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if here % 2 == 1 || here == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            while here % 2 == 0 && here != 0 {
                here /= 2;
                last /= 2;
            }
        } else {
            new = node_hash(&new, sibling);
        }
        here /= 2;
        last /= 2;
    }
    last == 0 && old == first_root && new == second_root
}

/// The proof that the tree of `nodes` begins with its own first `older` leaves.
///
/// # Errors
/// Errors of reading the tiles; [`NodeError::Beyond`] when the tree has fewer leaves.
pub fn consistency_path<E>(older: u64, nodes: &mut Nodes<'_, E>) -> Result<Vec<Hash>, NodeError<E>> {
    if older > nodes.size() {
        return Err(NodeError::Beyond);
    }
    if older == 0 {
        return Ok(Vec::new());
    }
    let (mut start, mut end) = (0, nodes.size());
    let mut path = Vec::new();
    while older != end {
        let Some(middle) = split(start, end) else { return Err(NodeError::Beyond) };
        if older <= middle {
            path.push(nodes.hash(middle, end)?);
            end = middle;
        } else {
            path.push(nodes.hash(start, middle)?);
            start = middle;
        }
    }
    if start > 0 {
        path.push(nodes.hash(start, end)?);
    }
    path.reverse();
    Ok(path)
}
