//! At a start: the tree is built from the journal, and compared with the public files.

use crate::checkpoint::{CheckpointFault, CheckpointFile, LogKey, NewestCheckpoint};
use crate::publish_queue::PublishQueue;
use crate::publisher::{PublishError, Publisher};
use crate::tiles::{TileError, Tiles};
use std::path::Path;
use std::sync::Arc;
use tlog::{FullTile, Hash, Tree};

/// A tree that grows entry by entry. Each full tile is compared with the disk.
#[derive(Debug)]
pub struct Rebuild {
    tiles: Tiles,
    checkpoint: Result<CheckpointFile, CheckpointFault>,
    tree: Tree,
    missing: Vec<FullTile>,
    /// Root over the entries that the checkpoint covers, once there are as many.
    covered: Option<Hash>,
}

/// A tree that agrees with the public files.
#[derive(Debug)]
pub struct Rebuilt {
    tiles: Tiles,
    checkpoint: CheckpointFile,
    tree: Tree,
    /// Full tiles that are missing on disk.
    missing: Vec<FullTile>,
}

impl Rebuild {
    /// An empty tree, to be compared with the files in `public`. `key`: the log's key, if there is one.
    #[must_use]
    pub fn new(public: &Path, key: Option<&LogKey>) -> Self {
        let mut rebuild = Self {
            tiles: Tiles::new(public),
            checkpoint: CheckpointFile::read(public, key),
            tree: Tree::default(),
            missing: Vec::new(),
            covered: None,
        };
        rebuild.note_covered();
        rebuild
    }

    /// Number of entries so far: the index of the next one.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Adds the next entry.
    ///
    /// # Errors
    /// [`TileError`] if a full tile on disk differs.
    pub fn add(&mut self, entry: String) -> Result<(), TileError> {
        for tile in self.tree.append(entry) {
            if !self.tiles.compare_full(&tile)? {
                self.missing.push(tile);
            }
        }
        self.note_covered();
        Ok(())
    }

    /// After the last entry: compares open tiles and checkpoint.
    ///
    /// # Errors
    /// [`PublishError`] if the files contradict the journal or go beyond it.
    pub fn finish(self) -> Result<Rebuilt, PublishError> {
        let Self { tiles, checkpoint, tree, missing, covered } = self;
        tiles.compare_open(&tree)?;
        let checkpoint = checkpoint?;
        checkpoint.compare(covered.as_ref(), tree.size())?;
        Ok(Rebuilt { tiles, checkpoint, tree, missing })
    }

    fn note_covered(&mut self) {
        let size = self.checkpoint.as_ref().ok().and_then(CheckpointFile::size);
        if self.covered.is_none() && size == Some(self.tree.size()) {
            self.covered = Some(self.tree.root());
        }
    }
}

impl Rebuilt {
    /// Number of entries.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The newest published checkpoint, shared with readers.
    #[must_use]
    pub fn newest(&self) -> Arc<NewestCheckpoint> {
        self.checkpoint.newest()
    }

    /// Writes missing tiles. Returns the publisher, which takes further entries from the queue.
    ///
    /// # Errors
    /// [`PublishError::Tiles`].
    pub fn publish(self, queue: Arc<PublishQueue>) -> Result<Publisher, PublishError> {
        let mut publisher = Publisher::new(self.tree, self.tiles, self.missing, self.checkpoint, queue);
        publisher.write_tiles()?;
        Ok(publisher)
    }
}
