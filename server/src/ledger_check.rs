//! Checks the signer's ledger without trusting the server that publishes it: from its public files, a key, and an
//! earlier checkpoint. For one's own installation, also against the database and the live DID documents.

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
