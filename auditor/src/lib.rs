#![doc = include_str!("../README.md")]

pub mod badge;
pub mod copy;
mod did_document;
mod finding;
pub mod ledger;
mod source;
mod tree;

pub use audit_facts::{DatabaseFact, DidFact, Fact, Finding, KeyFact, Outcome};
pub use finding::{exit_code, write_findings};
pub use source::{Source, at};
pub use tree::{Checked, Entries};
