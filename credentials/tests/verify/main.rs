//! Verification as callers use it: bytes in, needs answered from a map, a report out.

mod answers;
mod binding;
mod inputs;
mod shapes;
mod status;
mod support;
mod tampering;
mod vectors;
