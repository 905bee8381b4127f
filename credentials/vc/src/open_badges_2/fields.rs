//! Reads members leniently: a value of another kind counts as absent.

use serde_json::Value;

use super::Part;

/// A non-blank text.
pub(super) fn text(object: &Value, name: &str) -> Option<String> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// The values of a member, with or without an array around them.
pub(super) fn values<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    match object.get(name) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(one) => std::slice::from_ref(one),
    }
}

/// An address, or the `id` of an object in its place, such as an image with a caption.
pub(super) fn address(object: &Value, name: &str) -> Option<String> {
    text(object, name).or_else(|| text(object.get(name)?, "id"))
}

/// A member that is an object or the address of one.
pub(super) fn part<T>(object: &Value, name: &str, read: impl Fn(&Value) -> T) -> Option<Part<T>> {
    match object.get(name)? {
        Value::String(url) if !url.trim().is_empty() => Some(Part::At(url.clone())),
        inner @ Value::Object(_) => Some(Part::Embedded(Box::new(read(inner)))),
        _ => None,
    }
}
