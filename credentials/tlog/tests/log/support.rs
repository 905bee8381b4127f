//! A tree with its tiles in memory, next to the oracle's.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use std::collections::HashMap;
use tlog::{FullTile, NodeError, Nodes, TILE_WIDTH, TileName, Tree};

pub(crate) type Oracle = MemoryBackedTree<sha2_oracle::Sha256, String>;

#[derive(Default)]
pub(crate) struct Grown {
    pub(crate) tree: Tree,
    pub(crate) oracle: Oracle,
    pub(crate) full: HashMap<(u8, u64), Vec<u8>>,
    pub(crate) told: Vec<(u8, u64, usize, usize)>,
}

impl Grown {
    pub(crate) fn to(size: u32) -> Self {
        let mut grown = Self::default();
        grown.push(size);
        grown
    }

    pub(crate) fn push(&mut self, size: u32) {
        for _ in 0..size {
            let entry = self.tree.size().to_string();
            self.oracle.push(entry.clone());
            for FullTile { level, index, hashes, entries } in self.tree.append(entry) {
                self.told.push((level, index, hashes.len(), entries.len()));
                self.full.insert((level, index), hashes.concat());
            }
        }
    }

    /// The nodes of this tree, from its tiles.
    pub(crate) fn nodes(&self) -> Nodes<'_, ()> {
        let open: HashMap<_, _> =
            self.tree.open_tiles().map(|(level, index, hashes)| ((level, index), hashes.concat())).collect();
        Nodes::new(self.tree.size(), move |TileName { level, index, width }| {
            let tiles = if width == TILE_WIDTH { &self.full } else { &open };
            tiles.get(&(level, index)).cloned().ok_or(())
        })
    }
}

pub(crate) fn hashes(bytes: &[u8]) -> Vec<[u8; 32]> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    assert!(rest.is_empty());
    hashes.to_vec()
}

pub(crate) fn had<T>(read: Result<T, NodeError<()>>) -> T {
    read.unwrap_or_else(|e| panic!("{e:?}"))
}
