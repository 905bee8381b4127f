//! Refusals because of the ledger and its checkpoints.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why the ledger refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LedgerReason {
    /// No checkpoint was presented since the restart.
    HandshakeRequired,
    /// The presented note is no checkpoint of this ledger.
    ForeignCheckpoint {
        /// The parser's error.
        error: String,
    },
    /// The presented checkpoint covers entries that this ledger does not have.
    RolledBack,
    /// No entries are missing, or the typed text is not the beginning of their root.
    NoneMissing {
        /// The number of characters to type.
        characters: usize,
    },
    /// The credential was never entered.
    NotEntered,
}

impl LedgerReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::HandshakeRequired => RefusalCode::HandshakeRequired,
            Self::ForeignCheckpoint { .. } => RefusalCode::ForeignCheckpoint,
            Self::RolledBack => RefusalCode::LedgerRolledBack,
            Self::NoneMissing { .. } => RefusalCode::MalformedRequest,
            Self::NotEntered => RefusalCode::NotEntered,
        }
    }
}
