//! RFC 6962, 2.1: hashes of a Merkle tree.

use sha2::{Digest, Sha256};

/// A node of the tree.
pub type Hash = [u8; 32];

/// Hash of a leaf: `SHA-256(0x00 || entry)`.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// Hash of an inner node: `SHA-256(0x01 || left || right)`.
pub(crate) fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// Merkle tree hash over nodes of one height, of which the last may be lower than the others. None for no nodes: the
/// hash of the empty tree is [`empty_root`].
#[must_use]
pub fn tree_hash(nodes: &[Hash]) -> Option<Hash> {
    match nodes {
        [] => None,
        [only] => Some(*only),
        many => {
            // RFC 6962: k is the largest power of two smaller than n.
            let k = many.len().next_power_of_two() / 2;
            let (left, right) = many.split_at(k);
            Some(node_hash(&tree_hash(left)?, &tree_hash(right)?))
        }
    }
}

/// Root of the tree without leaves: SHA-256 of the empty string.
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_tree_has_the_root_of_the_standard() {
        assert_eq!(
            hex::encode(empty_root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(tree_hash(&[]), None);
    }
}
