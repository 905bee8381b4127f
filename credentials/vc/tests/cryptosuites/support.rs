//! Vectors, and changes of one bit.

use std::path::PathBuf;

use credentials::canonical::{ExtraContext, Processing};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::{ProofFailure, SecuredDocument};
use serde_json::Value;

/// A folder of official vectors.
pub(crate) fn official(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(folder)
}

/// The context of the W3C's examples; it has an `@vocab`, and only these tests know it.
pub(crate) fn examples() -> String {
    std::fs::read_to_string(official("contexts").join("credentials-examples-v2.jsonld")).unwrap()
}

pub(crate) fn extra(text: &str) -> [ExtraContext<'_>; 1] {
    [ExtraContext { url: "https://www.w3.org/ns/credentials/examples/v2", text }]
}

pub(crate) fn value(text: &str) -> Value {
    Document::parse(text.as_bytes()).unwrap().into_value()
}

/// With the general path: the context of the W3C's examples has an `@vocab`.
pub(crate) fn general<'a>(extra: &'a [ExtraContext<'a>]) -> Processing<'a> {
    Processing { contexts: extra, general: Some(jsonld::statements) }
}

/// Reads the document again, as a stranger would, and verifies its first proof.
pub(crate) fn verify(
    document: &Value,
    extra: &[ExtraContext<'_>],
    key: &PublicKey,
) -> Result<(), ProofFailure> {
    let Ok(document) = Document::parse(document.to_string().as_bytes()) else {
        return Err(ProofFailure::NoProof);
    };
    SecuredDocument::read_with(document.value(), general(extra))?.verify(0, key)
}

/// Every text of a document by its JSON Pointer.
pub(crate) fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                texts(member, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                texts(item, &format!("{at}/{place}"), found);
            }
        }
        Value::String(_) => found.push(at.to_owned()),
        _ => {}
    }
}

/// The document with the lowest bit of one byte of each text flipped (first, middle and last), one change at a time.
pub(crate) fn with_a_bit_flipped(document: &Value) -> Vec<(String, Value)> {
    let mut pointers = Vec::new();
    texts(document, "", &mut pointers);
    let mut all = Vec::new();
    for pointer in pointers {
        let text = document.pointer(&pointer).unwrap().as_str().unwrap().to_owned();
        for place in [0, text.len() / 2, text.len() - 1] {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1;
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            let mut changed = document.clone();
            *changed.pointer_mut(&pointer).unwrap() = flipped.clone().into();
            all.push((format!("{pointer} = {flipped}"), changed));
        }
    }
    all
}

/// Valid keys that differ from this one in a single bit.
pub(crate) fn keys_beside(key: &PublicKey) -> Vec<PublicKey> {
    let bytes = credentials::multikey::decode_multibase(&key.multibase()).unwrap();
    let flipped = (0..bytes.len() * 8).map(|bit| {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        PublicKey::parse(&credentials::multikey::encode_base58btc(&bytes))
    });
    flipped.filter_map(Result::ok).collect()
}
