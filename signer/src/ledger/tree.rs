//! The growing tree, kept as the tiles that are not full yet.

use super::merkle::{Hash, empty_root, leaf_hash, tree_hash};

/// Hashes in a full tile (C2SP tlog-tiles: height 8).
pub(crate) const TILE_WIDTH: usize = 256;

/// A tile that has just become full.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FullTile {
    /// 0 for leaf hashes; each level above holds the hashes of full tiles of the one below.
    pub(crate) level: u8,
    /// Number of the tile within its level.
    pub(crate) index: u64,
    /// Exactly [`TILE_WIDTH`] hashes.
    pub(crate) hashes: Vec<Hash>,
    /// For level 0: the entries whose hashes these are.
    pub(crate) entries: Vec<String>,
}

/// Only the open tile of each level is in memory, so a large ledger costs no more than a small one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    size: u64,
    /// Open tiles by level, each of fewer than [`TILE_WIDTH`] hashes.
    open: Vec<Vec<Hash>>,
    /// Entries of the open tile of level 0.
    entries: Vec<String>,
}

impl Tree {
    /// Number of leaves.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf, and says which tiles became full by it, lowest level first.
    pub(crate) fn append(&mut self, entry: String) -> Vec<FullTile> {
        let mut full = Vec::new();
        let mut hash = leaf_hash(entry.as_bytes());
        let mut tiles = self.size / TILE_WIDTH as u64;
        self.size += 1;
        self.entries.push(entry);
        for level in 0_u8.. {
            if self.open.len() <= usize::from(level) {
                self.open.push(Vec::new());
            }
            let Some(open) = self.open.get_mut(usize::from(level)) else { break };
            open.push(hash);
            if open.len() < TILE_WIDTH {
                break;
            }
            let hashes = std::mem::take(open);
            let Some(root) = tree_hash(&hashes) else { break };
            let entries = if level == 0 { std::mem::take(&mut self.entries) } else { Vec::new() };
            full.push(FullTile { level, index: tiles, hashes, entries });
            hash = root;
            tiles /= TILE_WIDTH as u64;
        }
        full
    }

    /// The open tiles that hold anything: level, number within the level, hashes.
    pub(crate) fn open_tiles(&self) -> impl Iterator<Item = (u8, u64, &[Hash])> {
        let mut span = 1_u64;
        (0_u8..).zip(&self.open).filter_map(move |(level, hashes)| {
            span = span.saturating_mul(TILE_WIDTH as u64);
            (!hashes.is_empty()).then_some((level, self.size / span, hashes.as_slice()))
        })
    }

    /// Entries of the open tile of level 0.
    pub(crate) fn open_entries(&self) -> &[String] {
        &self.entries
    }

    /// Root over all leaves.
    pub(crate) fn root(&self) -> Hash {
        // The open tile of a level, followed by all that lies below it as one lower node.
        let mut below: Option<Hash> = None;
        for hashes in &self.open {
            let mut nodes = hashes.clone();
            nodes.extend(below);
            below = tree_hash(&nodes);
        }
        below.unwrap_or_else(empty_root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    #[test]
    fn roots_over_several_tiles_equal_those_of_another_implementation() {
        let mut oracle = MemoryBackedTree::<sha2_oracle::Sha256, String>::new();
        let mut tree = Tree::default();
        assert_eq!(tree.root().as_slice(), oracle.root().as_bytes().as_slice());
        let mut full = Vec::new();
        for n in 0..66_000_u32 {
            oracle.push(n.to_string());
            full.extend(
                tree.append(n.to_string())
                    .into_iter()
                    .map(|t| (t.level, t.index, t.hashes.len(), t.entries.len())),
            );
            if [1, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 66_000].contains(&(n + 1)) {
                assert_eq!(tree.root().as_slice(), oracle.root().as_bytes().as_slice(), "{} leaves", n + 1);
            }
        }
        assert_eq!(full.first(), Some(&(0, 0, 256, 256)));
        assert_eq!(full.iter().find(|t| t.0 == 1), Some(&(1, 0, 256, 0)));
        assert_eq!(full.len(), 257 + 1);
        let open: Vec<_> =
            tree.open_tiles().map(|(level, index, hashes)| (level, index, hashes.len())).collect();
        assert_eq!(open, [(0, 257, 66_000 - 257 * 256), (1, 1, 1), (2, 0, 1)]);
    }
}
