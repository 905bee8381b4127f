//! Compares a value with the table of classes and collects every finding, in one pass.

use serde_json::{Map, Value};

use super::Strictness;
use super::classes::{Class, Count, Kind, Member, Typed};
use super::context;
use super::fault::{Fault, Name, SchemaFault, UniversalFault};
use super::finding::Findings;
use super::formats;
use super::path::Path;
use super::universal_rules::{self, UniversalRules};
use crate::time::Timestamp;

/// Whether `type` is this name, or an array that contains it.
pub(super) fn has_type(value: &Value, name: &str) -> bool {
    match value.get("type") {
        Some(Value::String(text)) => text == name,
        Some(Value::Array(items)) => items.iter().any(|item| item.as_str() == Some(name)),
        _ => false,
    }
}

/// Collects every finding about a value that should be of this class.
///
/// When issuing, this includes the findings of [`UniversalRules`] about every value, in the table or not.
pub(super) fn check(value: &Value, class: &'static Class, strictness: Strictness, findings: &mut Findings) {
    let mut walker = SchemaWalker { strictness, findings, rules: UniversalRules::default() };
    walker.object(value, class, &Path::Root);
    let SchemaWalker { rules, findings, .. } = walker;
    if strictness == Strictness::Issuing {
        rules.same_ids(value, findings);
    }
}

struct SchemaWalker<'v, 'f> {
    strictness: Strictness,
    findings: &'f mut Findings,
    rules: UniversalRules<'v>,
}

impl<'v> SchemaWalker<'v, '_> {
    fn found(&mut self, at: &Path<'_>, fault: impl Into<Fault>) {
        self.findings.add(at, fault);
    }

    fn issuing(&self) -> bool {
        self.strictness == Strictness::Issuing
    }

    fn object(&mut self, value: &'v Value, class: &'static Class, at: &Path<'_>) {
        let Value::Object(members) = value else {
            return self.found(at, SchemaFault::NotAnObject(class.name));
        };
        if self.issuing() {
            self.rules.note(members);
            if class.has_context() {
                context::check_extensions(members, at, self.findings);
            }
        }
        self.type_of(members, &class.typed, at);
        // One bit for each table member that is present; no class has more than 32.
        let mut seen = 0_u64;
        for (name, value) in members {
            if name == "type" && !matches!(class.typed, Typed::Not) {
                continue;
            }
            let known = class.members.iter().enumerate().find(|(_, member)| member.name == name);
            match known {
                Some((place, member)) => {
                    seen |= 1 << place;
                    self.member(value, member, &at.member(name));
                }
                None if class.closed => {
                    let fault = SchemaFault::Closed { class: class.name, member: name.clone() };
                    self.found(&at.member(name), fault);
                }
                None if self.issuing() => {
                    let here = at.member(name);
                    universal_rules::check_name(name, value, false, &here, self.findings);
                    self.rules.value(value, &here, self.findings);
                }
                None => {}
            }
        }
        for (place, member) in class.members.iter().enumerate() {
            if member.count.required() && seen & (1 << place) == 0 {
                let missing =
                    SchemaFault::Missing { member: member.name.into(), wanted: member.kind.wanted() };
                self.found(&at.member(member.name), missing);
            }
        }
    }

    fn type_of(&mut self, members: &Map<String, Value>, typed: &Typed, at: &Path<'_>) {
        let here = &at.member("type");
        let kind = members.get("type").unwrap_or(&Value::Null);
        match typed {
            Typed::Not => {}
            Typed::Text(_) => {
                let texts = kind
                    .as_array()
                    .is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_string));
                let empty = self.issuing() && kind.as_str() == Some("");
                if empty || !kind.is_string() && (self.issuing() || !texts) {
                    self.found(here, SchemaFault::TypeNotText);
                }
            }
            Typed::Exactly(name) => {
                if kind.as_str() != Some(name) {
                    self.found(here, SchemaFault::TypeIsNot((*name).into()));
                }
            }
            Typed::Among(groups) => self.type_among(kind, groups, here),
        }
    }

    fn type_among(&mut self, kind: &Value, groups: &[&[&'static str]], here: &Path<'_>) {
        let items = match kind {
            Value::Array(items) => items.as_slice(),
            Value::String(_) if !self.issuing() => std::slice::from_ref(kind),
            _ => &[],
        };
        if items.is_empty() || !items.iter().all(Value::is_string) {
            return self.found(here, SchemaFault::TypeNotTexts(names_of(&groups.concat())));
        }
        for names in groups {
            if !items.iter().filter_map(Value::as_str).any(|item| names.contains(&item)) {
                self.found(here, SchemaFault::TypeWithout(names_of(names)));
            }
        }
    }

    fn member(&mut self, value: &'v Value, member: &'static Member, at: &Path<'_>) {
        if member.kind == Kind::Context {
            return context::check(value, self.strictness, at, self.findings);
        }
        if member.kind == Kind::Jws && self.issuing() {
            return self.found(at, SchemaFault::EndorsementToken);
        }
        match (member.count, value) {
            (Count::Many | Count::ManyOrOne, Value::Array(items)) => {
                if items.is_empty() && self.issuing() {
                    self.found(at, UniversalFault::EmptyArray);
                }
                self.items(items, member.kind, at);
            }
            (Count::OneOrMany, Value::Array(items)) if !self.issuing() && !items.is_empty() => {
                self.items(items, member.kind, at);
            }
            (Count::ManyOrOne, _) if !self.issuing() => self.value(value, member.kind, at),
            (Count::Many | Count::ManyOrOne, _) => {
                self.found(at, SchemaFault::NotAnArray(member.name.into()));
            }
            (_, Value::Array(_)) => self.found(at, SchemaFault::NotSingle(member.name.into())),
            _ => self.value(value, member.kind, at),
        }
    }

    fn items(&mut self, items: &'v [Value], kind: Kind, at: &Path<'_>) {
        for (index, item) in items.iter().enumerate() {
            self.value(item, kind, &at.item(index));
        }
    }

    fn value(&mut self, value: &'v Value, kind: Kind, at: &Path<'_>) {
        match (kind, value) {
            (_, Value::Null) => self.found(at, UniversalFault::Null),
            (Kind::ProfileOrUri(_), Value::String(_)) if !self.issuing() => {}
            (Kind::Object(class) | Kind::ProfileOrUri(class), _) => self.object(value, class, at),
            (Kind::Number, Value::Number(_)) | (Kind::Truth, Value::Bool(_)) | (Kind::Context, _) => {}
            (Kind::Number | Kind::Truth, _) => self.found(at, SchemaFault::WrongKind(kind.wanted())),
            (_, Value::String(text)) => {
                if !text_fits(text, kind, self.strictness) {
                    self.found(at, SchemaFault::Malformed(kind.wanted()));
                }
            }
            _ => self.found(at, SchemaFault::WrongKind(kind.wanted())),
        }
    }
}

fn names_of(types: &[&'static str]) -> Vec<Name> {
    types.iter().map(|name| Name::from(*name)).collect()
}

fn text_fits(text: &str, kind: Kind, strictness: Strictness) -> bool {
    let issuing = strictness == Strictness::Issuing;
    match kind {
        Kind::Text => !(issuing && text.is_empty()),
        Kind::Uri => !issuing || formats::is_uri(text),
        Kind::Url => !issuing || formats::is_web_address(text),
        Kind::Email => !issuing || formats::is_email(text),
        Kind::Country => !issuing || text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()),
        Kind::Moment => Timestamp::parse(text).is_ok(),
        Kind::Day => text.len() == 10 && Timestamp::parse(&format!("{text}T00:00:00Z")).is_ok(),
        Kind::Language => formats::is_language_code(text),
        Kind::Word(list) => list.words().contains(&text),
        Kind::WordOrOwn(list) if issuing => list.words().contains(&text) || formats::is_own_word(text),
        Kind::WordOrOwn(list) => list.words().contains(&text) || formats::has_own_word(text),
        Kind::Jws => formats::is_compact_jws(text),
        Kind::Number | Kind::Truth | Kind::Context | Kind::Object(_) | Kind::ProfileOrUri(_) => false,
    }
}
