//! A finding of the lint, as data: the crate that shows it writes the text.

use serde::{Deserialize, Serialize};

/// What is wrong at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// JSON Pointer (RFC 6901) to the place; empty for the whole document.
    pub pointer: String,
    /// The kind of fault, such as `missing`: for programs, and for readers that do not know the fault.
    pub code: String,
    /// The fault with its facts: the JSON form of `credentials::lint::Fault`.
    pub fault: serde_json::Value,
}
