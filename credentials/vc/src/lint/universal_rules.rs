//! Rules for every value, whatever its class: nothing null, nothing empty, one description for each `id`.

use serde_json::{Map, Value};

use super::fault::UniversalFault;
use super::finding::Findings;
use super::path::Path;

/// Follows a document and records the objects that describe a node with an `id`.
#[derive(Default)]
pub(super) struct UniversalRules<'v> {
    described: Vec<(&'v str, &'v Map<String, Value>)>,
}

/// Members that do not describe the object's own node: an endorser's comment is protected by the endorsement's proof.
const SILENT: [&str; 3] = ["id", "type", "endorsementComment"];

impl<'v> UniversalRules<'v> {
    /// Checks a value without a known class, and everything below it.
    pub(super) fn value(&mut self, value: &'v Value, at: &Path<'_>, findings: &mut Findings) {
        match value {
            Value::Null => findings.add(at, UniversalFault::Null),
            Value::Array(items) if items.is_empty() => {
                findings.add(at, UniversalFault::EmptyArray);
            }
            Value::Object(members) if members.is_empty() => {
                findings.add(at, UniversalFault::EmptyObject);
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &at.item(index), findings);
                }
            }
            Value::Object(members) => {
                self.note(members);
                for (name, member) in members {
                    let here = at.member(name);
                    check_name(name, member, matches!(at, Path::Root), &here, findings);
                    self.value(member, &here, findings);
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Records an object, without its inner ones.
    pub(super) fn note(&mut self, members: &'v Map<String, Value>) {
        if let Some(Value::String(id)) = members.get("id")
            && members.keys().any(|name| !SILENT.contains(&name.as_str()))
        {
            self.described.push((id, members));
        }
    }

    /// Two objects with one `id` become one node: the smaller one may contain nothing that differs from the other.
    ///
    /// Otherwise a holder could move members between them under an intact signature, and change the meaning of each.
    pub(super) fn same_ids(mut self, document: &Value, findings: &mut Findings) {
        self.described.sort_by_key(|(id, _)| *id);
        for group in self.described.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((_, fullest)) = group.iter().rev().max_by_key(|(_, members)| members.len()) else {
                continue;
            };
            for (id, members) in group {
                if findings.is_full() {
                    return;
                }
                if !adds_nothing(members, fullest) {
                    with_place_of(members, document, &Path::Root, &mut |at| {
                        findings.add(at, UniversalFault::SameId((*id).to_owned()));
                    });
                }
            }
        }
    }
}

/// A member under its full address repeats one under its usual name, and an inner `@context` changes the meaning of
/// names. Both hide from a reader of the JSON what the proof covers.
pub(super) fn check_name(name: &str, value: &Value, of_root: bool, at: &Path<'_>, findings: &mut Findings) {
    if matches!(name, "endorsementJwt" | "jti") {
        findings.add(at, UniversalFault::TokenMember(name.to_owned()));
    } else if name.contains(':') {
        findings.add(at, UniversalFault::IriMember);
    } else if name == "@context" && !of_root && !has_definitions(value) {
        findings.add(at, UniversalFault::NestedContext);
    }
}

/// Definitions inside the document, which the canonical form refuses with its own code.
fn has_definitions(context: &Value) -> bool {
    context.is_object() || context.as_array().is_some_and(|items| items.iter().any(Value::is_object))
}

fn adds_nothing(members: &Map<String, Value>, fullest: &Map<String, Value>) -> bool {
    std::ptr::eq(members, fullest)
        || members.iter().all(|(name, value)| {
            name == "endorsementComment" || fullest.get(name).is_some_and(|other| other == value)
        })
}

/// Calls back with the place of exactly this object.
fn with_place_of(
    sought: &Map<String, Value>,
    value: &Value,
    at: &Path<'_>,
    found: &mut impl FnMut(&Path<'_>),
) {
    match value {
        Value::Object(members) if std::ptr::eq(members, sought) => found(at),
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| with_place_of(sought, value, &at.member(name), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| with_place_of(sought, item, &at.item(i), found));
        }
        _ => {}
    }
}
