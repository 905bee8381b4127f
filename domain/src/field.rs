//! The contents of a form and the faults in it.

use crate::fault::{Fault, FormText, TextFault};
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

/// A fault in one field, shown under it. The crate `messages` has the sentence and the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Name of the field; empty for the form as a whole.
    pub field: String,
    /// The fault.
    pub fault: Fault,
}

impl Finding {
    /// A finding under a field.
    #[must_use]
    pub fn new(field: &str, fault: impl Into<Fault>) -> Self {
        Self { field: field.to_owned(), fault: fault.into() }
    }

    /// A finding about the form as a whole.
    #[must_use]
    pub fn of_form(fault: impl Into<Fault>) -> Self {
        Self::new("", fault)
    }
}

/// Reads a required text of at most `most` characters, or adds a finding.
pub(crate) fn text(
    fields: &Fields,
    name: &str,
    what: FormText,
    most: usize,
    findings: &mut Vec<Finding>,
) -> String {
    let text = fields.get(name);
    if text.is_empty() {
        findings.push(Finding::new(name, TextFault::Missing(what)));
    }
    bounded(text, name, what, most, findings)
}

/// Reads a text of at most `most` characters that may be empty.
pub(crate) fn bounded(
    text: &str,
    name: &str,
    what: FormText,
    most: usize,
    findings: &mut Vec<Finding>,
) -> String {
    let length = text.chars().count();
    if length > most {
        findings.push(Finding::new(name, TextFault::TooLong { text: what, length, most }));
    }
    if let Some(character) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        findings.push(Finding::new(name, TextFault::ControlCharacter { text: what, character }));
    }
    text.replace("\r\n", "\n")
}
