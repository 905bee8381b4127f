//! A key ceremony: takes a reviewed plan, prints a script for the people present, and writes a transcript with digests.
//!
//! The plan names the people and the key. The script is printed and followed. The transcript holds what was typed at
//! each step and the digests of everything relevant; its SHA-256 is a leaf of the ledger.

pub(crate) mod plan;
pub(crate) mod text;
