//! C2SP tlog-checkpoint: origin, size and root of a log, signed as a note.

use super::merkle::Hash;
use super::note::{Note, NoteError, VerifierKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The state of a log at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log: its address without scheme.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// The root over these leaves.
    pub root: Hash,
}

/// Why a text is not a checkpoint of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text is not a note signed by the key.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note does not consist of origin, size and root.
    #[error("the note's text is no checkpoint")]
    Form,
    /// A checkpoint of another log.
    #[error("the checkpoint is of another log")]
    Origin,
}

impl Checkpoint {
    /// The text to sign.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// The note: the text and its signature by the log's key.
    #[must_use]
    pub fn note(&self, key: &VerifierKey, signature: &[u8; 64]) -> String {
        format!("{}\n{}", self.text(), key.signature_line(signature))
    }

    /// Reads the text of a checkpoint. Further lines are ignored, as in the standard.
    ///
    /// # Errors
    /// [`CheckpointError::Form`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Form)?.split('\n');
        let mut line = || lines.next().filter(|line| !line.is_empty()).ok_or(CheckpointError::Form);
        let (origin, size, root) = (line()?.to_owned(), line()?, line()?);
        if lines.any(str::is_empty) {
            return Err(CheckpointError::Form);
        }
        let size = decimal(size).ok_or(CheckpointError::Form)?;
        Ok(Self { origin, size, root: hash(root).ok_or(CheckpointError::Form)? })
    }

    /// Reads a note and verifies it by the log's key, whose name is the log's origin.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn verified(note: &str, key: &VerifierKey) -> Result<Self, CheckpointError> {
        let checkpoint = Self::parse(Note::parse(note)?.verified(key)?)?;
        if checkpoint.origin == key.name() { Ok(checkpoint) } else { Err(CheckpointError::Origin) }
    }
}

/// A number without leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// A hash in base64.
pub(crate) fn hash(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok()
}
