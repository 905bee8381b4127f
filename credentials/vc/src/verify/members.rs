//! Reading members of JSON-LD objects, where a single value may come with or without an array around it.

use serde_json::Value;

/// The strings of a member that is one string or an array with strings in it.
pub(super) fn strings(value: Option<&Value>) -> Vec<&str> {
    values(value).iter().filter_map(Value::as_str).collect()
}

/// The values of a member, with or without an array around them; none when it is absent or null.
pub(super) fn values(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(one) => std::slice::from_ref(one),
    }
}

/// The only value of a member, with or without an array around it; none when it has no value or several.
pub(super) fn one<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    match values(object.get(name)) {
        [one] => Some(one),
        _ => None,
    }
}

/// Whether the object is of that type.
pub(super) fn has_type(object: &Value, name: &str) -> bool {
    strings(object.get("type")).contains(&name)
}

/// The text of a member that is a non-blank string.
pub(super) fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

/// The issuer's identifier: `issuer` is a `Profile` or its id (VC Data Model 2.0, section 4.7).
pub(super) fn issuer_id(credential: &Value) -> Option<&str> {
    match one(credential, "issuer")? {
        Value::String(id) => Some(id).filter(|id| !id.trim().is_empty()).map(String::as_str),
        issuer => text(issuer, "id"),
    }
}
