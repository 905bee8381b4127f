//! Decentralised identifiers: `did:key`, `did:jwk`, `did:web` and their documents (Controlled Identifiers 1.0).

mod at_address;
mod document;
mod keeper;
mod ledger;
mod listed;
mod method;
mod web;

pub use at_address::key_at_address;
pub use document::{DidDocument, IssuerKey, document, issuer_document};
pub use keeper::StatusListKeeper;
pub use ledger::{PublishedLedger, UnreadableLedger};
pub use listed::KeyName;
pub use web::{did_web, did_web_document_url};

use crate::jose::JwkError;
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
    /// The document does not follow Controlled Identifiers 1.0; the text names the part.
    #[error("the issuer's document is malformed: {0}")]
    Malformed(&'static str),
    /// The document's `id` is another identifier.
    #[error("the document says it belongs to another identifier")]
    WrongId,
    /// The document has no such key.
    #[error("the issuer's document does not hold this key")]
    UnknownKey,
    /// The document has the key, but under another controller.
    #[error("the key belongs to another controller")]
    WrongController,
    /// The key's controller has the form of a key's name: the document's identifier with a fragment.
    #[error("the key's controller is an identifier with a fragment")]
    ControllerFragment,
    /// The reference names only the document, which has several keys.
    #[error("the issuer's document holds several keys, and none of them is named")]
    WhichKey,
    /// The document has the key, but not under the relationship of the proof's purpose, such as `assertionMethod`.
    #[error("the issuer does not use this key to sign credentials")]
    NotForAssertion,
    /// The key's type is not supported.
    #[error("the key is written in a way that is not supported")]
    KeyType,
    /// The key was revoked at this time: none of its signatures counts any more.
    #[error("the issuer withdrew this key on {0}")]
    Revoked(Timestamp),
    /// The key expired at this time.
    #[error("this key expired on {0}")]
    Expired(Timestamp),
    /// The key's text is not a key.
    #[error(transparent)]
    Key(#[from] MultikeyError),
    /// The key's JSON is not a key.
    #[error(transparent)]
    Jwk(#[from] JwkError),
}

impl DidError {
    /// The problem type that RFC 9457 requires (Controlled Identifiers 1.0, section 3.5).
    #[must_use]
    pub fn problem_type(&self) -> &'static str {
        match self {
            Self::NotHttps | Self::Host | Self::Form => {
                "https://w3id.org/security#INVALID_VERIFICATION_METHOD_URL"
            }
            Self::Malformed(_) | Self::ControllerFragment => {
                "https://w3id.org/security#INVALID_CONTROLLED_IDENTIFIER_DOCUMENT"
            }
            Self::WrongId => "https://w3id.org/security#INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
            Self::UnknownKey
            | Self::WhichKey
            | Self::WrongController
            | Self::KeyType
            | Self::Key(_)
            | Self::Jwk(_) => "https://w3id.org/security#INVALID_VERIFICATION_METHOD",
            Self::NotForAssertion => "https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
            Self::Revoked(_) | Self::Expired(_) => "https://w3id.org/security#PROOF_VERIFICATION_ERROR",
        }
    }
}

/// `did:key:z…` of a key.
#[must_use]
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", key.multibase())
}

/// `<did>#<multibase key>`: the form of every key name in Insignia.
///
/// The name carries the key, stays unique through rotation, and the 1EdTech validator reads the key from it.
#[must_use]
pub fn verification_method(did: &str, key: &PublicKey) -> String {
    format!("{did}#{}", key.multibase())
}
