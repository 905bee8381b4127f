//! A badge inside something else: an API response, a list, quotation marks. It is not unwrapped, because the reader
//! would then rely on a text other than the input.

use serde_json::Value;

use super::members::has_type;
use crate::json::{Document, JsonError};
use crate::work::Work;

/// Maximum depth of the search in a wrapper.
const MOST_DEPTH: usize = 4;
/// Maximum number of members or entries that are searched, in all.
const MOST_VALUES: usize = 256;

/// The place of a badge inside this value, as a JSON Pointer; empty when the value is a text that holds one.
///
/// # Errors
/// A text in the value has JSON beyond one of our bounds.
pub(super) fn find(value: &Value, work: &Work) -> Result<Option<String>, JsonError> {
    let mut left = MOST_VALUES;
    inside(value, 0, &mut left, work)
}

/// Whether a text is JSON that contains a badge.
fn is_credential_text(text: &str, work: &Work) -> Result<bool, JsonError> {
    match Document::parse_within(text.as_bytes(), work) {
        Ok(document) => Ok(is_credential(document.value())),
        Err(error) if error.is_a_bound() => Err(error),
        Err(_) => Ok(false),
    }
}

fn inside(value: &Value, depth: usize, left: &mut usize, work: &Work) -> Result<Option<String>, JsonError> {
    if depth > MOST_DEPTH || *left == 0 {
        return Ok(None);
    }
    *left -= 1;
    let mut deeper = |name: &str, inner: &Value| {
        if is_credential(inner) {
            return Ok(Some(format!("/{name}")));
        }
        Ok(inside(inner, depth + 1, left, work)?.map(|rest| format!("/{name}{rest}")))
    };
    match value {
        Value::String(text) if is_token(text) => Ok(Some(String::new())),
        Value::String(text) if depth == 0 || text.trim_start().starts_with('{') => {
            Ok(is_credential_text(text, work)?.then(String::new))
        }
        Value::Array(values) => {
            first(values.iter().enumerate().map(|(at, inner)| deeper(&at.to_string(), inner)))
        }
        Value::Object(members) => first(members.iter().map(|(name, inner)| deeper(name, inner))),
        _ => Ok(None),
    }
}

/// The first place that was found, or the first error.
fn first(
    mut found: impl Iterator<Item = Result<Option<String>, JsonError>>,
) -> Result<Option<String>, JsonError> {
    found.find_map(Result::transpose).transpose()
}

fn is_credential(value: &Value) -> bool {
    ["VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential"]
        .into_iter()
        .any(|name| has_type(value, name))
}

/// Whether a text is a compact JWS, with or without disclosures after it.
fn is_token(text: &str) -> bool {
    let token = text.trim().split('~').next().unwrap_or_default();
    let base64url = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    token.starts_with("ey") && token.split('.').count() == 3 && token.split('.').all(base64url)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn find(value: &Value) -> Option<String> {
        super::find(value, &Work::default()).unwrap()
    }

    #[test]
    fn a_text_is_read_within_the_budget() {
        let work = Work::default();
        let text = json!(format!("[{}[]]", "[],".repeat(300_000)));
        assert_eq!(super::find(&text, &work), Err(JsonError::TooMuchWork));
        assert!(work.spent() >= Work::LIMIT);
        let deep = json!(format!("{}{}", "[".repeat(65), "]".repeat(65)));
        assert_eq!(super::find(&deep, &Work::default()), Err(JsonError::TooDeep));
    }

    #[test]
    fn each_usual_wrapper_is_looked_into_and_other_json_is_none() {
        let badge = json!({"type": ["VerifiableCredential", "OpenBadgeCredential"]});
        let token = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";
        for (value, place) in [
            (json!({"jwt": token}), "/jwt"),
            (json!({"verifiableCredential": badge}), "/verifiableCredential"),
            (json!({"credentials": [{"credential": badge}]}), "/credentials/0/credential"),
            (json!([badge]), "/0"),
            (json!(token), ""),
            (json!(badge.to_string()), ""),
            (json!({"badge": badge.to_string()}), "/badge"),
        ] {
            assert_eq!(find(&value).as_deref(), Some(place), "{value}");
        }
        for value in [json!({"a": 1}), json!("hello"), json!([1]), json!({"a": "b.c.d"}), json!(null)] {
            assert_eq!(find(&value), None, "{value}");
        }
    }

    #[test]
    fn large_and_deep_values_end() {
        let mut deep = json!({"type": "VerifiableCredential"});
        for _ in 0..9 {
            deep = json!([deep]);
        }
        assert_eq!(find(&deep), None);
        let many = json!(vec![json!({"a": ["b"]}); 5_000]);
        assert_eq!(find(&many), None);
    }
}
