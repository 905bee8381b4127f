//! Hashes of any part of a tree, computed from its tiles.

use super::merkle::{Hash, node_hash, tree_hash};
use super::tree::TILE_WIDTH;
use std::collections::HashMap;

/// The name of a hash tile (C2SP tlog-tiles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TileName {
    /// 0 for leaf hashes.
    pub level: u8,
    /// Number of the tile within its level.
    pub index: u64,
    /// Number of hashes needed for the tree that is read: 1 to 256. Below 256 the tile is a partial one; once the
    /// tile is full, its partial forms may be deleted, and the full one begins with the same hashes.
    pub width: usize,
}

/// Why a part of the tree has no hash.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NodeError<E> {
    /// A tile could not be fetched.
    #[error(transparent)]
    Tile(E),
    /// A tile has the wrong length.
    #[error("tile {index} of level {level} has {length} bytes")]
    Length {
        /// The tile's level.
        level: u8,
        /// The tile's index.
        index: u64,
        /// The actual length in bytes.
        length: usize,
    },
    /// The requested leaves are beyond the tree.
    #[error("the tree has fewer leaves")]
    Beyond,
}

/// The nodes of a tree of a certain size. Its tiles are fetched on demand, each once. The tiles are not trusted: a
/// user of a hash from them compares a root.
pub struct Nodes<'a, E> {
    size: u64,
    fetch: Box<dyn FnMut(TileName) -> Result<Vec<u8>, E> + 'a>,
    tiles: HashMap<(u8, u64), Vec<Hash>>,
}

impl<E> std::fmt::Debug for Nodes<'_, E> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Nodes").field("size", &self.size).finish_non_exhaustive()
    }
}

impl<'a, E> Nodes<'a, E> {
    /// The nodes of the tree with `size` leaves; `fetch` returns a tile's bytes, 32 for each hash, possibly more than
    /// requested.
    pub fn new(size: u64, fetch: impl FnMut(TileName) -> Result<Vec<u8>, E> + 'a) -> Self {
        Self { size, fetch: Box::new(fetch), tiles: HashMap::new() }
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree according to the tiles.
    ///
    /// # Errors
    /// Errors of reading the tiles.
    pub fn root(&mut self) -> Result<Hash, NodeError<E>> {
        if self.size == 0 { Ok(super::merkle::empty_root()) } else { self.hash(0, self.size) }
    }

    /// Merkle tree hash of the leaves from `start` up to but not including `end`.
    pub(crate) fn hash(&mut self, start: u64, end: u64) -> Result<Hash, NodeError<E>> {
        if start >= end || end > self.size {
            return Err(NodeError::Beyond);
        }
        let count = end - start;
        if count.is_power_of_two() && start.is_multiple_of(count) {
            return self.full(start, count);
        }
        let Some(middle) = split(start, end) else { return Err(NodeError::Beyond) };
        Ok(node_hash(&self.hash(start, middle)?, &self.hash(middle, end)?))
    }

    /// A full subtree: the number of its leaves is a power of two, and it begins at a multiple of that.
    fn full(&mut self, start: u64, count: u64) -> Result<Hash, NodeError<E>> {
        let height = count.trailing_zeros();
        let (level, within) = (height / 8, height % 8);
        let first = start >> (8 * level);
        let width = TILE_WIDTH as u64;
        let name = TileName {
            level: u8::try_from(level).map_err(|_| NodeError::Beyond)?,
            index: first / width,
            width: usize::try_from(width.min((self.size >> (8 * level)) - first / width * width))
                .map_err(|_| NodeError::Beyond)?,
        };
        let from = usize::try_from(first % width).map_err(|_| NodeError::Beyond)?;
        let hashes = self.tile(name)?.get(from..from + (1 << within)).ok_or(NodeError::Beyond)?;
        tree_hash(hashes).ok_or(NodeError::Beyond)
    }

    fn tile(&mut self, name: TileName) -> Result<&[Hash], NodeError<E>> {
        let key = (name.level, name.index);
        if !self.tiles.contains_key(&key) {
            let bytes = (self.fetch)(name).map_err(NodeError::Tile)?;
            let length = bytes.len();
            let (hashes, rest) = bytes.as_chunks::<32>();
            match hashes.get(..name.width) {
                Some(hashes) if rest.is_empty() => {
                    self.tiles.insert(key, hashes.to_vec());
                }
                _ => return Err(NodeError::Length { level: name.level, index: name.index, length }),
            }
        }
        self.tiles.get(&key).map(Vec::as_slice).ok_or(NodeError::Beyond)
    }
}

/// The split of the leaves from `start` to `end` by RFC 6962: after the largest power of two smaller than their
/// number. None for one leaf.
pub(crate) fn split(start: u64, end: u64) -> Option<u64> {
    let count = end.checked_sub(start).filter(|count| *count > 1)?;
    Some(start + count.next_power_of_two() / 2)
}
