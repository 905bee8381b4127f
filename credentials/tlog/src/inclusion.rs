//! RFC 6962, 2.1.1: a leaf is in a tree. Verification follows RFC 9162, 2.1.3.2.

use super::merkle::{Hash, node_hash};
use super::nodes::{NodeError, Nodes, split};

/// The root of a tree of `size` leaves if the leaf with this hash is at `index` and `path` is its proof, lowest
/// sibling first. None when the path has the wrong length for that index.
#[must_use]
pub fn root_of_inclusion(index: u64, size: u64, leaf: Hash, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut here, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if here % 2 == 1 || here == last {
            hash = node_hash(sibling, &hash);
            while here % 2 == 0 && here != 0 {
                here /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        here /= 2;
        last /= 2;
    }
    (last == 0).then_some(hash)
}

/// The proof that the leaf at `index` is in the tree of `nodes`, lowest sibling first.
///
/// # Errors
/// Errors of reading the tiles; [`NodeError::Beyond`] when there is no such leaf.
pub fn inclusion_path<E>(index: u64, nodes: &mut Nodes<'_, E>) -> Result<Vec<Hash>, NodeError<E>> {
    if index >= nodes.size() {
        return Err(NodeError::Beyond);
    }
    let (mut start, mut end) = (0, nodes.size());
    let mut path = Vec::new();
    while let Some(middle) = split(start, end) {
        if index < middle {
            path.push(nodes.hash(middle, end)?);
            end = middle;
        } else {
            path.push(nodes.hash(start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(path)
}
