//! Replay of a journal, and comparison with the public files.

use super::record::Record;
use super::state::{State, StateError};
use super::{LedgerError, log_key};
use credentials::multikey::PublicKey;
use journal::{LogKey, PublishError, Rebuild, Rebuilt};
use std::path::Path;

/// A replayed journal.
#[derive(Debug)]
pub(super) struct Replayed {
    pub(super) tree: Rebuilt,
    pub(super) state: State,
}

/// Replays a journal and compares tiles and checkpoint with it. Fails if they contradict it or go beyond it.
pub(super) fn compared(records: &[Record], public: &Path, origin: &str) -> Result<Replayed, LedgerError> {
    let mut tree = Rebuild::new(public, key(records, origin).as_ref());
    let mut state = State::default();
    for record in records {
        if let Record::Intent(intent) = record {
            if intent.leaf != tree.size() {
                return Err(StateError::Order(intent.leaf).into());
            }
            tree.add(intent.entry.clone()).map_err(PublishError::Tiles)?;
        }
        state.apply(record.clone())?;
    }
    Ok(Replayed { tree: tree.finish()?, state })
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
        Record::CheckpointKey { public_key, .. } => log_key(origin, &PublicKey::parse(public_key).ok()?).ok(),
        _ => None,
    })
}
