//! The arguments of `insignia-audit copy`.

use clap::Args;
use std::path::PathBuf;

/// The options of a copy's check.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct CopyOrder {
    /// Directory with the copy
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// Checkpoint key of the ledger, name+id+key, as the institution publishes it
    #[arg(long)]
    pub key: String,
}
