//! Decentralised identifiers: `did:key`, `did:web` and their documents (Controlled Identifiers 1.0).

mod document;
mod web;

pub use document::{DidDocument, document};
pub use web::{did_web, did_web_document_url};

use crate::multikey::{MultikeyError, PublicKey};
use crate::time::Timestamp;

/// Why an identifier or its document cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DidError {
    /// The address is not https.
    #[error("a did:web needs an https address")]
    NotHttps,
    /// The host is an IP address, or not a host name.
    #[error("a did:web needs a host name, not an IP address")]
    Host,
    /// Not an identifier of that method.
    #[error("not a well-formed identifier")]
    Form,
    /// The document is not what Controlled Identifiers 1.0 describes; the text says which part.
    #[error("the issuer's document is malformed: {0}")]
    Malformed(&'static str),
    /// `id` of the document is another identifier.
    #[error("the document says it belongs to another identifier")]
    WrongId,
    /// The document has no such key.
    #[error("the issuer's document does not hold this key")]
    UnknownKey,
    /// The key is there, but under another controller.
    #[error("the key belongs to another controller")]
    WrongController,
    /// The key is there, but not under `assertionMethod`.
    #[error("the issuer does not use this key to sign credentials")]
    NotForAssertion,
    /// The key is of a type that is not read.
    #[error("the key is written in a way that is not supported")]
    KeyType,
    /// The key was revoked then: nothing it signed counts any more.
    #[error("the issuer withdrew this key on {0}")]
    Revoked(Timestamp),
    /// The key expired then.
    #[error("this key expired on {0}")]
    Expired(Timestamp),
    /// The key's text is not a key.
    #[error(transparent)]
    Key(#[from] MultikeyError),
}

/// `did:key:z…` of a key.
#[must_use]
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", key.multibase())
}

/// `<did>#<multibase key>`: how Insignia names every key.
///
/// The name carries the key, stays unique through rotation, and the 1EdTech validator reads the key from it.
#[must_use]
pub fn verification_method(did: &str, key: &PublicKey) -> String {
    format!("{did}#{}", key.multibase())
}
