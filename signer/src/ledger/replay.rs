//! Replay of a journal, and comparison with the public files.

use super::LedgerError;
use super::checkpoint::{CheckpointFile, LogKey};
use super::record::Record;
use super::state::{State, StateError};
use super::tiles::Tiles;
use credentials::multikey::PublicKey;
use std::path::Path;
use tlog::{FullTile, Tree};

/// A replayed journal.
#[derive(Debug)]
pub(super) struct Replayed {
    pub(super) tree: Tree,
    pub(super) state: State,
    /// Full tiles that are missing in the public directory.
    pub(super) missing: Vec<FullTile>,
    pub(super) checkpoint: CheckpointFile,
}

/// Replays a journal and compares tiles and checkpoint with it. Fails if they contradict it or go beyond it.
pub(super) fn compared(records: &[Record], public: &Path, origin: &str) -> Result<Replayed, LedgerError> {
    let (tiles, checkpoint) =
        (Tiles::new(public), CheckpointFile::read(public, key(records, origin).as_ref()));
    let told = checkpoint.as_ref().ok().and_then(CheckpointFile::size);
    let (mut tree, mut state, mut missing) = (Tree::default(), State::default(), Vec::new());
    let root_told = |tree: &Tree| (told == Some(tree.size())).then(|| tree.root());
    let mut root = root_told(&tree);
    for record in records {
        if let Record::Intent(intent) = record {
            if intent.leaf != tree.size() {
                return Err(StateError::Order(intent.leaf).into());
            }
            for tile in tree.append(intent.entry.clone()) {
                if !tiles.compare_full(&tile)? {
                    missing.push(tile);
                }
            }
            root = root.or_else(|| root_told(&tree));
        }
        state.apply(record.clone())?;
    }
    tiles.compare_open(&tree)?;
    let checkpoint = checkpoint?;
    checkpoint.compare(root.as_ref(), tree.size())?;
    Ok(Replayed { tree, state, missing, checkpoint })
}

/// Replays the state only. Returns it with the number of leaves.
pub(super) fn state(records: &[Record]) -> Result<(State, u64), LedgerError> {
    let (mut state, mut next) = (State::default(), 0);
    for record in records {
        next += u64::from(matches!(record, Record::Intent(_)));
        state.apply(record.clone())?;
    }
    Ok((state, next))
}

/// The log's key, if it was made.
fn key(records: &[Record], origin: &str) -> Option<LogKey> {
    records.iter().rev().find_map(|record| match record {
        Record::CheckpointKey { public_key, .. } => {
            LogKey::new(origin, &PublicKey::parse(public_key).ok()?).ok()
        }
        _ => None,
    })
}
