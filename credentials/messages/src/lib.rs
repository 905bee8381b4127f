//! Turns the codes and typed facts of `credentials`, and the reasons of the signer, into sentences.
//!
//! Each language is a module with one function for each type of reasons. The function matches every variant and has no
//! `_` arm, so a new reason without a sentence does not compile. Facts that are text of a document arrive as
//! [`ForeignText`](credentials::sanitizer::ForeignText), and each language puts them between its own quotation marks.
//!
//! ```
//! use credentials::time::Timestamp;
//! use credentials::verify::Verification;
//! use messages::{Language, verification::Report};
//!
//! let now = Timestamp::from_millis(1_790_000_000_000);
//! let found = Verification::begin(b"https://badges.example/1", now).report();
//! let report = Report::of(&found, Language::English);
//! assert_eq!(report.sentence, "This is a link, not the badge that it leads to.");
//! ```
//!
//! To add a language, add a variant of [`Language`] and a module next to `english`; the compiler leads to the rest.

#[cfg(feature = "audit")]
mod audit;
mod clause;
mod english;
#[cfg(feature = "product")]
pub mod form;
mod language;
#[cfg(feature = "product")]
pub mod product;
mod signer;
pub mod verification;

pub use clause::as_sentence;
pub use language::Language;
