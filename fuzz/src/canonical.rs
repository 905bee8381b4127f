//! The way from JSON to the text that is hashed.

use credentials::canonical::canonical_nquads;
use credentials::json::Document;

/// What has a canonical form has one form, of whole lines in order; and it is the same after another way of writing the
/// JSON.
pub fn canonical(data: &[u8]) {
    let Ok(document) = Document::parse(data) else { return };
    let Ok(nquads) = canonical_nquads(document.value()) else { return };
    assert!(nquads.ends_with(" .\n"), "{nquads}");
    assert!(nquads.lines().is_sorted(), "{nquads}");
    let mut value = document.into_value();
    value.sort_all_objects();
    assert_eq!(canonical_nquads(&value), Ok(nquads), "the order of members counts");
}
