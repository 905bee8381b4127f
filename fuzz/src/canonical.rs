//! From JSON to the text that is hashed.

use credentials::canonical::{CanonicalError, RdfcHash, canonical_nquads};
use credentials::json::Document;
use jsonld::general_nquads;
use serde_json::Value;

/// A canonical form is unique: complete lines in order, independent of the order of members. The general path, where
/// it covers the document, produces the same.
pub fn canonical(data: &[u8]) {
    let Ok(document) = Document::parse(data) else { return };
    let Ok(nquads) = canonical_nquads(document.value()) else { return };
    assert!(nquads.ends_with(" .\n"), "{nquads}");
    assert!(nquads.lines().is_sorted(), "{nquads}");
    let general = general_nquads(document.value(), &[], RdfcHash::Sha256);
    let alike =
        general.as_ref() == Ok(&nquads) || general.as_ref().is_err_and(CanonicalError::is_unsupported);
    assert!(alike, "fast: {nquads}\ngeneral: {general:?}");
    let sorted = sorted(document.value());
    assert_eq!(canonical_nquads(&sorted), Ok(nquads), "the order of members counts");
}

/// The same document with its members in another order.
fn sorted(value: &Value) -> Value {
    let mut sorted = value.clone();
    sorted.sort_all_objects();
    sorted
}
