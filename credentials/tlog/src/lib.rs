#![doc = include_str!("../README.md")]

mod checkpoint;
mod consistency;
mod inclusion;
mod merkle;
mod nodes;
mod note;
mod proof_text;
mod tile;
mod tree;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use consistency::{consistency_path, is_consistent};
pub use inclusion::{inclusion_path, root_of_inclusion};
pub use merkle::{Hash, empty_root, leaf_hash, tree_hash};
pub use nodes::{NodeError, Nodes, TileName};
pub use note::{Note, NoteError, VerifierKey};
pub use proof_text::{InclusionProof, ProofError};
pub use tile::{bundle, bundle_path, numbered, tile_path, unbundle};
pub use tree::{FullTile, TILE_WIDTH, Tree};
