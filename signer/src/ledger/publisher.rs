//! The public tree: tiles first, then the checkpoint that names them, never ahead of the journal.

use super::LedgerError;
use super::checkpoint::{CheckpointFile, LogKey};
use super::outbox::Outbox;
use super::tiles::Tiles;
use std::sync::Arc;
use std::time::Duration;
use tlog::{Checkpoint, FullTile, Hash, Tree};

/// Writes the journal's entries into the public directory. There is only one publisher.
#[derive(Debug)]
pub(crate) struct Publisher {
    tree: Tree,
    tiles: Tiles,
    /// Full tiles that are not on disk yet.
    unwritten: Vec<FullTile>,
    checkpoint: CheckpointFile,
    outbox: Arc<Outbox>,
}

impl Publisher {
    /// Takes a tree that was compared with the tiles on disk, and the full tiles that are missing there.
    pub(super) fn new(
        tree: Tree,
        tiles: Tiles,
        unwritten: Vec<FullTile>,
        checkpoint: CheckpointFile,
        outbox: Arc<Outbox>,
    ) -> Self {
        Self { tree, tiles, unwritten, checkpoint, outbox }
    }

    /// Waits up to `limit` for new leaves, and takes all of them.
    pub(crate) fn wait(&mut self, limit: Duration) {
        for entry in self.outbox.take(limit) {
            self.unwritten.extend(self.tree.append(entry));
        }
    }

    /// Writes the tiles of all leaves that were taken. While that fails, nothing new is entered into the ledger.
    pub(crate) fn write_tiles(&mut self) -> Result<(), LedgerError> {
        let written = self.try_tiles();
        self.outbox.set_stuck(written.is_err());
        written
    }

    fn try_tiles(&mut self) -> Result<(), LedgerError> {
        self.tiles.write_all(&self.unwritten, &self.tree)?;
        self.unwritten.clear();
        Ok(())
    }

    /// The checkpoint to sign, unless the one on disk is current. Only after [`Publisher::write_tiles`].
    pub(crate) fn unsigned(&self, key: &LogKey) -> Option<Checkpoint> {
        let (size, root) = (self.tree.size(), self.tree.root());
        (!self.checkpoint.is(size, &root)).then(|| Checkpoint { origin: key.origin().to_owned(), size, root })
    }

    /// Writes the note of a signed checkpoint.
    pub(crate) fn write_checkpoint(
        &self,
        key: &LogKey,
        signed: &Checkpoint,
        signature: &[u8; 64],
    ) -> Result<(), LedgerError> {
        Ok(self.checkpoint.write(key, signed, signature)?)
    }

    /// Root over all leaves.
    pub(crate) fn root(&self) -> Hash {
        self.tree.root()
    }
}
