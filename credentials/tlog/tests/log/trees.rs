//! Roots and tiles.

use crate::support::{Grown, had};
use tlog::{Tree, leaf_hash, tree_hash};

#[test]
fn roots_equal_those_of_another_implementation() {
    let mut grown = Grown::default();
    let mut leaves = Vec::new();
    for n in 0..70_u32 {
        leaves.push(leaf_hash(n.to_string().as_bytes()));
        grown.push(1);
        let root = tree_hash(&leaves).unwrap();
        assert_eq!(root.as_slice(), grown.oracle.root().as_bytes().as_slice(), "{} leaves", n + 1);
        assert_eq!(root, grown.tree.root());
    }
}

#[test]
fn roots_over_several_tiles_equal_those_of_another_implementation() {
    let mut grown = Grown::default();
    assert_eq!(Tree::default().root().as_slice(), grown.oracle.root().as_bytes().as_slice());
    let mut size = 0;
    for next in [1, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 66_000] {
        grown.push(next - size);
        size = next;
        assert_eq!(grown.tree.root().as_slice(), grown.oracle.root().as_bytes().as_slice(), "{size} leaves");
        assert_eq!(had(grown.nodes().root()), grown.tree.root(), "{size} leaves, out of the tiles");
    }
    let full = &grown.told;
    assert_eq!(full.first(), Some(&(0, 0, 256, 256)));
    assert_eq!(full.iter().find(|t| t.0 == 1), Some(&(1, 0, 256, 0)));
    assert_eq!(full.len(), 257 + 1);
    let open: Vec<_> =
        grown.tree.open_tiles().map(|(level, index, hashes)| (level, index, hashes.len())).collect();
    assert_eq!(open, [(0, 257, 66_000 - 257 * 256), (1, 1, 1), (2, 0, 1)]);
}
