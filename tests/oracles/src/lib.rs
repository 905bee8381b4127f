//! Reproducible random credentials for tests. The files in `tests/` compare them with other implementations, and
//! check properties of every credential.

mod chance;
mod vary;

pub use chance::Chance;
pub use vary::{credential, varied};
