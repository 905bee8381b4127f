use crate::Unread;
use tlog::CheckpointError;

/// What is known of a ledger's checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckpointFact {
    /// It is signed by the key of this name, for so many entries.
    Signed {
        /// The name of the key.
        name: String,
        /// The number of entries.
        entries: u64,
    },
    /// It cannot be read.
    Unread(Unread),
    /// It is not UTF-8.
    NotText,
    /// It is not a checkpoint that the key signed.
    Invalid(CheckpointError),
    /// The one of the earlier verification is signed by another key.
    OtherKey,
}

fact_codes! { CheckpointFact as Checkpoint {
    Self::Signed { .. } => "checkpoint-signed",
    Self::Unread(_) => "checkpoint-unread",
    Self::NotText => "checkpoint-not-text",
    Self::Invalid(_) => "checkpoint-invalid",
    Self::OtherKey => "checkpoint-other-key",
} }
