//! Holds a value against the table of classes and collects every finding.

use serde_json::{Map, Value};

use super::Strictness;
use super::classes::{Class, Count, Kind, Member, Typed};
use super::finding::{Finding, under};
use crate::contexts;
use crate::time::Timestamp;

/// Whether `type` is, or has among its items, this name.
pub(super) fn has_type(value: &Value, name: &str) -> bool {
    match value.get("type") {
        Some(Value::String(text)) => text == name,
        Some(Value::Array(items)) => items.iter().any(|item| item.as_str() == Some(name)),
        _ => false,
    }
}

/// Every finding about a value that should be of this class.
pub(super) fn check(value: &Value, class: &Class, strictness: Strictness) -> Vec<Finding> {
    let mut walk = Walk { strictness, findings: Vec::new() };
    walk.object(value, class, "");
    walk.findings
}

struct Walk {
    strictness: Strictness,
    findings: Vec<Finding>,
}

impl Walk {
    fn found(&mut self, pointer: &str, code: &'static str, says: impl Into<String>) {
        self.findings.push(Finding::new(pointer, code, says));
    }

    fn issuing(&self) -> bool {
        self.strictness == Strictness::Issuing
    }

    fn object(&mut self, value: &Value, class: &Class, at: &str) {
        let Value::Object(members) = value else {
            return self.found(at, "not-an-object", format!("This must be an object: {}.", class.name));
        };
        self.type_of(members, &class.typed, at);
        for member in class.members {
            let here = under(at, member.name);
            match members.get(member.name) {
                Some(value) => self.member(value, member, &here),
                None if member.count.required() => {
                    let says = format!("\"{}\" is missing: add {}.", member.name, member.kind.wanted());
                    self.found(&here, "missing", says);
                }
                None => {}
            }
        }
        if class.closed {
            let known = |name: &String| name == "type" || class.members.iter().any(|m| m.name == name);
            for name in members.keys().filter(|name| !known(name)) {
                let says = format!("{} has no member \"{name}\": remove it.", class.name);
                self.found(&under(at, name), "closed", says);
            }
        }
    }

    fn type_of(&mut self, members: &Map<String, Value>, typed: &Typed, at: &str) {
        let here = under(at, "type");
        let kind = members.get("type").unwrap_or(&Value::Null);
        match typed {
            Typed::Not => {}
            Typed::Text => {
                let array_of_texts =
                    kind.as_array().is_some_and(|a| !a.is_empty() && a.iter().all(Value::is_string));
                if !kind.is_string() && (self.issuing() || !array_of_texts) {
                    self.found(&here, "type", "\"type\" must be a text: say what this is.");
                }
            }
            Typed::Exactly(name) => {
                if kind.as_str() != Some(name) {
                    self.found(&here, "type", format!("\"type\" must be the text \"{name}\"."));
                }
            }
            Typed::Among(groups) => {
                let texts: Option<Vec<&str>> = match kind {
                    Value::Array(items) => items.iter().map(Value::as_str).collect(),
                    Value::String(text) if !self.issuing() => Some(vec![text]),
                    _ => None,
                };
                let Some(texts) = texts else {
                    let says =
                        format!("\"type\" must be an array of texts with {}.", groups.concat().join(" or "));
                    return self.found(&here, "type", says);
                };
                for names in *groups {
                    if !names.iter().any(|name| texts.contains(name)) {
                        self.found(
                            &here,
                            "type",
                            format!("\"type\" must contain {}: add it.", names.join(" or ")),
                        );
                    }
                }
            }
        }
    }

    fn member(&mut self, value: &Value, member: &Member, at: &str) {
        if member.kind == Kind::Context {
            return self.context(value, at);
        }
        match (member.count, value) {
            (Count::Many | Count::ManyOrOne, Value::Array(items)) => {
                if items.is_empty() && self.issuing() {
                    self.found(at, "empty", "An empty array signs nothing: remove it.");
                }
                for (index, item) in items.iter().enumerate() {
                    self.value(item, member.kind, &under(at, index));
                }
            }
            (Count::OneOrMany, Value::Array(items)) if !self.issuing() => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, member.kind, &under(at, index));
                }
            }
            (Count::ManyOrOne, _) if !self.issuing() => self.value(value, member.kind, at),
            (Count::Many | Count::ManyOrOne, _) => {
                self.found(at, "not-an-array", format!("\"{}\" must be an array, even of one.", member.name));
            }
            (_, Value::Array(_)) => {
                self.found(
                    at,
                    "not-single",
                    format!("\"{}\" must be a single value, not an array.", member.name),
                );
            }
            _ => self.value(value, member.kind, at),
        }
    }

    fn value(&mut self, value: &Value, kind: Kind, at: &str) {
        match (kind, value) {
            (_, Value::Null) => self.found(at, "null", "A null value signs nothing: remove it."),
            (Kind::ProfileOrUri(_), Value::String(_)) if !self.issuing() => {}
            (Kind::Object(class) | Kind::ProfileOrUri(class), _) => self.object(value, class, at),
            (Kind::Number, Value::Number(_)) | (Kind::Truth, Value::Bool(_)) | (Kind::Context, _) => {}
            (Kind::Number | Kind::Truth, _) => {
                self.found(at, "wrong-kind", format!("Give {}.", kind.wanted()));
            }
            (_, Value::String(text)) => {
                if !text_fits(text, kind, self.strictness) {
                    self.found(
                        at,
                        "malformed",
                        format!("This is not what belongs here: give {}.", kind.wanted()),
                    );
                }
            }
            _ => self.found(at, "wrong-kind", format!("Give {}.", kind.wanted())),
        }
    }

    /// The first two contexts are fixed; when issuing there are no others.
    fn context(&mut self, value: &Value, at: &str) {
        let Value::Array(urls) = value else {
            return self.found(at, "context", "\"@context\" must be an array of two or more.");
        };
        if self.issuing() {
            if *value != serde_json::json!([contexts::V2, contexts::OB_3_0_3]) {
                let says =
                    format!("\"@context\" must be exactly {} and {}.", contexts::V2, contexts::OB_3_0_3);
                self.found(at, "context", says);
            }
            return;
        }
        if urls.first().and_then(Value::as_str) != Some(contexts::V2) {
            self.found(&under(at, 0), "context", format!("The first context must be {}.", contexts::V2));
        }
        if !urls.get(1).and_then(Value::as_str).is_some_and(is_ob_context) {
            self.found(&under(at, 1), "context", "The second context must be one of Open Badges 3.0.");
        }
    }
}

/// `^https://purl.imsglobal.org/spec/ob/v3p0/context(-3.\d.\d)*.json$`, the schemas' pattern.
fn is_ob_context(url: &str) -> bool {
    let version = url
        .strip_prefix("https://purl.imsglobal.org/spec/ob/v3p0/context")
        .and_then(|rest| rest.strip_suffix(".json"));
    version.is_some_and(|version| {
        version.as_bytes().chunks(6).all(
            |part| matches!(part, [b'-', b'3', b'.', a, b'.', b] if a.is_ascii_digit() && b.is_ascii_digit()),
        )
    })
}

fn text_fits(text: &str, kind: Kind, strictness: Strictness) -> bool {
    let issuing = strictness == Strictness::Issuing;
    match kind {
        Kind::Text => !(issuing && text.is_empty()),
        Kind::Uri => !issuing || iref::Uri::new(text).is_ok(),
        Kind::Url => !issuing || is_web_address(text),
        Kind::Moment => Timestamp::parse(text).is_ok(),
        Kind::Day => text.len() == 10 && Timestamp::parse(&format!("{text}T00:00:00Z")).is_ok(),
        Kind::Language => is_language_code(text),
        Kind::Word(words) => words.contains(&text),
        Kind::WordOrOwn(words) => words.contains(&text) || is_own_word(text),
        Kind::Jws => is_compact_jws(text),
        Kind::Number | Kind::Truth | Kind::Context | Kind::Object(_) | Kind::ProfileOrUri(_) => false,
    }
}

pub(super) fn is_web_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && iref::Uri::new(text).is_ok()
}

/// A DID alone: no path, query or fragment.
pub(super) fn is_did(text: &str) -> bool {
    text.starts_with("did:") && iref::Uri::new(text).is_ok() && !text.contains(['#', '/', '?'])
}

/// `ext:` and characters of the schemas' pattern.
fn is_own_word(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'|' | b'_' | b'-');
    text.strip_prefix("ext:").is_some_and(|word| !word.is_empty() && word.bytes().all(fits))
}

/// `^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`, the schemas' pattern.
fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    let language = parts.next().unwrap_or("");
    let is_script = |part: &&str| {
        part.len() == 4
            && part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.bytes().skip(1).all(|b| b.is_ascii_lowercase())
    };
    let is_region = |part: &str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_uppercase()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    parts.next_if(is_script);
    (2..=4).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.next().is_none_or(is_region)
        && parts.next().is_none()
}

/// `^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$`, the schemas' pattern.
fn is_compact_jws(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_base64url =
        |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    matches!(parts.as_slice(), [header, _, signature] if !header.is_empty() && !signature.is_empty())
        && parts.iter().all(is_base64url)
}
