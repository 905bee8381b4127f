//! A fault, the place where it is, and what to do about it.

use super::path::Path;

/// One reason why a credential may not be signed, or is not what it says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// JSON Pointer (RFC 6901) to the place; empty for the whole document.
    pub pointer: String,
    /// What is wrong and what to do, in one or two sentences.
    pub says: String,
    /// A fixed word for the kind of fault, such as `missing`.
    pub code: &'static str,
}

/// Codes of what no signature would cover (VC Data Integrity 1.0, section 2.4.1 and 4.6).
const LOSSES: &[&str] = &["undefined-term", "undefined-type", "invalid-id", "empty-member", "no-statements"];

/// Codes of texts that are not JSON, or not JSON that everybody reads alike.
const UNREADABLE: &[&str] =
    &["json", "duplicate-member", "unsafe-number", "too-large", "too-much-work", "too-deep"];

impl Finding {
    pub(super) fn new(pointer: impl Into<String>, code: &'static str, says: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), says: says.into(), code }
    }

    /// The `type` of the problem (RFC 9457), as the specifications name it.
    ///
    /// `PARSING_ERROR` or `MALFORMED_VALUE_ERROR` (VC Data Model 2.0, section 7.3), or
    /// `DATA_LOSS_DETECTION_ERROR` (VC Data Integrity 1.0, section 4.2) for what no signature would cover.
    #[must_use]
    pub fn problem_type(&self) -> &'static str {
        if LOSSES.contains(&self.code) {
            "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR"
        } else if UNREADABLE.contains(&self.code) {
            "https://www.w3.org/TR/vc-data-model#PARSING_ERROR"
        } else {
            "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
        }
    }
}

/// Most findings of one document. A hostile one could have a hundred thousand, each compared with the others.
const MOST: usize = 300;

/// The first findings as they are collected, in the order of the document.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// One more, at this place.
    pub(super) fn add(&mut self, at: &Path<'_>, code: &'static str, says: impl Into<String>) {
        if !self.is_full() {
            self.0.push(Finding::new(at.to_string(), code, says));
        }
    }

    /// Whether no more are kept.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// One more, at this pointer, unless something is said about that very place already.
    pub(super) fn add_if_new(&mut self, finding: Finding) {
        if !self.is_full() && !self.0.iter().any(|other| other.pointer == finding.pointer) {
            self.0.push(finding);
        }
    }

    /// Was nothing found so far?
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}
