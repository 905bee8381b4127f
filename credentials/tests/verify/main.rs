//! Verification as callers use it: bytes in, needs answered from a map, a report out.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "in a test a panic is the report"
)]

mod answers;
mod binding;
mod inputs;
mod proofs;
mod shapes;
mod status;
mod support;
mod tampering;
mod vectors;
