//! Verification as callers use it: bytes in, needs answered from a map, a report out.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is the report")]

mod answers;
mod binding;
mod contexts;
mod copied_keys;
mod dates;
mod endorsements;
mod envelopes;
mod forms;
mod identity;
mod inputs;
mod issuer_documents;
mod issuer_keys;
mod keepers;
mod ledgers;
mod list_forms;
mod lists;
mod open_questions;
mod other_credentials;
mod presentations;
mod problems;
mod proofs;
mod real_cases;
mod recipients;
mod refresh;
mod revocation_lists;
mod shapes;
mod status;
mod status_entries;
mod support;
mod tampering;
mod tokens;
mod vc_1_1;
mod vectors;
mod web_issuers;
