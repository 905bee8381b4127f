//! Compares every member of a badge with its registered parts.

use serde_json::Value;

use super::picture::{RELATED_RESOURCE, approved_picture};
use super::{Lines, PerRecipient, Registered, check_texts, identity};
use crate::lint::classes::{ACHIEVEMENT_CREDENTIAL, Class};
use crate::lint::fault::RegisteredFault;
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;

/// Maximum length of a subject's DID, in bytes.
const LONGEST_DID: usize = 200;

pub(super) fn credential(value: &Value, registered: &Registered<'_>, findings: &mut Findings) {
    let root = Path::Root;
    let Some(members) = value.as_object() else { return };
    if !members.contains_key("name") {
        findings.add(&root.member("name"), RegisteredFault::NameMissing);
    }
    if !members.contains_key(RELATED_RESOURCE) && approved_picture(registered.per_recipient).is_some() {
        findings.add(&root.member(RELATED_RESOURCE), RegisteredFault::PictureMissing);
    }
    for (name, value) in members {
        let at = root.member(name);
        match name.as_str() {
            // Judged by the caller, or by the lint.
            "@context" | "id" | "type" | "validFrom" | "awardedDate" | "credentialStatus" => {}
            "name" if value.as_str() == Some(registered.name) => {}
            "name" => findings.add(&at, RegisteredFault::OtherName),
            "issuer" if value == registered.profile => {}
            "issuer" => findings.add(&at, RegisteredFault::OtherProfile),
            "credentialSubject" => {
                subject(value, ACHIEVEMENT_CREDENTIAL.part(name), registered.per_recipient, &at, findings);
            }
            RELATED_RESOURCE => picture(members, value, registered.per_recipient, &at, findings),
            _ => {
                let class = ACHIEVEMENT_CREDENTIAL.part(name);
                varying(value, class, registered.per_recipient, &at, findings);
            }
        }
    }
}

fn subject(
    value: &Value,
    class: Option<&'static Class>,
    entries: &[PerRecipient],
    at: &Path<'_>,
    findings: &mut Findings,
) {
    let Some(members) = value.as_object() else {
        return findings.add(at, RegisteredFault::NotOneSubject);
    };
    let did = members.get("id").and_then(Value::as_str).is_some_and(is_person);
    for (name, value) in members {
        let at = at.member(name);
        match name.as_str() {
            // The caller compares it with the registered one.
            "achievement" => {}
            "type" => {
                part_type(value, class, entries, &at, findings);
            }
            "id" if did => {}
            "identifier" => {
                let others = usize::from(members.contains_key("id"));
                identity::check(value, others, entries, &at, findings);
            }
            _ => {
                varying(value, class.and_then(|class| class.part(name)), entries, &at, findings);
            }
        }
    }
}

/// A person's DID needs no entry, because it is an identity.
fn is_person(id: &str) -> bool {
    id.len() <= LONGEST_DID && formats::is_did(id)
}

/// The achievement's picture, whose digest an entry must list. It may repeat the members that the registered picture has:
/// two objects with one `id` are one node, and neither may lack a member of the other.
fn picture(
    credential: &serde_json::Map<String, Value>,
    value: &Value,
    entries: &[PerRecipient],
    at: &Path<'_>,
    findings: &mut Findings,
) {
    let of_badge = credential.get("credentialSubject").and_then(|s| s.pointer("/achievement/image"));
    let resource = match value.as_array().map_or(&[][..], Vec::as_slice) {
        [Value::Object(resource)] => Some(resource),
        _ => None,
    };
    let named = of_badge.and_then(|image| image.get("id")).zip(resource.and_then(|it| it.get("id")));
    let (Some(image), Some(resource), true) = (of_badge, resource, named.is_some_and(|(a, b)| a == b)) else {
        return findings.add(at, RegisteredFault::NotThePicture);
    };
    let at = at.item(0);
    let mut is_approved = false;
    for (name, value) in resource.iter().filter(|(name, value)| image.get(*name) != Some(*value)) {
        is_approved |= varying(value, None, entries, &at.member(name), findings);
    }
    if !is_approved {
        findings.add(&at, RegisteredFault::NoDigest);
    }
}

/// A value that needs an entry, or whose parts all need one. `class`: the class in the table for this place.
///
/// Returns whether there was a value to compare with an entry. A part that has only a type is refused: it makes
/// statements, and any number of such parts would be possible.
fn varying(
    value: &Value,
    class: Option<&'static Class>,
    entries: &[PerRecipient],
    at: &Path<'_>,
    findings: &mut Findings,
) -> bool {
    let mut is_judged = false;
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                is_judged |= varying(item, class, entries, &at.item(index), findings);
            }
            if items.is_empty() {
                findings.add(at, RegisteredFault::NothingApproved);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let at = at.member(name);
                is_judged |= if name == "type" {
                    part_type(value, class, entries, &at, findings)
                } else {
                    varying(value, class.and_then(|class| class.part(name)), entries, &at, findings)
                };
            }
            if !is_judged {
                findings.add(at, RegisteredFault::NothingApproved);
            }
        }
        _ => {
            single(value, entries, at, findings);
            is_judged = true;
        }
    }
    is_judged
}

/// A value that is neither array nor object: it needs an entry.
fn single(value: &Value, entries: &[PerRecipient], at: &Path<'_>, findings: &mut Findings) {
    let place = at.to_string();
    let Some(entry) = entries.iter().find(|entry| entry.member() == place) else {
        return findings.add(at, RegisteredFault::NotApproved);
    };
    if !entry.admits(value) {
        findings.add(at, RegisteredFault::OutsideBound(entry.clone()));
    }
    check_texts(value, Lines::of(&place), at, findings);
}

/// The type of a part: one name. It needs an entry unless the standard defines a part of this type at this place.
///
/// Returns whether it was compared with an entry.
fn part_type(
    value: &Value,
    class: Option<&'static Class>,
    entries: &[PerRecipient],
    at: &Path<'_>,
    findings: &mut Findings,
) -> bool {
    let name = match value {
        Value::Array(items) => match items.as_slice() {
            [name] => name,
            _ => &Value::Null,
        },
        _ => value,
    };
    let Some(text) = name.as_str() else {
        findings.add(at, RegisteredFault::NotOneType);
        return false;
    };
    let place = at.to_string();
    let is_known = class.is_some_and(|class| class.typed.knows(text));
    if is_known && entries.iter().all(|entry| entry.member() != place) {
        return false;
    }
    single(name, entries, at, findings);
    true
}
