//! `name` and `description`: texts, or texts with a language (VC Data Model 2.0, sections 4.6 and 11.1).

use serde_json::{Map, Value};

use super::each;
use crate::lint::fault::TextFault;
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;

pub(super) fn check(object: &Value, at: &Path<'_>, findings: &mut Findings) {
    for name in ["name", "description"] {
        let here = at.member(name);
        match object.get(name) {
            None => {}
            Some(Value::Array(items)) if items.is_empty() => {
                findings.add(&here, TextFault::EmptyArray);
            }
            Some(value) => each(value, &here, |text, at| match text {
                Value::String(_) => {}
                Value::Object(members) => language_value(members, at, findings),
                _ => findings.add(at, TextFault::NotAText),
            }),
        }
    }
}

/// `@value`, and `@language` or `@direction` or both; nothing else.
fn language_value(members: &Map<String, Value>, at: &Path<'_>, findings: &mut Findings) {
    if !members.contains_key("@value") {
        findings.add(&at.member("@value"), TextFault::ValueMissing);
    }
    for (name, value) in members {
        let here = at.member(name);
        let text = value.as_str();
        match name.as_str() {
            "@value" if text.is_none() => findings.add(&here, TextFault::ValueNotText),
            "@language" if !text.is_some_and(formats::is_language_tag) => {
                findings.add(&here, TextFault::Language);
            }
            "@direction" if !matches!(text, Some("ltr" | "rtl")) => {
                findings.add(&here, TextFault::Direction);
            }
            "@value" | "@language" | "@direction" => {}
            _ => findings.add(&here, TextFault::FurtherMember),
        }
    }
}
