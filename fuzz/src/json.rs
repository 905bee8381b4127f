//! Strict JSON and RFC 8785.

use credentials::json::{Document, jcs};

/// A parsed document can be written and parsed to the same value, and has one canonical text.
pub fn json(data: &[u8]) {
    let Ok(document) = Document::parse(data) else { return };
    let written = document.value().to_string();
    assert_eq!(Document::parse(written.as_bytes()).as_ref(), Ok(&document), "written: {written}");
    let canonical = jcs(document.value());
    let again = Document::parse(canonical.as_bytes());
    assert_eq!(again.map(|again| jcs(again.value())), Ok(canonical));
}
