//! A fault, the place where it is, and what to do about it.

use serde_json::Value;

/// One reason why a credential may not be signed, or is not an Open Badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// JSON Pointer (RFC 6901) to the place; empty for the whole document.
    pub pointer: String,
    /// What is wrong and what to do, in one or two sentences.
    pub says: String,
    /// A fixed word for the kind of fault, such as `missing`.
    pub code: &'static str,
}

impl Finding {
    pub(super) fn new(pointer: impl Into<String>, code: &'static str, says: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), says: says.into(), code }
    }
}

/// The pointer of a member or item under `pointer`.
pub(super) fn under(pointer: &str, name: impl std::fmt::Display) -> String {
    format!("{pointer}/{}", name.to_string().replace('~', "~0").replace('/', "~1"))
}

/// Where the first member of that name stands.
pub(super) fn member_called(value: &Value, name: &str) -> Option<String> {
    search(value, "", &|member, _| member == Some(name))
}

/// Where the first text that equals this one stands.
pub(super) fn text_equal_to(value: &Value, text: &str) -> Option<String> {
    search(value, "", &|_, value| value.as_str() == Some(text))
}

fn search(value: &Value, pointer: &str, is_it: &impl Fn(Option<&str>, &Value) -> bool) -> Option<String> {
    match value {
        Value::Object(members) => members.iter().find_map(|(name, member)| {
            let here = under(pointer, name);
            if is_it(Some(name), member) { Some(here) } else { search(member, &here, is_it) }
        }),
        Value::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let here = under(pointer, at);
            if is_it(None, item) { Some(here) } else { search(item, &here, is_it) }
        }),
        _ => None,
    }
}
