//! Proofs from the public tiles. Each is verified against a checkpoint of our own before it is returned.

use crate::checkpoint::{LogKey, SignedCheckpoint};
use crate::tiles::{TileError, Tiles};
use std::path::Path;
use tlog::{
    Checkpoint, Hash, InclusionProof, NodeError, Nodes, ProofError, TILE_WIDTH, consistency_path,
    inclusion_path, is_consistent,
};

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// A tile cannot be read.
    #[error("reading the public tree")]
    Tiles(#[from] NodeError<TileError>),
    /// A bundle of entries cannot be read.
    #[error("reading the entries of the public tree")]
    Entries(#[from] TileError),
    /// There is no such entry.
    #[error("the public tree has no entry {0}")]
    NoEntry(u64),
    /// The proof does not verify.
    #[error("what was made of the public tree does not hold")]
    Proof(#[from] ProofError),
    /// The checkpoint does not extend the older one.
    #[error("the public tree is not consistent with itself")]
    Inconsistent,
}

/// The public tree at a checkpoint.
#[derive(Debug)]
pub struct Prover<'a> {
    tiles: Tiles,
    newest: &'a SignedCheckpoint,
    key: &'a LogKey,
}

impl<'a> Prover<'a> {
    /// The tree in `public` at this checkpoint.
    #[must_use]
    pub fn new(public: &Path, newest: &'a SignedCheckpoint, key: &'a LogKey) -> Self {
        Self { tiles: Tiles::new(public), newest, key }
    }

    /// The tree of this many leaves.
    fn nodes(&self, size: u64) -> Nodes<'_, TileError> {
        Nodes::new(size, |tile| self.tiles.hashes(tile))
    }

    /// Entry and proof of each of these leaves, which the checkpoint must cover.
    ///
    /// # Errors
    /// [`ProveError`].
    pub fn include(&self, leaves: &[u64]) -> Result<Vec<(String, InclusionProof)>, ProveError> {
        let mut nodes = self.nodes(self.newest.checkpoint.size);
        let mut proven = Vec::new();
        for leaf in leaves {
            let entry = self.entry(*leaf)?;
            let path = inclusion_path(*leaf, &mut nodes)?;
            let proof = InclusionProof { index: *leaf, path, checkpoint: self.newest.note.clone() };
            proof.verify(&entry, self.key.verifier())?;
            proven.push((entry, proof));
        }
        Ok(proven)
    }

    /// Root over the first `size` leaves.
    ///
    /// # Errors
    /// [`ProveError::Tiles`].
    pub fn root(&self, size: u64) -> Result<Hash, ProveError> {
        Ok(self.nodes(size).root()?)
    }

    /// Proves that the checkpoint extends an older one of the same tree.
    ///
    /// # Errors
    /// [`ProveError`].
    pub fn consistent(&self, older: &Checkpoint) -> Result<Vec<Hash>, ProveError> {
        let newer = &self.newest.checkpoint;
        let path = consistency_path(older.size, &mut self.nodes(newer.size))?;
        if is_consistent((older.size, older.root), (newer.size, newer.root), &path) {
            Ok(path)
        } else {
            Err(ProveError::Inconsistent)
        }
    }

    fn entry(&self, leaf: u64) -> Result<String, ProveError> {
        let width = TILE_WIDTH as u64;
        let (bundle, within) = (leaf / width, usize::try_from(leaf % width).unwrap_or(TILE_WIDTH));
        let entries = self.tiles.entries(bundle, within + 1)?;
        entries.into_iter().nth(within).ok_or(ProveError::NoEntry(leaf))
    }
}
