//! The contents of a form and the faults in it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The text fields of a posted form, by name, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The text of a field, without surrounding white space; empty when it is absent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    /// The text of a field, unchanged, to show it again.
    pub fn raw(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

/// A fault in one field: shown under it, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Name of the field; empty for the form as a whole.
    pub field: String,
    /// The fault, one sentence.
    pub says: String,
    /// The remedy, one sentence.
    pub next: String,
}

impl Finding {
    /// A finding under a field.
    #[must_use]
    pub fn new(field: &str, says: impl Into<String>, next: impl Into<String>) -> Self {
        Self { field: field.to_owned(), says: says.into(), next: next.into() }
    }
}

/// Reads a required text of at most `max` characters, or adds a finding.
pub(crate) fn text(
    fields: &Fields,
    name: &str,
    what: &str,
    max: usize,
    findings: &mut Vec<Finding>,
) -> String {
    let text = fields.get(name);
    if text.is_empty() {
        findings.push(Finding::new(name, format!("{what} is missing."), "Fill it in."));
    }
    bounded(text, name, what, max, findings)
}

/// Reads a text of at most `max` characters that may be empty.
pub(crate) fn bounded(text: &str, name: &str, what: &str, max: usize, findings: &mut Vec<Finding>) -> String {
    let length = text.chars().count();
    if length > max {
        findings.push(Finding::new(
            name,
            format!("{what} has {length} characters; {max} fit."),
            format!("Shorten it by {}.", length - max),
        ));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        findings.push(Finding::new(
            name,
            format!("{what} holds invisible control characters."),
            "Type it again instead of pasting it.",
        ));
    }
    text.replace("\r\n", "\n")
}
