//! C2SP tlog-proof: a leaf's index, its inclusion proof and the checkpoint of that proof, as one text to keep.

use super::checkpoint::{Checkpoint, CheckpointError, decimal, hash};
use super::inclusion::root_of_inclusion;
use super::merkle::{Hash, leaf_hash};
use super::note::{MAX_NOTE, VerifierKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write as _;

/// First line of a proof.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Maximum number of hashes of a path: a tree has at most 2^64 leaves.
const MAX_PATH: usize = 64;

/// The proof that an entry is in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    /// Index of the leaf, from 0.
    pub index: u64,
    /// Siblings on the path to the root, lowest first.
    pub path: Vec<Hash>,
    /// The signed note.
    pub checkpoint: String,
}

/// Why a proof is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The text does not have the standard's form of a proof.
    #[error("this is not a proof that an entry is in a log")]
    Form,
    /// Its checkpoint is invalid.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry at this index results in another root.
    #[error("the entry is not in the log of that checkpoint")]
    NotIncluded,
}

impl InclusionProof {
    /// As a text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\nindex {}\n", self.index);
        for hash in &self.path {
            let _ = writeln!(text, "{}", STANDARD.encode(hash));
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads a text. Extra data is ignored: it is not protected.
    ///
    /// # Errors
    /// [`ProofError::Form`].
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ProofError::Form)?;
        if text.len() > 2 * MAX_NOTE {
            return Err(ProofError::Form);
        }
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(ProofError::Form);
        }
        lines.next_if(|line| line.starts_with("extra "));
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        let path: Vec<_> = lines.map(hash).collect::<Option<_>>().ok_or(ProofError::Form)?;
        if path.len() > MAX_PATH {
            return Err(ProofError::Form);
        }
        Ok(Self { index: index.ok_or(ProofError::Form)?, path, checkpoint: checkpoint.to_owned() })
    }

    /// Verifies that this entry is in the log of this key. Returns the checkpoint of the proof.
    ///
    /// # Errors
    /// [`ProofError`].
    pub fn verify(&self, entry: &str, key: &VerifierKey) -> Result<Checkpoint, ProofError> {
        let checkpoint = Checkpoint::verified(&self.checkpoint, key)?;
        let root = root_of_inclusion(self.index, checkpoint.size, leaf_hash(entry.as_bytes()), &self.path);
        if root == Some(checkpoint.root) { Ok(checkpoint) } else { Err(ProofError::NotIncluded) }
    }
}
