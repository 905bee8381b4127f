//! `name` and `description`: texts, or texts with a language (VC Data Model 2.0, sections 4.6 and 11.1).

use serde_json::{Map, Value};

use super::each;
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;

pub(super) fn check(object: &Value, at: &Path<'_>, findings: &mut Findings) {
    for name in ["name", "description"] {
        let here = at.member(name);
        match object.get(name) {
            None => {}
            Some(Value::Array(items)) if items.is_empty() => {
                findings.add(&here, "empty", "An empty array says nothing: remove it.");
            }
            Some(value) => each(value, &here, |text, at| match text {
                Value::String(_) => {}
                Value::Object(members) => language_value(members, at, findings),
                _ => findings.add(at, "wrong-kind", "Give a text, or an object with \"@value\"."),
            }),
        }
    }
}

/// `@value`, and `@language` or `@direction` or both; nothing else.
fn language_value(members: &Map<String, Value>, at: &Path<'_>, findings: &mut Findings) {
    if !members.contains_key("@value") {
        findings.add(&at.member("@value"), "missing", "\"@value\" is missing: add the text.");
    }
    for (name, value) in members {
        let here = at.member(name);
        let text = value.as_str();
        match name.as_str() {
            "@value" if text.is_none() => findings.add(&here, "wrong-kind", "\"@value\" must be a text."),
            "@language" if !text.is_some_and(formats::is_language_tag) => {
                let says = "\"@language\" must be a language tag such as en or pt-BR.";
                findings.add(&here, "language", says);
            }
            "@direction" if !matches!(text, Some("ltr" | "rtl")) => {
                findings.add(&here, "malformed", "\"@direction\" must be ltr or rtl.");
            }
            "@value" | "@language" | "@direction" => {}
            _ => {
                let says = "A text with a language has no other members: remove it.";
                findings.add(&here, "closed", says);
            }
        }
    }
}
