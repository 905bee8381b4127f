//! Badges as signed tokens, and keys as JSON.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod claims;
mod key_sets;
mod keys;
mod support;
mod tokens;
