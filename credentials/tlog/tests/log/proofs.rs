//! Proofs that a leaf is in a tree, and that a tree begins with an older one.

use crate::support::{Grown, had, hashes};
use tlog::{NodeError, Nodes, consistency_path, inclusion_path, is_consistent, leaf_hash, root_of_inclusion};

fn leaf(index: u64) -> [u8; 32] {
    leaf_hash(index.to_string().as_bytes())
}

#[test]
fn inclusion_proofs_equal_those_of_another_implementation_and_fit_one_leaf_only() {
    for size in (1..=40).chain([255, 256, 257, 600]) {
        let grown = Grown::to(size);
        let (size, root) = (u64::from(size), grown.tree.root());
        for index in (0..size).filter(|index| size < 100 || index % 37 == 0 || index + 2 > size) {
            let path = had(inclusion_path(index, &mut grown.nodes()));
            let expected = grown.oracle.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(path, hashes(expected.as_bytes()), "{index} of {size}");
            assert_eq!(root_of_inclusion(index, size, leaf(index), &path), Some(root));
            assert_ne!(root_of_inclusion(index, size, leaf(index + 1), &path), Some(root));
            for other in (0..size).filter(|other| *other != index) {
                assert_ne!(root_of_inclusion(other, size, leaf(index), &path), Some(root));
            }
            let longer = [path.as_slice(), &[[0; 32]]].concat();
            assert_eq!(root_of_inclusion(index, size, leaf(index), &longer), None);
            if let Some((_, shorter)) = path.split_last() {
                assert_ne!(root_of_inclusion(index, size, leaf(index), shorter), Some(root));
            }
        }
        assert_eq!(inclusion_path(size, &mut grown.nodes()), Err(NodeError::Beyond));
        assert_eq!(root_of_inclusion(size, size, leaf(size), &[]), None);
    }
}

#[test]
fn consistency_proofs_equal_those_of_another_implementation_and_fit_one_pair_only() {
    for size in (1..=40).chain([255, 256, 257, 600]) {
        let newer = Grown::to(size);
        for first in (1..size).filter(|first| size < 100 || first % 37 == 0 || [255, 256].contains(first)) {
            let older = Grown::to(first);
            let path = had(consistency_path(u64::from(first), &mut newer.nodes()));
            let expected = newer.oracle.prove_consistency(usize::try_from(size - first).unwrap());
            assert_eq!(path, hashes(expected.as_bytes()), "{first} in {size}");
            let (old, new) = ((first.into(), older.tree.root()), (size.into(), newer.tree.root()));
            assert!(is_consistent(old, new, &path), "{first} in {size}");
            assert!(!is_consistent((old.0, [7; 32]), new, &path));
            assert!(!is_consistent(old, (new.0, [7; 32]), &path));
            assert!(!is_consistent(new, old, &path));
            assert!(!is_consistent(old, new, &[path.as_slice(), &[[0; 32]]].concat()));
            assert!(!is_consistent((old.0 + 1, old.1), new, &path));
            let mut bent = path.clone();
            bent[0][0] ^= 1;
            assert!(!is_consistent(old, new, &bent));
        }
    }
}

#[test]
fn a_tree_begins_with_itself_and_with_the_empty_one() {
    let grown = Grown::to(5);
    let itself = (5, grown.tree.root());
    assert_eq!(had(consistency_path(5, &mut grown.nodes())), Vec::<[u8; 32]>::new());
    assert!(is_consistent(itself, itself, &[]) && !is_consistent(itself, (5, [7; 32]), &[]));
    assert!(is_consistent((0, [9; 32]), itself, &[]));
    assert_eq!(consistency_path(6, &mut grown.nodes()), Err(NodeError::Beyond));
}

#[test]
fn a_tile_of_another_length_is_an_error_and_a_wider_one_is_cut() {
    let grown = Grown::to(5);
    let tile: Vec<u8> = grown.tree.open_tiles().flat_map(|(_, _, hashes)| hashes.concat()).collect();
    let root = |bytes: Vec<u8>, size| Nodes::<()>::new(size, move |_| Ok(bytes.clone())).root();
    assert_eq!(root(tile.clone(), 5), Ok(grown.tree.root()));
    assert_eq!(root(tile.clone(), 3), Ok(Grown::to(3).tree.root()));
    for wrong in [tile[..4 * 32].to_vec(), tile[..5 * 32 - 1].to_vec(), [&tile[..], &[0]].concat()] {
        assert!(matches!(root(wrong, 5), Err(NodeError::Length { level: 0, index: 0, .. })));
    }
}
