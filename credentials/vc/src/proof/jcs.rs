//! Transformation and configuration of the `jcs` suites (VC DI `EdDSA` 1.0, sections 3.3.2 to 3.3.5).

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Proof, ProofFailure};
use crate::json;

/// The `@context` under which a document is hashed: the proof's own, if present and a prefix of the document's.
///
/// # Errors
/// [`ProofFailure::Context`].
pub(super) fn context<'a>(
    document: &'a Map<String, Value>,
    proof: &Proof<'a>,
) -> Result<Option<&'a Value>, ProofFailure> {
    let own = document.get("@context");
    let Some(signed) = proof.members().get("@context") else { return Ok(own) };
    let begins = own.is_some_and(|own| list(own).starts_with(list(signed)));
    if begins { Ok(Some(signed)) } else { Err(ProofFailure::Context) }
}

fn list(context: &Value) -> &[Value] {
    match context {
        Value::Array(entries) => entries,
        entry => std::slice::from_ref(entry),
    }
}

/// Canonical JSON of a document under this `@context`, with `previous` as its `proof`, or without one if that is
/// empty.
pub(super) fn document(
    document: &Map<String, Value>,
    context: Option<&Value>,
    previous: &[&Value],
) -> String {
    let rest = document.iter().filter(|(name, _)| !matches!(name.as_str(), "@context" | "proof"));
    let previous: Option<Value> = (!previous.is_empty()).then(|| previous.iter().copied().cloned().collect());
    let mut members: Vec<(&str, Cow<'_, Value>)> =
        rest.map(|(name, value)| (name.as_str(), Cow::Borrowed(value))).collect();
    members.extend(context.map(|context| ("@context", Cow::Borrowed(context))));
    members.extend(previous.map(|previous| ("proof", Cow::Owned(previous))));
    object(members)
}

/// Canonical JSON of a proof without its value.
pub(super) fn config(proof: &Proof<'_>) -> String {
    let members = proof.members().iter().filter(|(name, _)| *name != "proofValue");
    object(members.map(|(name, value)| (name.as_str(), Cow::Borrowed(value))).collect())
}

/// RFC 8785 of an object whose members come from different objects.
fn object(mut members: Vec<(&str, Cow<'_, Value>)>) -> String {
    members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| format!("{}:{}", json::jcs(&Value::from(name)), json::jcs(&value)))
        .collect();
    format!("{{{}}}", members.join(","))
}
