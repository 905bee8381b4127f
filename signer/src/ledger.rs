//! The ledger: an append-only Merkle tree that everyone may read, and a private journal behind it.
//!
//! The journal is synced before anything is signed or published; the tiles are made from it and compared with it at
//! each start. State is what the journal says, replayed.

pub(crate) mod journal;
pub(crate) mod leaf;
pub(crate) mod merkle;
pub(crate) mod record;
pub(crate) mod state;
pub(crate) mod tiles;
mod tree;

use crate::policy::Admitted;
use crate::service::signing::Signed;
use credentials::lint::Linted;
use credentials::time::Timestamp;
use journal::{Journal, JournalError};
use leaf::{Leaf, Salt};
use protocol::{Fault, FaultCode, SignedDocument};
use record::{Approved, Intent, Record, Statement};
use state::{Entered, State, StateError};
use std::path::Path;
use tiles::{TileError, Tiles};
use tree::{FullTile, Tree};

/// Why nothing could be recorded, or the ledger could not be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LedgerError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Tiles(#[from] TileError),
    #[error("replaying the journal")]
    State(#[from] StateError),
    #[error("asking the system for random bytes")]
    Chance(#[source] getrandom::Error),
    #[error("writing down a leaf")]
    Leaf(#[source] serde_json::Error),
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        crate::log::say(&format!("ledger: {}", crate::log::chain(&error)));
        Self::new(
            FaultCode::Ledger,
            "the signer cannot write its ledger, so it signs nothing. Ask whoever runs it to look at its log and its disk",
        )
    }
}

impl From<LedgerError> for protocol::Problem {
    fn from(error: LedgerError) -> Self {
        Self::Failed(error.into())
    }
}

/// A statement that is on disk: what may be signed. Only [`Ledger::record`] makes one.
#[derive(Debug)]
pub(crate) struct Recorded {
    linted: Linted,
    entered: Entered,
}

impl Recorded {
    /// Label of the key that it was recorded under.
    pub(crate) fn key(&self) -> &str {
        &self.entered.key
    }

    /// The document, and how it was entered.
    pub(crate) fn into_parts(self) -> (Linted, Entered) {
        (self.linted, self.entered)
    }
}

/// Journal, tree, tiles and the state that they amount to.
#[derive(Debug)]
pub(crate) struct Ledger {
    journal: Journal,
    tree: Tree,
    tiles: Tiles,
    /// Full tiles that are not on disk yet.
    unwritten: Vec<FullTile>,
    state: State,
}

impl Ledger {
    /// Opens the ledger: replays the journal, cuts a torn end, and compares the tiles with it.
    pub(crate) fn open(directory: &Path, public: &Path) -> Result<Self, LedgerError> {
        let (journal, contents) = Journal::open(directory)?;
        if contents.torn > 0 {
            crate::log::say(&format!(
                "cut {} bytes of an unfinished write off the journal's end",
                contents.torn
            ));
        }
        let (tree, state, unwritten) = replay(&contents.records, &Tiles::new(public))?;
        let mut ledger = Self { journal, tree, tiles: Tiles::new(public), unwritten, state };
        ledger.publish()?;
        Ok(ledger)
    }

    /// Reads the ledger without changing anything, for `doctor`. Gives the number of leaves.
    pub(crate) fn inspect(directory: &Path, public: &Path) -> Result<u64, LedgerError> {
        let contents = Journal::read(directory)?;
        let (tree, _, _) = replay(&contents.records, &Tiles::new(public))?;
        Ok(tree.size())
    }

    /// What was recorded so far.
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Number of leaves.
    pub(crate) fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Root of the tree, lower-case hex.
    pub(crate) fn root(&self) -> String {
        hex::encode(self.tree.root())
    }

    /// Records what is no leaf: a key, a set-up code.
    pub(crate) fn note(&mut self, record: Record) -> Result<(), LedgerError> {
        self.append(vec![record])
    }

    /// Records a statement that needs no signature, with its canonical text, what people approved if they had to, and
    /// what is no leaf but belongs to it: all or nothing. Gives its leaf's index.
    pub(crate) fn state_publicly(
        &mut self,
        statement: Statement,
        canonical: &str,
        approved: Option<Approved>,
        with: Vec<Record>,
        at: Timestamp,
    ) -> Result<u64, LedgerError> {
        let leaf = self.tree.size();
        let intent = self.intent(leaf, statement, canonical, approved, at)?;
        let mut records = with;
        records.push(Record::Intent(intent));
        self.append(records)?;
        Ok(leaf)
    }

    /// Records admitted documents with one sync for all of them. A document that was recorded before is not recorded
    /// again: it is signed again under the same `created`, so the same signature comes out.
    pub(crate) fn record(&mut self, batch: Vec<Admitted>) -> Result<Vec<Recorded>, LedgerError> {
        let mut records = Vec::new();
        let mut recorded = Vec::new();
        for admitted in batch {
            let (linted, statement, earlier, approved, at) = admitted.into_parts();
            let entered = if let Some(entered) = earlier {
                entered
            } else {
                let leaf = self.tree.size() + records.len() as u64;
                let intent = self.intent(leaf, statement, linted.canonical(), approved, at)?;
                let entered = Entered::of(&intent)?;
                records.push(Record::Intent(intent));
                entered
            };
            recorded.push(Recorded { linted, entered });
        }
        self.append(records)?;
        Ok(recorded)
    }

    /// Records the outcomes, then lets the documents go.
    pub(crate) fn settle(&mut self, signed: Vec<Signed>) -> Result<Vec<SignedDocument>, LedgerError> {
        let mut outcomes = Vec::new();
        let mut documents = Vec::new();
        for one in signed {
            let (document, leaf, signature) = one.into_parts();
            if self.state.is_open(leaf) {
                outcomes.push(Record::Outcome { leaf, signature: hex::encode(signature) });
            }
            documents.push(SignedDocument { document, ledger_index: leaf });
        }
        self.append(outcomes)?;
        Ok(documents)
    }

    fn intent(
        &self,
        leaf: u64,
        statement: Statement,
        canonical: &str,
        approved: Option<Approved>,
        at: Timestamp,
    ) -> Result<Intent, LedgerError> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(LedgerError::Chance)?;
        let salt = Salt::new(random);
        // A key that is not pinned cannot be named by a statement: policy took it from the same state.
        let key = match statement.key() {
            Some(label) => {
                Some(self.state.key(label).ok_or(StateError::UnknownKey(leaf))?.public_key.multibase())
            }
            None => None,
        };
        let entry = serde_json::to_string(&Leaf::of(&statement, key, approved.as_ref(), at, canonical, salt))
            .map_err(LedgerError::Leaf)?;
        Ok(Intent { leaf, entry, salt, created: at.millis(), statement, approved })
    }

    /// Journal first, then memory, then the public tiles.
    fn append(&mut self, records: Vec<Record>) -> Result<(), LedgerError> {
        if !records.is_empty() {
            self.journal.append(&records)?;
        }
        for record in records {
            if let Record::Intent(intent) = &record {
                self.unwritten.extend(self.tree.append(intent.entry.clone()));
            }
            self.state.apply(record)?;
        }
        self.publish()
    }

    fn publish(&mut self) -> Result<(), LedgerError> {
        for tile in &self.unwritten {
            self.tiles.write_full(tile)?;
        }
        self.unwritten.clear();
        Ok(self.tiles.write_open(&self.tree)?)
    }
}

/// Rebuilds tree and state, and compares the tiles on disk; gives the full tiles that are missing there.
fn replay(records: &[Record], tiles: &Tiles) -> Result<(Tree, State, Vec<FullTile>), LedgerError> {
    let mut tree = Tree::default();
    let mut state = State::default();
    let mut missing = Vec::new();
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
        }
        state.apply(record.clone())?;
    }
    tiles.compare_open(&tree)?;
    Ok((tree, state, missing))
}
