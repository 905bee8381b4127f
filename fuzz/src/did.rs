//! Controller documents.

use credentials::did::DidDocument;
use credentials::time::Timestamp;
use serde_json::Value;

/// 1 December 2026.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_796_083_200_000);

/// Looking up a key in any document yields a key or an error; never a key of another document.
pub fn did_document(data: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(data) else { return };
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    let Ok(document) = DidDocument::parse(data, id) else { return };
    for method in methods(&value) {
        if document.assertion_key(method, NOW).is_ok() {
            assert_eq!(method.split_once('#').map(|(did, _)| did), Some(id), "{method}");
        }
    }
    assert!(document.assertion_key("did:web:nobody.example#no-key", NOW).is_err());
}

/// Every text in the document that could name a method.
fn methods(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(methods).collect(),
        Value::Object(members) => members.values().flat_map(methods).collect(),
        _ => Vec::new(),
    }
}
