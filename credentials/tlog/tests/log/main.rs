//! Transparency logs, checked against another implementation of RFC 6962 and against published notes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod notes;
mod proofs;
mod support;
mod trees;
