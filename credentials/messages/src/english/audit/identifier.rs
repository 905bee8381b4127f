use credentials::did::DidError;
use credentials::multikey::MultikeyError;

use super::super::token;

/// Why an identifier or its document cannot be used, as a clause without a full stop.
pub(super) fn clause(error: &DidError) -> String {
    let clause = match error {
        DidError::NotHttps => "a did:web needs an https address",
        DidError::Host => "a did:web needs a host name, not an IP address",
        DidError::Form => "not a well-formed identifier",
        DidError::Malformed(part) => return format!("the issuer's document is malformed: {part}"),
        DidError::WrongId => "the document belongs to another identifier",
        DidError::UnknownKey => "the issuer's document does not hold this key",
        DidError::WrongController => "the key belongs to another controller",
        DidError::ControllerFragment => "the key's controller is an identifier with a fragment",
        DidError::WhichKey => "the issuer's document holds several keys, and none of them is named",
        DidError::NotForAssertion => "the issuer does not use this key to sign credentials",
        DidError::KeyType => "the key is written in a way that is not supported",
        DidError::Revoked(at) => return format!("the issuer withdrew this key on {at}"),
        DidError::Expired(at) => return format!("this key expired on {at}"),
        DidError::Key(error) => multikey(*error),
        DidError::Jwk(error) => return token::of_key(error),
    };
    clause.to_owned()
}

const fn multikey(error: MultikeyError) -> &'static str {
    match error {
        MultikeyError::Base => "the key does not begin with z or u",
        MultikeyError::Encoding => "the key has a character that its encoding does not know",
        MultikeyError::Secret => "this is a secret key: it must never be published",
        MultikeyError::Kind => "the key is of a kind that is not supported",
        MultikeyError::Length => "the key has the wrong length",
        MultikeyError::Point => "the key is not a usable point of its curve",
    }
}
