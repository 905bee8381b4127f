//! The cryptosuites against the official vectors of the W3C, one file for each kind, and against each other.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod chains;
mod issuing;
mod json;
mod members;
mod selective;
mod support;
mod w3c;
