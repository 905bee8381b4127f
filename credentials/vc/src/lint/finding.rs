//! A fault and its place.

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::path::Path;

/// One reason why a credential may not be signed, or is not what it claims to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// JSON Pointer (RFC 6901) to the place; empty for the whole document.
    pub pointer: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// Codes of parts that no signature would cover (VC Data Integrity 1.0, section 2.4.1 and 4.6).
const LOSSES: &[&str] = &["undefined-term", "undefined-type", "invalid-id", "empty-member", "no-statements"];

/// Codes of texts that are not JSON, or not JSON that all implementations read alike.
const UNREADABLE: &[&str] =
    &["json", "duplicate-member", "unsafe-number", "too-large", "too-much-work", "too-deep"];

impl Finding {
    pub(crate) fn new(pointer: impl Into<String>, fault: impl Into<Fault>) -> Self {
        Self { pointer: pointer.into(), fault: fault.into() }
    }

    /// A fixed word for the kind of fault, such as `missing`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// The `type` of the problem (RFC 9457), as defined by the specifications.
    ///
    /// `PARSING_ERROR` or `MALFORMED_VALUE_ERROR` (VC Data Model 2.0, section 7.3), or
    /// `DATA_LOSS_DETECTION_ERROR` (VC Data Integrity 1.0, section 4.2) for parts that no signature would cover.
    #[must_use]
    pub fn problem_type(&self) -> &'static str {
        if LOSSES.contains(&self.code()) {
            "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR"
        } else if UNREADABLE.contains(&self.code()) {
            "https://www.w3.org/TR/vc-data-model#PARSING_ERROR"
        } else {
            "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
        }
    }
}

/// Maximum number of findings of one document. A hostile one could have a hundred thousand, each compared with the
/// others.
const MOST: usize = 300;

/// The first findings, in document order.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a finding at this place.
    pub(super) fn add(&mut self, at: &Path<'_>, fault: impl Into<Fault>) {
        if !self.is_full() {
            self.0.push(Finding::new(at.to_string(), fault));
        }
    }

    /// Whether further findings are dropped.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Adds a finding at this pointer, unless there is one for exactly that place.
    pub(super) fn add_if_new(&mut self, finding: Finding) {
        if !self.is_full() && !self.0.iter().any(|other| other.pointer == finding.pointer) {
            self.0.push(finding);
        }
    }

    /// Whether nothing was found so far.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}
