//! The growing tree, kept as its partial tiles.

use super::merkle::{Hash, empty_root, leaf_hash, tree_hash};

/// Hashes in a full tile (C2SP tlog-tiles: height 8).
pub const TILE_WIDTH: usize = 256;

/// A tile that has just become full.
#[derive(Debug, PartialEq, Eq)]
pub struct FullTile {
    /// 0 for leaf hashes; each level above holds the hashes of full tiles of the one below.
    pub level: u8,
    /// Number of the tile within its level.
    pub index: u64,
    /// Exactly [`TILE_WIDTH`] hashes.
    pub hashes: Vec<Hash>,
    /// For level 0: the entries of these hashes.
    pub entries: Vec<String>,
}

/// Only the partial tile of each level is in memory, so a large ledger costs no more than a small one.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    size: u64,
    /// Partial tiles by level, each of fewer than [`TILE_WIDTH`] hashes.
    open: Vec<Vec<Hash>>,
    /// Entries of the partial tile of level 0.
    entries: Vec<String>,
}

impl Tree {
    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf, and returns the tiles that became full, lowest level first.
    pub fn append(&mut self, entry: String) -> Vec<FullTile> {
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

    /// The non-empty partial tiles: level, number within the level, hashes.
    pub fn open_tiles(&self) -> impl Iterator<Item = (u8, u64, &[Hash])> {
        let mut span = 1_u64;
        (0_u8..).zip(&self.open).filter_map(move |(level, hashes)| {
            span = span.saturating_mul(TILE_WIDTH as u64);
            (!hashes.is_empty()).then_some((level, self.size / span, hashes.as_slice()))
        })
    }

    /// Entries of the partial tile of level 0.
    #[must_use]
    pub fn open_entries(&self) -> &[String] {
        &self.entries
    }

    /// Root over all leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        // The partial tile of a level, followed by everything below it as one lower node.
        let mut below: Option<Hash> = None;
        for hashes in &self.open {
            let mut nodes = hashes.clone();
            nodes.extend(below);
            below = tree_hash(&nodes);
        }
        below.unwrap_or_else(empty_root)
    }
}
