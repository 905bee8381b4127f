//! The public file `checkpoint`: size and root of the log, signed by the log's own key (C2SP tlog-checkpoint).

use host_files::atomic_file;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tlog::{Checkpoint, CheckpointError, Hash, NoteError, VerifierKey};

/// Why there is no checkpoint, or the one on disk is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointFault {
    /// The file is no checkpoint, or another key signed it.
    #[error("{0} is not a checkpoint that this signer's key signed")]
    Foreign(PathBuf, #[source] CheckpointError),
    /// It has another root than the journal.
    #[error("{0} is of another tree than the journal's")]
    Differs(PathBuf),
    /// It covers more entries than the journal has: path, size of the checkpoint, size of the journal.
    #[error("{0} names {1} entries and the journal has {2}: entries were lost")]
    Ahead(PathBuf, u64, u64),
    /// The file cannot be read or written.
    #[error("reading or writing {0}")]
    Io(PathBuf, #[source] io::Error),
    /// The signature from outside does not verify.
    #[error("the token's signature under the checkpoint does not verify with the key that was pinned")]
    Signature(#[source] CheckpointError),
}

/// The log's key under the log's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKey(VerifierKey);

impl LogKey {
    /// The key of the log with this origin. Ed25519 only: readers of public logs need not support other keys.
    ///
    /// # Errors
    /// [`NoteError`] if the origin cannot be a name, or the bytes are no Ed25519 key.
    pub fn new(origin: &str, key: [u8; 32]) -> Result<Self, NoteError> {
        Ok(Self(VerifierKey::new(origin, key)?))
    }

    /// The log's origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.0.name()
    }

    /// In the form that readers take: `name+id+key`.
    #[must_use]
    pub fn published(&self) -> String {
        self.0.to_string()
    }

    /// The key itself.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.0
    }

    /// Parses a note that this key signed.
    ///
    /// # Errors
    /// [`CheckpointError`] if it is no checkpoint, or another key signed it.
    pub fn verified(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        Checkpoint::verified(note, &self.0)
    }
}

/// The newest checkpoint that is on disk with all its tiles, shared with readers.
#[derive(Debug, Default)]
pub struct NewestCheckpoint {
    signed: Mutex<Option<SignedCheckpoint>>,
    changed: Condvar,
}

/// A checkpoint and its note.
#[derive(Clone, Debug)]
pub struct SignedCheckpoint {
    /// Origin, size and root.
    pub checkpoint: Checkpoint,
    /// The signed note (C2SP signed-note).
    pub note: String,
}

impl NewestCheckpoint {
    /// The current one.
    #[must_use]
    pub fn get(&self) -> Option<SignedCheckpoint> {
        self.signed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it covers this many leaves; `None` after the time limit.
    #[must_use]
    pub fn reaching(&self, size: u64, limit: Duration) -> Option<SignedCheckpoint> {
        let small = |signed: &mut Option<SignedCheckpoint>| {
            signed.as_ref().is_none_or(|one| one.checkpoint.size < size)
        };
        let signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(signed, limit, small);
        let (signed, _) = waited.unwrap_or_else(PoisonError::into_inner);
        signed.clone().filter(|one| one.checkpoint.size >= size)
    }

    fn set(&self, signed: SignedCheckpoint) {
        *self.signed.lock().unwrap_or_else(PoisonError::into_inner) = Some(signed);
        self.changed.notify_all();
    }
}

/// The newest checkpoint, in memory and on disk.
#[derive(Debug)]
pub struct CheckpointFile {
    path: PathBuf,
    newest: Arc<NewestCheckpoint>,
}

impl CheckpointFile {
    /// Reads the file in the public directory without writing. Fails if the log's key did not sign it.
    pub(crate) fn read(public: &Path, key: Option<&LogKey>) -> Result<Self, CheckpointFault> {
        let path = public.join("checkpoint");
        let note = match std::fs::read_to_string(&path) {
            Ok(note) => note,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { path, newest: Arc::default() });
            }
            Err(e) => return Err(CheckpointFault::Io(path, e)),
        };
        let read = match key {
            Some(key) => key.verified(&note),
            None => Err(NoteError::Unsigned.into()),
        };
        match read {
            Ok(checkpoint) => {
                let newest = Arc::new(NewestCheckpoint::default());
                newest.set(SignedCheckpoint { checkpoint, note });
                Ok(Self { path, newest })
            }
            Err(e) => Err(CheckpointFault::Foreign(path, e)),
        }
    }

    /// The newest checkpoint, shared with readers.
    #[must_use]
    pub fn newest(&self) -> Arc<NewestCheckpoint> {
        Arc::clone(&self.newest)
    }

    /// Number of leaves that it covers: those whose root it must have.
    pub(crate) fn size(&self) -> Option<u64> {
        self.newest.get().map(|signed| signed.checkpoint.size)
    }

    /// Compares it with the journal's tree. `root` is the root over the leaves that it covers, `None` if the journal
    /// has fewer; `leaves` is the journal's number.
    pub(crate) fn compare(&self, root: Option<&Hash>, leaves: u64) -> Result<(), CheckpointFault> {
        let Some(SignedCheckpoint { checkpoint, .. }) = self.newest.get() else { return Ok(()) };
        match root {
            Some(root) if checkpoint.root == *root => Ok(()),
            Some(_) => Err(CheckpointFault::Differs(self.path.clone())),
            None => Err(CheckpointFault::Ahead(self.path.clone(), checkpoint.size, leaves)),
        }
    }

    /// Does it state this size and root?
    pub(crate) fn is(&self, size: u64, root: &Hash) -> bool {
        let newest = self.newest.get().map(|signed| signed.checkpoint);
        newest.is_some_and(|newest| newest.size == size && newest.root == *root)
    }

    /// Verifies the token's signature, and writes the note.
    pub(crate) fn write(
        &self,
        key: &LogKey,
        checkpoint: &Checkpoint,
        signature: &[u8; 64],
    ) -> Result<(), CheckpointFault> {
        let note = checkpoint.note(&key.0, signature);
        let checkpoint = key.verified(&note).map_err(CheckpointFault::Signature)?;
        atomic_file::write(&self.path, note.as_bytes(), atomic_file::PUBLIC_FILE)
            .map_err(|e| CheckpointFault::Io(self.path.clone(), e))?;
        self.newest.set(SignedCheckpoint { checkpoint, note });
        Ok(())
    }
}
