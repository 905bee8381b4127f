//! A transparency log, as those read it who need not trust whoever keeps it: RFC 6962 hashes and proofs, and the C2SP
//! forms around them ([signed-note](https://c2sp.org/signed-note), [tlog-checkpoint](https://c2sp.org/tlog-checkpoint),
//! [tlog-tiles](https://c2sp.org/tlog-tiles), [tlog-proof](https://c2sp.org/tlog-proof)).
//!
//! The signer writes its ledger with this code, and everyone else judges it with it.

mod checkpoint;
mod consistency;
mod entry;
mod inclusion;
mod merkle;
mod nodes;
mod note;
mod proof_text;
mod tile;
mod tree;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use consistency::{consistency_path, is_consistent};
pub use entry::LedgerEntry;
pub use inclusion::{inclusion_path, root_of_inclusion};
pub use merkle::{Hash, empty_root, leaf_hash, tree_hash};
pub use nodes::{NodeError, Nodes, TileName};
pub use note::{Note, NoteError, VerifierKey};
pub use proof_text::{InclusionProof, ProofError};
pub use tile::{bundle, bundle_path, numbered, tile_path, unbundle};
pub use tree::{FullTile, TILE_WIDTH, Tree};
