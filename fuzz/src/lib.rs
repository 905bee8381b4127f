//! Fuzz targets: one function for each parser of untrusted bytes. None may panic, hang, or use unbounded memory,
//! whatever the bytes; each asserts the invariants of accepted input.
//!
//! `tests/bounded.rs` runs them over the corpus and over seeded mutations of it, in seconds. `fuzz/run` runs them
//! under libFuzzer for as long as wanted. `docs/fuzzing.md` records past runs.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a broken assertion is what these functions are for"
)]

mod canonical;
mod credential;
mod did;
mod json;
mod multikey;
mod picture;
mod status_list;
mod token;

pub use canonical::canonical;
pub use credential::credential;
pub use did::did_document;
pub use json::json;
pub use multikey::multikey;
pub use picture::{png, svg};
pub use status_list::status_list;
pub use token::token;

/// A function over untrusted bytes.
pub type Target = fn(&[u8]);

/// Every target, by the name of its folder in `corpus/` and of its program in `libfuzzer/`.
pub const TARGETS: [(&str, Target); 9] = [
    ("canonical", canonical),
    ("credential", credential),
    ("did_document", did_document),
    ("json", json),
    ("multikey", multikey),
    ("png", png),
    ("status_list", status_list),
    ("svg", svg),
    ("token", token),
];
