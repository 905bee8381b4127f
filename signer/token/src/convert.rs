//! Conversions between the types of the token protocol and those of the crate `pkcs11`.

use token_protocol as wire;

/// A key from a message of the signer. `None` if it is no point on its curve.
pub(crate) fn key(key: &wire::PublicKey) -> Option<pkcs11::PublicKey> {
    pkcs11::PublicKey::new(kind(key.kind), &hex::decode(&key.point).ok()?)
}

/// A key of the token, for a reply to the signer.
pub(crate) fn wire_key(key: &pkcs11::PublicKey) -> wire::PublicKey {
    let kind = match key.kind() {
        pkcs11::KeyKind::Ed25519 => wire::KeyKind::Ed25519,
        pkcs11::KeyKind::P256 => wire::KeyKind::P256,
        pkcs11::KeyKind::P384 => wire::KeyKind::P384,
    };
    wire::PublicKey { kind, point: hex::encode(key.bytes()) }
}

/// A kind of key from a message of the signer.
pub(crate) fn kind(kind: wire::KeyKind) -> pkcs11::KeyKind {
    match kind {
        wire::KeyKind::Ed25519 => pkcs11::KeyKind::Ed25519,
        wire::KeyKind::P256 => pkcs11::KeyKind::P256,
        wire::KeyKind::P384 => pkcs11::KeyKind::P384,
    }
}

/// The configured name of the token.
pub(crate) fn name(name: &wire::TokenName) -> pkcs11::TokenName {
    let wire::TokenName { label, serial, manufacturer, model } = name.clone();
    pkcs11::TokenName { label, serial, manufacturer, model }
}

/// The keys with a configured address.
pub(crate) fn keys(settings: &wire::TokenSettings) -> pkcs11::Keys {
    let address = |address: &wire::KeyAddress| pkcs11::KeyAddress {
        object: address.object.clone(),
        id: address.id.clone(),
    };
    pkcs11::Keys(settings.placed_keys().map(|(label, placed)| (label.to_owned(), address(placed))).collect())
}

/// The device, for a reply to the signer, without keys: the caller adds them.
pub(crate) fn device(device: pkcs11::Device) -> wire::Device {
    let pkcs11::Device { module, token, serial, model, suites, pin_tries, wrong, notes } = device;
    let pin_tries = match pin_tries {
        pkcs11::PinTries::All => wire::PinTries::All,
        pkcs11::PinTries::Fewer => wire::PinTries::Fewer,
        pkcs11::PinTries::Last => wire::PinTries::Last,
        pkcs11::PinTries::None => wire::PinTries::None,
    };
    wire::Device { module, token, serial, model, suites, pin_tries, keys: Vec::new(), wrong, notes }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_signer_knows_a_key_that_may_have_been_brought_in_by_the_same_words() {
        assert_eq!(token_protocol::NOT_LOCAL, pkcs11::NOT_LOCAL);
    }
}
