//! A key ceremony: one reviewed plan in, a script for the people who are present, minutes with digests out.
//!
//! The plan says who is there and which key is made. The script is printed and followed; the minutes hold what was typed
//! at each step and the digests of everything that counted, and their SHA-256 is a leaf of the ledger.

pub(crate) mod plan;
pub(crate) mod text;
