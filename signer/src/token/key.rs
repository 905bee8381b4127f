//! Key pairs of a token: made so that the private half cannot come out, and used only when the token says so too.

use super::TokenError;
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;

/// `id-Ed25519`, 1.3.101.112 (RFC 8410), DER: what PKCS#11 3.0 wants in `CKA_EC_PARAMS`.
const ED25519: &[u8] = &[0x06, 0x03, 0x2b, 0x65, 0x70];

/// A checked key pair.
#[derive(Clone, Debug)]
pub(crate) struct TokenKeyPair {
    pub(super) private: ObjectHandle,
    /// Ed25519, 32 bytes.
    pub(crate) public_key: [u8; 32],
    /// What the token says of the private key, in words.
    pub(crate) attributes: Vec<String>,
}

/// Makes a pair inside the token: sensitive, not extractable, for signing and nothing else.
pub(super) fn generate(session: &Session, label: &str) -> Result<(), TokenError> {
    let name = || [Attribute::Label(label.as_bytes().to_vec()), Attribute::Id(label.as_bytes().to_vec())];
    let mut public = vec![
        Attribute::Token(true),
        Attribute::Private(false),
        Attribute::Verify(true),
        Attribute::KeyType(KeyType::EC_EDWARDS),
        Attribute::EcParams(ED25519.to_vec()),
    ];
    public.extend(name());
    let mut private = vec![
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Sign(true),
        Attribute::Derive(false),
        Attribute::Decrypt(false),
        Attribute::Unwrap(false),
        Attribute::KeyType(KeyType::EC_EDWARDS),
    ];
    private.extend(name());
    session.generate_key_pair(&Mechanism::EccEdwardsKeyPairGen, &public, &private)?;
    Ok(())
}

/// The one pair of this label. A second key under the label, or a wrong attribute, is an error: never "the first".
pub(super) fn find(session: &Session, label: &str) -> Result<TokenKeyPair, TokenError> {
    let private = one(session, label, ObjectClass::PRIVATE_KEY)?;
    let attributes = check_attributes(session, label, private)?;
    let public = one(session, label, ObjectClass::PUBLIC_KEY)?;
    let public_key = match session.get_attributes(public, &[AttributeType::EcPoint])?.as_slice() {
        [Attribute::EcPoint(point)] => raw_point(point).ok_or_else(|| TokenError::Point(label.to_owned()))?,
        _ => return Err(TokenError::Point(label.to_owned())),
    };
    Ok(TokenKeyPair { private, public_key, attributes })
}

/// Destroys every object of this label, and makes sure that no private key is left.
pub(super) fn destroy(session: &Session, label: &str) -> Result<(), TokenError> {
    for class in [ObjectClass::PRIVATE_KEY, ObjectClass::PUBLIC_KEY] {
        let template = [Attribute::Class(class), Attribute::Label(label.as_bytes().to_vec())];
        for object in session.find_objects(&template)? {
            session.destroy_object(object)?;
        }
    }
    match one(session, label, ObjectClass::PRIVATE_KEY) {
        Err(TokenError::NoKey(_)) => Ok(()),
        Ok(_) => Err(TokenError::ManyKeys(label.to_owned(), 1)),
        Err(e) => Err(e),
    }
}

fn one(session: &Session, label: &str, class: ObjectClass) -> Result<ObjectHandle, TokenError> {
    let template = [Attribute::Class(class), Attribute::Label(label.as_bytes().to_vec())];
    match session.find_objects(&template)?.as_slice() {
        [] => Err(TokenError::NoKey(label.to_owned())),
        [only] => Ok(*only),
        many => Err(TokenError::ManyKeys(label.to_owned(), many.len())),
    }
}

/// Reads back what the token says of the private key.
fn check_attributes(
    session: &Session,
    label: &str,
    private: ObjectHandle,
) -> Result<Vec<String>, TokenError> {
    let wanted = [
        (AttributeType::Sensitive, Attribute::Sensitive(true), "sensitive"),
        (AttributeType::AlwaysSensitive, Attribute::AlwaysSensitive(true), "always sensitive"),
        (AttributeType::Extractable, Attribute::Extractable(false), "non-extractable"),
        (AttributeType::NeverExtractable, Attribute::NeverExtractable(true), "never extractable"),
        (AttributeType::Local, Attribute::Local(true), "made inside the token"),
        (AttributeType::Sign, Attribute::Sign(true), "for signing"),
    ];
    let mut words = Vec::new();
    for (kind, value, word) in wanted {
        if session.get_attributes(private, &[kind])? != [value] {
            return Err(TokenError::Attribute(label.to_owned(), word));
        }
        words.push(word.to_owned());
    }
    Ok(words)
}

/// `CKA_EC_POINT` of Ed25519: a DER OCTET STRING (34 bytes) or raw (32). The length decides: a raw point may itself
/// begin with 04 20.
fn raw_point(point: &[u8]) -> Option<[u8; 32]> {
    match point {
        [0x04, 0x20, raw @ ..] if point.len() == 34 => raw.try_into().ok(),
        raw => raw.try_into().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_read_in_exactly_two_forms() {
        let raw: Vec<u8> = [0x04, 0x20].into_iter().chain(0..30).collect();
        let wrapped: Vec<u8> = [0x04, 0x20].into_iter().chain(raw.iter().copied()).collect();
        assert_eq!(raw_point(&raw).unwrap().as_slice(), raw);
        assert_eq!(raw_point(&wrapped).unwrap().as_slice(), raw);
        assert!(raw_point(&raw[..31]).is_none());
        let mut other = wrapped;
        other[0] = 0x03;
        assert!(raw_point(&other).is_none());
    }
}
