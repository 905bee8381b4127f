//! Checking the signer's ledger without trusting whoever serves it: out of its public files, a key, and what was seen of it
//! before; then, for one's own installation, against the database and the DID documents that are live.

mod database;
mod documents;
mod finding;
mod seen;
mod source;
mod surplus;
mod tree;

pub(crate) use database::reconcile;
pub(crate) use documents::compare;
pub(crate) use finding::{Finding, Outcome};
pub(crate) use seen::Seen;
pub(crate) use source::{Source, at};
pub(crate) use tree::{Entries, check};
