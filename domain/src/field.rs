//! The contents of a form and the faults in it.

use crate::fault::{Fault, FormText, TextFault};
use credentials::lint::registered::{Lines, without_hidden};
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
    let text = bounded(fields.get(name), name, what, most, findings);
    if text.is_empty() {
        findings.push(Finding::new(name, TextFault::Missing(what)));
    }
    text
}

/// Reads a text of at most `most` characters that may be empty. Invisible characters are removed, and the four forms of
/// a line break become one.
pub(crate) fn bounded(
    text: &str,
    name: &str,
    what: FormText,
    most: usize,
    findings: &mut Vec<Finding>,
) -> String {
    let lines = match what {
        FormText::Name | FormText::Email => Lines::One,
        FormText::Description | FormText::Criteria | FormText::Caption | FormText::Tag => Lines::Several,
    };
    let text = without_hidden(text, lines).replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
    let length = text.chars().count();
    if length > most {
        findings.push(Finding::new(name, TextFault::TooLong { text: what, length, most }));
    }
    if text.contains(['\u{202d}', '\u{202e}']) {
        findings.push(Finding::new(name, TextFault::DirectionOverride(what)));
    }
    if let Some(character) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        findings.push(Finding::new(name, TextFault::ControlCharacter { text: what, character }));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(what: FormText, typed: &str) -> Result<String, Vec<Finding>> {
        let mut fields = Fields::default();
        fields.set("it", typed);
        let mut findings = Vec::new();
        let text = text(&fields, "it", what, 20, &mut findings);
        if findings.is_empty() { Ok(text) } else { Err(findings) }
    }

    const ALL: [FormText; 6] = [
        FormText::Name,
        FormText::Description,
        FormText::Criteria,
        FormText::Caption,
        FormText::Tag,
        FormText::Email,
    ];

    #[test]
    fn what_nobody_sees_is_removed_from_every_text() {
        for what in ALL {
            for unseen in
                ['\u{200b}', '\u{feff}', '\u{ad}', '\u{2060}', '\u{180e}', '\u{200f}', '\u{2066}', '\u{2069}']
            {
                let typed = format!("{unseen} \u{a0}Ad{unseen}a\u{a0}{unseen}");
                assert_eq!(read(what, &typed), Ok("Ada".to_owned()), "{unseen:?}");
                let missing = Finding::new("it", TextFault::Missing(what));
                assert_eq!(read(what, &format!(" {unseen}")), Err(vec![missing]), "{unseen:?}");
            }
        }
    }

    #[test]
    fn an_override_of_the_reading_direction_is_refused_in_every_text() {
        for what in ALL {
            for turned in ["Ada\u{202e}", "\u{202d}Ada"] {
                let finding = Finding::new("it", TextFault::DirectionOverride(what));
                assert_eq!(read(what, turned), Err(vec![finding]));
            }
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        for name in ["علی\u{200c}رضا", "श्री क\u{94d}\u{200d}ष", "葛\u{e0100}城", "O’Brien", "Jean\u{a0}Luc"]
        {
            assert_eq!(read(FormText::Name, name), Ok(name.to_owned()));
        }
        assert_eq!(read(FormText::Description, "👩\u{200d}🎓"), Ok("👩\u{200d}🎓".to_owned()));
    }

    #[test]
    fn each_form_of_a_line_break_becomes_one() {
        assert_eq!(read(FormText::Criteria, "a\r\nb\rc\u{2028}d\u{2029}e"), Ok("a\nb\nc\nd\ne".to_owned()));
    }

    #[test]
    fn what_is_removed_does_not_count() {
        assert!(read(FormText::Name, &format!("{}{}", "a".repeat(20), "\u{200b}".repeat(20))).is_ok());
        assert!(read(FormText::Name, &"a".repeat(21)).is_err());
    }
}
