//! Public keys as text, and identifiers made from them.

use credentials::did::{DidDocument, did_key, did_web_document_url};
use credentials::multikey::{PublicKey, decode_multibase};

/// A parsed key has one text in base58, which parses to the same key.
pub fn multikey(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    drop(decode_multibase(text));
    drop(did_web_document_url(text));
    drop(DidDocument::for_did_key(text));
    let Ok(key) = PublicKey::parse(text) else { return };
    assert_eq!(PublicKey::parse(&key.multibase()), Ok(key));
    assert!(DidDocument::for_did_key(&did_key(&key)).is_ok());
}
