//! The public file `checkpoint`: how the log stands, signed by the log's own key (C2SP tlog-checkpoint).

use crate::durable;
use credentials::log::{Checkpoint, CheckpointError, Hash, NoteError, VerifierKey};
use credentials::multikey::PublicKey;
use std::io;
use std::path::{Path, PathBuf};

/// Label of the log's key in the token: it signs checkpoints and nothing else, and no other key signs checkpoints.
pub(crate) const LABEL: &str = "checkpoint";

/// Why there is no checkpoint, or the one on disk cannot be relied on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CheckpointFault {
    #[error("{0} is not a checkpoint that this signer's key signed")]
    Foreign(PathBuf, #[source] CheckpointError),
    #[error("{0} is of another tree than the journal's")]
    Differs(PathBuf),
    #[error("{0} tells of {1} entries and the journal has {2}: entries were lost")]
    Ahead(PathBuf, u64, u64),
    #[error("reading or writing {0}")]
    Io(PathBuf, #[source] io::Error),
    #[error("the token's signature under the checkpoint does not verify with the key that was pinned")]
    Signature(#[source] CheckpointError),
}

/// The log's key under the log's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogKey(VerifierKey);

impl LogKey {
    /// Of the log with this origin. An error for keys other than Ed25519, which readers of public logs need not know.
    pub(crate) fn new(origin: &str, key: &PublicKey) -> Result<Self, NoteError> {
        let PublicKey::Ed25519(key) = key else { return Err(NoteError::Key) };
        Ok(Self(VerifierKey::new(origin, *key)?))
    }

    /// The log's origin.
    pub(crate) fn origin(&self) -> &str {
        self.0.name()
    }

    /// As readers take it: `name+id+key`.
    pub(crate) fn published(&self) -> String {
        self.0.to_string()
    }

    /// Reads a note that this key signed.
    pub(crate) fn verified(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        Checkpoint::verified(note, &self.0)
    }
}

/// The newest checkpoint, in memory and on disk.
#[derive(Debug)]
pub(crate) struct CheckpointFile {
    path: PathBuf,
    newest: Option<(Checkpoint, String)>,
}

impl CheckpointFile {
    /// What stands in the public directory; nothing is written. An error when the log's key did not sign it.
    pub(crate) fn read(public: &Path, key: Option<&LogKey>) -> Result<Self, CheckpointFault> {
        let path = public.join("checkpoint");
        let note = match std::fs::read_to_string(&path) {
            Ok(note) => note,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Self { path, newest: None }),
            Err(e) => return Err(CheckpointFault::Io(path, e)),
        };
        let read = match key {
            Some(key) => key.verified(&note),
            None => Err(NoteError::Unsigned.into()),
        };
        match read {
            Ok(checkpoint) => Ok(Self { path, newest: Some((checkpoint, note)) }),
            Err(e) => Err(CheckpointFault::Foreign(path, e)),
        }
    }

    /// Leaves that it tells of: those whose root it must have.
    pub(crate) fn size(&self) -> Option<u64> {
        self.newest.as_ref().map(|(checkpoint, _)| checkpoint.size)
    }

    /// Compares it with the journal's tree: the root over as many leaves as it tells of, None when the journal has
    /// fewer (`leaves`).
    pub(crate) fn compare(&self, root: Option<&Hash>, leaves: u64) -> Result<(), CheckpointFault> {
        match (&self.newest, root) {
            (None, _) => Ok(()),
            (Some((checkpoint, _)), Some(root)) if checkpoint.root == *root => Ok(()),
            (Some(_), Some(_)) => Err(CheckpointFault::Differs(self.path.clone())),
            (Some((checkpoint, _)), None) => {
                Err(CheckpointFault::Ahead(self.path.clone(), checkpoint.size, leaves))
            }
        }
    }

    /// Is this how it says that the log stands?
    pub(crate) fn is(&self, size: u64, root: &Hash) -> bool {
        self.newest.as_ref().is_some_and(|(newest, _)| newest.size == size && newest.root == *root)
    }

    /// Verifies what the token signed, and writes it.
    pub(crate) fn write(
        &mut self,
        key: &LogKey,
        checkpoint: &Checkpoint,
        signature: &[u8; 64],
    ) -> Result<(), CheckpointFault> {
        let note = checkpoint.note(&key.0, signature);
        let checkpoint = key.verified(&note).map_err(CheckpointFault::Signature)?;
        durable::write(&self.path, note.as_bytes(), durable::PUBLIC_FILE)
            .map_err(|e| CheckpointFault::Io(self.path.clone(), e))?;
        self.newest = Some((checkpoint, note));
        Ok(())
    }
}
