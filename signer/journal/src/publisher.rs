//! The public tree: tiles first, then the checkpoint that names them, never ahead of the journal.

use crate::checkpoint::{CheckpointFault, CheckpointFile, LogKey};
use crate::publish_queue::PublishQueue;
use crate::tiles::{TileError, Tiles};
use std::sync::Arc;
use std::time::Duration;
use tlog::{Checkpoint, FullTile, Hash, Tree};

/// Why the public tree could not be written, or is not the journal's.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A tile.
    #[error(transparent)]
    Tiles(#[from] TileError),
    /// The checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
}

/// Writes the journal's entries into the public directory. There is only one publisher.
#[derive(Debug)]
pub struct Publisher {
    tree: Tree,
    tiles: Tiles,
    /// Full tiles that are not on disk yet.
    unwritten: Vec<FullTile>,
    checkpoint: CheckpointFile,
    publish_queue: Arc<PublishQueue>,
}

impl Publisher {
    /// Takes a tree that was compared with the tiles on disk, and the full tiles that are missing there.
    pub(crate) fn new(
        tree: Tree,
        tiles: Tiles,
        unwritten: Vec<FullTile>,
        checkpoint: CheckpointFile,
        publish_queue: Arc<PublishQueue>,
    ) -> Self {
        Self { tree, tiles, unwritten, checkpoint, publish_queue }
    }

    /// Waits up to `limit` for new leaves, and takes all of them.
    pub fn wait(&mut self, limit: Duration) {
        for entry in self.publish_queue.take(limit) {
            self.unwritten.extend(self.tree.append(entry));
        }
    }

    /// Writes the tiles of all leaves that were taken. While that fails, [`PublishQueue::is_stuck`].
    ///
    /// # Errors
    /// [`PublishError::Tiles`].
    pub fn write_tiles(&mut self) -> Result<(), PublishError> {
        let written = self.try_tiles();
        self.publish_queue.set_stuck(written.is_err());
        written
    }

    fn try_tiles(&mut self) -> Result<(), PublishError> {
        self.tiles.write_all(&self.unwritten, &self.tree)?;
        self.unwritten.clear();
        Ok(())
    }

    /// The checkpoint to sign, unless the one on disk is current. Only after [`Publisher::write_tiles`].
    #[must_use]
    pub fn unsigned(&self, key: &LogKey) -> Option<Checkpoint> {
        let (size, root) = (self.tree.size(), self.tree.root());
        (!self.checkpoint.is(size, &root)).then(|| Checkpoint { origin: key.origin().to_owned(), size, root })
    }

    /// Writes the note of a signed checkpoint, if the signature verifies.
    ///
    /// # Errors
    /// [`PublishError::Checkpoint`].
    pub fn write_checkpoint(
        &self,
        key: &LogKey,
        signed: &Checkpoint,
        signature: &[u8; 64],
    ) -> Result<(), PublishError> {
        Ok(self.checkpoint.write(key, signed, signature)?)
    }

    /// Root over all leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.tree.root()
    }
}
