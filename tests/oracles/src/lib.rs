//! Credentials made by chance that can be repeated, for tests. What is asked of them is in `tests/`: other
//! implementations beside ours, and properties that must hold of every credential.

mod chance;
mod vary;

pub use chance::Chance;
pub use vary::{credential, varied};
