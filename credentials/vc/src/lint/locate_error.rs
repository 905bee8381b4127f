//! Locates the place in a document that the canonical form refuses.

use serde_json::Value;

use super::classes::classes_with;
use super::fault::{Name, Remedy, StatementsFault};
use super::finding::Finding;
use super::path::Path;
use crate::canonical::{CanonicalError, Processing, RdfcHash, Terms, whole};
use crate::json::is_safe_number;
use crate::work::Work;

/// Maximum number of places of one name that are tried one by one. Beyond it, the first place is reported.
const MAX_CANDIDATES: usize = 12;
/// An absolute address that needs no definition: it replaces a candidate that is to be excluded.
const HARMLESS: &str = "urn:x-insignia:harmless";

/// The finding for a part that the signature would not cover, at its place in the document.
pub(super) fn finding(document: &Value, error: &CanonicalError, processing: Processing<'_>) -> Finding {
    let search = Search { document, error, processing, work: Work::default() };
    let (place, remedy) = match error {
        CanonicalError::UndefinedTerm(name) => {
            let place = search.place(|at| matches!(at.name, Some(member) if member == name), remove);
            let remedy = remedy_for_term(document, place.as_deref(), name);
            (place, remedy)
        }
        CanonicalError::UndefinedType(text) => {
            let remedy = text.starts_with("1EdTech").then_some(Remedy::AddExtensions);
            (search.place(|at| at.in_type && at.value.as_str() == Some(text), replace), remedy)
        }
        CanonicalError::InvalidId(text) => {
            (search.place(|at| at.value.as_str() == Some(text), replace), None)
        }
        CanonicalError::UnknownContext(url) => {
            let is_it = |at: &Spot<'_>| at.in_context && at.value.as_str() == Some(url);
            (first(document, is_it), None)
        }
        CanonicalError::InlineContext => (first(document, |at| at.in_context && at.value.is_object()), None),
        CanonicalError::Language(tag) => {
            let is_it =
                |at: &Spot<'_>| at.name == Some("@language") && at.value.as_str().unwrap_or("") == tag;
            (first(document, is_it), None)
        }
        CanonicalError::UnsafeNumber(_) => {
            let is_it = |at: &Spot<'_>| matches!(at.value, Value::Number(number) if !is_safe_number(number));
            (first(document, is_it), None)
        }
        CanonicalError::EmptyMember => (first(document, |at| at.name == Some("")), None),
        CanonicalError::NoContext => (Some("/@context".to_owned()), None),
        CanonicalError::NoStatements
        | CanonicalError::Processing(_)
        | CanonicalError::Unsupported(_)
        | CanonicalError::TooMuchWork => (None, None),
    };
    let remedy = remedy.unwrap_or(Remedy::Correct);
    Finding::new(place.unwrap_or_default(), StatementsFault::Refused { error: error.clone(), remedy })
}

/// A member that a class of Open Badges defines is undefined only where `type` does not name that class.
fn remedy_for_term(document: &Value, place: Option<&str>, name: &str) -> Option<Remedy> {
    if name == "endorsementJwt" {
        return Some(Remedy::EmbedEndorsement);
    }
    let (parent, _) = place?.rsplit_once('/')?;
    let types = document.pointer(parent)?.get("type").cloned().unwrap_or_default();
    let named: Vec<&str> = match &types {
        Value::String(one) => vec![one],
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let classes = classes_with(name);
    if classes.is_empty() || classes.iter().any(|class| named.contains(class)) {
        return None;
    }
    Some(Remedy::AddType(classes.into_iter().map(Name::from).collect()))
}

/// A value and the facts about its place.
struct Spot<'a> {
    value: &'a Value,
    /// The name of the member; none for an item of an array.
    name: Option<&'a str>,
    in_type: bool,
    in_context: bool,
}

/// Every place that fulfils the condition, in document order, as pointers.
fn all(document: &Value, is_it: impl Fn(&Spot<'_>) -> bool) -> Vec<String> {
    fn look(
        value: &Value,
        member: &str,
        at: &Path<'_>,
        is_it: &dyn Fn(&Spot<'_>) -> bool,
        found: &mut Vec<String>,
    ) {
        let spot =
            |value, name| Spot { value, name, in_type: member == "type", in_context: member == "@context" };
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let at = at.member(name);
                    let (in_type, in_context) = (name == "type", name == "@context");
                    if is_it(&Spot { value, name: Some(name), in_type, in_context }) {
                        found.push(at.to_string());
                    }
                    look(value, name, &at, is_it, found);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let at = at.item(index);
                    if is_it(&spot(item, None)) {
                        found.push(at.to_string());
                    }
                    look(item, member, &at, is_it, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    look(document, "", &Path::Root, &is_it, &mut found);
    found
}

fn first(document: &Value, is_it: impl Fn(&Spot<'_>) -> bool) -> Option<String> {
    all(document, is_it).into_iter().next()
}

/// Determines which of several candidates an error is about.
struct Search<'a> {
    document: &'a Value,
    error: &'a CanonicalError,
    processing: Processing<'a>,
    /// One budget for all attempts: a canonical form can cost as much as checking a badge may.
    work: Work,
}

impl Search<'_> {
    /// The first candidate that still causes the error when all others are excluded; the first one of all where the
    /// budget does not suffice.
    fn place(&self, is_it: impl Fn(&Spot<'_>) -> bool, exclude: fn(&mut Value, &str)) -> Option<String> {
        let candidates = all(self.document, is_it);
        if candidates.len() == 1 || candidates.len() > MAX_CANDIDATES {
            return candidates.into_iter().next();
        }
        let found = candidates.iter().position(|candidate| {
            if self.work.left() == 0 {
                return false;
            }
            let mut others = self.document.clone();
            // In reverse order, so that the indexes of later removals stay correct.
            for other in candidates.iter().rev().filter(|other| *other != candidate) {
                exclude(&mut others, other);
            }
            let terms = Terms::signed(self.processing, RdfcHash::Sha256, &self.work);
            whole(&others, terms).as_ref() == Err(self.error)
        });
        candidates.into_iter().nth(found.unwrap_or(0))
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let Some((parent, name)) = pointer.rsplit_once('/') else { return };
    let name = name.replace("~1", "/").replace("~0", "~");
    if let Some(Value::Object(members)) = document.pointer_mut(parent) {
        members.shift_remove(&name);
    }
}

fn replace(document: &mut Value, pointer: &str) {
    if let Some(value) = document.pointer_mut(pointer) {
        *value = Value::String(HARMLESS.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::contexts;

    /// A document with this many parts. In the last two, one member is undefined in one of them.
    fn document(parts: usize) -> Value {
        let part = |n: usize| json!({"type": ["Evidence"], "name": format!("{n}")});
        let mut evidence: Vec<Value> = (0..parts).map(part).collect();
        evidence.push(json!({"type": ["Evidence"], "narrative": "a"}));
        evidence.push(json!({"type": ["Other"], "narrative": "b"}));
        json!({
            "@context": [contexts::V2, contexts::OB_3_0_3],
            "id": "urn:x:badge",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "evidence": evidence
        })
    }

    #[test]
    fn all_attempts_share_one_budget() {
        let candidates = |document: &Value, work: Work| {
            let error = &CanonicalError::UndefinedTerm("narrative".into());
            let search = Search { document, error, processing: Processing::default(), work };
            let place = search.place(|at| at.name == Some("narrative"), remove);
            (place, search.work.spent())
        };
        let small = document(1);
        let (_, spent) = candidates(&small, Work::default());
        assert!(spent > 0);
        let spent_before = Work::default();
        spent_before.spend(Work::LIMIT).unwrap();
        // Without a budget the first place is reported, and nothing is tried.
        let (place, spent) = candidates(&small, spent_before);
        assert_eq!((place.as_deref(), spent), (Some("/evidence/1/narrative"), Work::LIMIT));
        let (_, spent) = candidates(&document(800), Work::default());
        assert!(spent <= 2 * Work::LIMIT, "{spent}");
    }
}
