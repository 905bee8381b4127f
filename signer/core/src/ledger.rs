//! The ledger: a public append-only Merkle tree, and a private journal behind it.
//!
//! The journal is fsynced before anything is signed or published. The tiles are derived from it and compared with it at
//! each start. The state is a replay of the journal. Concurrent requests share one fsync (group commit); the tiles and
//! the checkpoint follow asynchronously: `docs/decisions/0010-ledger.md`.

pub(crate) mod leaf;
pub(crate) mod record;
mod replay;
pub(crate) mod state;

use crate::policy::Admitted;
use crate::signer::signing::Signed;
use credentials::lint::Linted;
use credentials::multikey::PublicKey;
use credentials::time::Timestamp;
use journal::{
    Batch, CommitError, GroupCommit, Journal, JournalError, LogKey, NewestCheckpoint, PublishError,
    PublishQueue, Publisher, Unsynced,
};
use leaf::{Leaf, Salt};
use protocol::{Fault, FaultReason, SignedDocument};
use record::{Approved, Intent, Record, Statement};
use replay::Replayed;
use state::{Entered, State, StateError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tlog::NoteError;

/// Why a record failed, or the ledger could not be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LedgerError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Commit(#[from] CommitError),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("the public tree cannot be written, and what others cannot read is no trace")]
    Unpublished,
    #[error("entries were lost; nothing is written until `insignia-signer ledger unfreeze`")]
    RolledBack,
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
        Self::new(FaultReason::Ledger)
    }
}

impl From<LedgerError> for protocol::Problem {
    fn from(error: LedgerError) -> Self {
        Self::Failed(error.into())
    }
}

/// A value that must not be used before all records up to it are on disk.
#[derive(Debug)]
#[must_use = "nothing of it is on disk before `synced`"]
pub(crate) struct Pending<T>(Unsynced<T>);

impl<T> Pending<T> {
    /// Waits until the records are on disk. Returns the value.
    pub(crate) fn synced(self) -> Result<T, LedgerError> {
        Ok(self.0.synced()?)
    }
}

/// A statement that is on disk and may be signed. Only [`Ledger::record`] makes one.
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

    /// The document and its entry.
    pub(crate) fn into_parts(self) -> (Linted, Entered) {
        (self.linted, self.entered)
    }
}

/// The journal and the state replayed from it. The state includes records queued for the journal, so the next request
/// is judged after them; nothing is answered before its record is on disk.
#[derive(Debug)]
pub(crate) struct Ledger {
    directory: PathBuf,
    commits: Arc<GroupCommit>,
    queue: Arc<PublishQueue>,
    newest: Arc<NewestCheckpoint>,
    state: State,
    /// Index of the next leaf.
    next: u64,
}

impl Ledger {
    /// Opens the ledger: replays the journal, truncates a torn end, compares tiles and checkpoint with it, and writes
    /// missing tiles. `origin` is the log's name in its checkpoints.
    pub(crate) fn open(
        directory: &Path,
        public: &Path,
        origin: &str,
    ) -> Result<(Self, Publisher), LedgerError> {
        let (journal, contents) = Journal::open(directory, record::parse)?;
        if contents.torn > 0 {
            crate::log::say(&format!(
                "cut {} bytes of an unfinished write off the journal's end",
                contents.torn
            ));
        }
        let Replayed { tree, state } = replay::compared(&contents.records, public, origin)?;
        let next = tree.size();
        let queue = Arc::new(PublishQueue::of(next));
        let newest = tree.newest();
        let publisher = tree.publish(Arc::clone(&queue))?;
        let commits = Arc::new(GroupCommit::new(journal, Arc::clone(&queue)));
        Ok((Self { directory: directory.into(), commits, queue, newest, state, next }, publisher))
    }

    /// Reads the ledger without changing it, for `doctor`. Returns the number of leaves.
    pub(crate) fn inspect(directory: &Path, public: &Path, origin: &str) -> Result<u64, LedgerError> {
        let contents = Journal::read(directory, record::parse)?;
        Ok(replay::compared(&contents.records, public, origin)?.tree.size())
    }

    /// State of all records so far.
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Number of leaves that are on disk.
    pub(crate) fn size(&self) -> u64 {
        self.queue.size()
    }

    /// The newest published checkpoint.
    pub(crate) fn newest(&self) -> Arc<NewestCheckpoint> {
        Arc::clone(&self.newest)
    }

    /// After a failed write: discards the state, which includes unwritten records, and replays the journal.
    pub(crate) fn refresh(&mut self) -> Result<(), LedgerError> {
        if !self.commits.is_stale()? {
            return Ok(());
        }
        (self.state, self.next) = replay::state(&Journal::read(&self.directory, record::parse)?.records)?;
        self.commits.refreshed();
        Ok(())
    }

    /// Records something that is no leaf, such as a key or an enrolment code. It is on disk when this returns.
    pub(crate) fn note(&mut self, record: Record) -> Result<(), LedgerError> {
        self.append(vec![record], ())?.synced()
    }

    /// Records a statement that needs no signature, with its canonical text, its approval if it needed one, and
    /// accompanying records that are no leaves: all or nothing. The leaf is on disk when this returns its index.
    pub(crate) fn state_publicly(
        &mut self,
        statement: Statement,
        canonical: &str,
        approved: Option<Approved>,
        with: Vec<Record>,
        at: Timestamp,
    ) -> Result<u64, LedgerError> {
        let leaf = self.next;
        let mut salt = [0; 32];
        getrandom::fill(&mut salt).map_err(LedgerError::Chance)?;
        // One of these records may pin the key of the statement.
        let pinned = with.iter().find_map(|record| match record {
            Record::Key { label, public_key, .. } if statement.key() == Some(label) => Some(public_key),
            _ => None,
        });
        let key = match pinned {
            Some(public_key) => Some(public_key.clone()),
            None => self.public_key_of(leaf, &statement)?,
        };
        let intent = intent(leaf, key, statement, canonical, approved, at, Salt::new(salt))?;
        let mut records = with;
        records.push(Record::Intent(intent));
        self.append(records, leaf)?.synced()
    }

    /// Appends admitted documents; all concurrent callers share one fsync. A document that was recorded before is not
    /// recorded again: it is signed again with the same `created`, so the signature is the same. It still waits for the
    /// fsync, since its earlier record may not be on disk yet.
    pub(crate) fn record(&mut self, batch: Vec<Admitted>) -> Result<Pending<Vec<Recorded>>, LedgerError> {
        let mut records = Vec::new();
        let mut recorded = Vec::new();
        // One system call for all salts.
        let mut random = vec![[0; 32]; batch.len()];
        getrandom::fill(random.as_flattened_mut()).map_err(LedgerError::Chance)?;
        for (admitted, salt) in batch.into_iter().zip(random) {
            let (linted, statement, earlier, approved, at) = admitted.into_parts();
            let entered = if let Some(entered) = earlier {
                entered
            } else {
                let leaf = self.next + records.len() as u64;
                let key = self.public_key_of(leaf, &statement)?;
                let salt = Salt::new(salt);
                let intent = intent(leaf, key, statement, linted.canonical(), approved, at, salt)?;
                let entered = Entered::of(&intent)?;
                records.push(Record::Intent(intent));
                entered
            };
            recorded.push(Recorded { linted, entered });
        }
        self.append(records, recorded)
    }

    /// Records the outcomes; the documents are released once these are on disk.
    pub(crate) fn settle(
        &mut self,
        signed: Vec<Signed>,
    ) -> Result<Pending<Vec<SignedDocument>>, LedgerError> {
        let mut outcomes = Vec::new();
        let mut documents = Vec::new();
        for one in signed {
            let (document, leaf, signature) = one.into_parts();
            if self.state.is_open(leaf) {
                outcomes.push(Record::Outcome { leaf, signature: hex::encode(signature) });
            }
            documents.push(SignedDocument { document, ledger_index: leaf });
        }
        self.append(outcomes, documents)
    }

    /// Public key of a statement. It is always pinned, because policy took it from the same state.
    fn public_key_of(&self, leaf: u64, statement: &Statement) -> Result<Option<String>, LedgerError> {
        let Some(label) = statement.key() else { return Ok(None) };
        let key = self.state.key(label).ok_or(StateError::UnknownKey(leaf))?;
        Ok(Some(key.public_key.multibase()))
    }

    /// Queues the records for the journal, then applies them to the state.
    fn append<T>(&mut self, records: Vec<Record>, value: T) -> Result<Pending<T>, LedgerError> {
        let unfreezes = records.iter().any(|record| matches!(record, Record::LedgerUnfrozen { .. }));
        let leaves = records.iter().filter(|record| matches!(record, Record::Intent(_))).count() as u64;
        if leaves > 0 && self.queue.is_stuck() {
            return Err(LedgerError::Unpublished);
        }
        if leaves > 0 && self.state.rolled_back.is_some() && !unfreezes {
            return Err(LedgerError::RolledBack);
        }
        let mut batch = Batch::default();
        for record in &records {
            batch.push(record, record.entry())?;
        }
        let queued = self.commits.queue(batch, value)?;
        self.next += leaves;
        for record in records {
            self.state.apply(record)?;
        }
        Ok(Pending(queued))
    }
}

/// The log's key under the log's name. Ed25519 only: readers of public logs need not support other keys.
pub(crate) fn log_key(origin: &str, key: &PublicKey) -> Result<LogKey, NoteError> {
    let PublicKey::Ed25519(key) = key else { return Err(NoteError::Key) };
    LogKey::new(origin, *key)
}

fn intent(
    leaf: u64,
    key: Option<String>,
    statement: Statement,
    canonical: &str,
    approved: Option<Approved>,
    at: Timestamp,
    salt: Salt,
) -> Result<Intent, LedgerError> {
    let entry = serde_json::to_string(&Leaf::of(&statement, key, approved.as_ref(), at, canonical, salt))
        .map_err(LedgerError::Leaf)?;
    Ok(Intent { leaf, entry, salt, created: at.millis(), statement, approved })
}
