//! Key pairs of a token: made so that the private key cannot be exported, and used only if the token confirms that.

use crate::attributes::{self, Checked};
use crate::names::KeyAddress;
use crate::public_key::{KeyKind, PublicKey};
use crate::{TokenError, curve};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;

/// A checked key pair.
#[derive(Clone, Debug)]
pub struct TokenKeyPair {
    pub(crate) private: ObjectHandle,
    /// Each signature requires the PIN.
    pub(crate) wants_pin: bool,
    /// The public key.
    pub public_key: PublicKey,
    /// The private key's attributes as the token reports them, in words.
    pub attributes: Vec<String>,
}

/// Makes a pair inside the token: sensitive, not extractable, for signing only. The public key gets no usage
/// attributes: the signer verifies in software, and a TPM would treat a key for verifying as part of a pair for
/// decrypting.
pub(crate) fn generate(session: &Session, label: &str, kind: KeyKind) -> Result<(), TokenError> {
    let (mechanism, key_type) = match kind {
        KeyKind::Ed25519 => (Mechanism::EccEdwardsKeyPairGen, KeyType::EC_EDWARDS),
        KeyKind::P256 | KeyKind::P384 => (Mechanism::EccKeyPairGen, KeyType::EC),
    };
    let name = || [Attribute::Label(label.as_bytes().to_vec()), Attribute::Id(label.as_bytes().to_vec())];
    let mut public = vec![
        Attribute::Token(true),
        Attribute::Private(false),
        Attribute::KeyType(key_type),
        Attribute::EcParams(curve::parameters(kind)),
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
        Attribute::KeyType(key_type),
    ];
    private.extend(name());
    session.generate_key_pair(&mechanism, &public, &private)?;
    Ok(())
}

/// The only pair at this address. A second key there, or a wrong attribute, is an error. Taking the first of several
/// keys would be unsafe, since some devices list a key of their own among the others.
pub(crate) fn find(session: &Session, label: &str, address: &KeyAddress) -> Result<TokenKeyPair, TokenError> {
    let private = match session.find_objects(&template(ObjectClass::PRIVATE_KEY, address))?.as_slice() {
        [] => return Err(TokenError::NoKey(label.to_owned())),
        [only] => *only,
        many => return Err(TokenError::ManyKeys(label.to_owned(), many.len())),
    };
    let Checked { words, wants_pin } = attributes::check(session, label, private)?;
    let public_key =
        public_half(session, private, address)?.ok_or_else(|| TokenError::Point(label.to_owned()))?;
    Ok(TokenKeyPair { private, wants_pin, public_key, attributes: words })
}

/// Destroys every object at this address, and checks that no private key is left.
pub(crate) fn destroy(session: &Session, label: &str, address: &KeyAddress) -> Result<(), TokenError> {
    for class in [ObjectClass::PRIVATE_KEY, ObjectClass::PUBLIC_KEY] {
        for object in session.find_objects(&template(class, address))? {
            session.destroy_object(object)?;
        }
    }
    match session.find_objects(&template(ObjectClass::PRIVATE_KEY, address))?.len() {
        0 => Ok(()),
        left => Err(TokenError::ManyKeys(label.to_owned(), left)),
    }
}

fn template(class: ObjectClass, address: &KeyAddress) -> Vec<Attribute> {
    let mut template = vec![Attribute::Class(class)];
    template.extend(address.object.as_ref().map(|label| Attribute::Label(label.clone())));
    template.extend(address.id.as_ref().map(|id| Attribute::Id(id.clone())));
    template
}

/// The public key, from the public object with the id of the private object. Without such an object, from the public
/// object at the same address, or else from the private object itself.
fn public_half(
    session: &Session,
    private: ObjectHandle,
    address: &KeyAddress,
) -> Result<Option<PublicKey>, TokenError> {
    let id = match session.get_attributes(private, &[AttributeType::Id])?.as_slice() {
        [Attribute::Id(id)] if !id.is_empty() => Some(id.clone()),
        _ => None,
    };
    let with_id = KeyAddress { object: None, id };
    for address in [&with_id, address] {
        if address.object.is_none() && address.id.is_none() {
            continue;
        }
        if let [only] = session.find_objects(&template(ObjectClass::PUBLIC_KEY, address))?.as_slice() {
            return of_object(session, *only);
        }
    }
    match session.get_attributes(private, &[AttributeType::PublicKeyInfo])?.as_slice() {
        [Attribute::PublicKeyInfo(info)] => Ok(PublicKey::from_public_key_info(info)),
        _ => Ok(None),
    }
}

fn of_object(session: &Session, public: ObjectHandle) -> Result<Option<PublicKey>, TokenError> {
    let wanted = [AttributeType::EcParams, AttributeType::EcPoint];
    match session.get_attributes(public, &wanted)?.as_slice() {
        [Attribute::EcParams(parameters), Attribute::EcPoint(point)] => {
            Ok(curve::kind(parameters).and_then(|kind| curve::public_key(kind, point)))
        }
        _ => Ok(None),
    }
}
