//! Public keys of the supported kinds.

use ed25519_dalek::VerifyingKey;
use p256::ecdsa::signature::Verifier as _;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// ECDSA with P-256 and SHA-256.
    P256,
    /// ECDSA with P-384 and SHA-384.
    P384,
}

impl KeyKind {
    /// Length in bytes of the message that a token signs for a proof: with Ed25519 the message itself (two SHA-256),
    /// with ECDSA its digest. Tokens accept other lengths and truncate silently, so the length is checked first.
    #[must_use]
    pub fn message_length(self) -> usize {
        match self {
            Self::Ed25519 => 64,
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }
}

/// A public key: a point on its curve that is not of small order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(Point);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    Ed25519([u8; 32]),
    /// Compressed (SEC 1, section 2.3.3), as is `P384`.
    P256([u8; 33]),
    P384([u8; 49]),
}

/// Bytes before the key in a `SubjectPublicKeyInfo` (RFC 5480, RFC 8410): the algorithm, and the header of the BIT
/// STRING.
const ED25519: &[u8] = &[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const P256: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
const P384: &[u8] = &[
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81,
    0x04, 0x00, 0x22, 0x03, 0x62, 0x00,
];

impl PublicKey {
    /// A key from its short form: 32 bytes for Ed25519, otherwise the compressed point. `None` for bytes that are no
    /// point on the curve, for a point of small order, and for an encoding that is not canonical.
    #[must_use]
    pub fn new(kind: KeyKind, bytes: &[u8]) -> Option<Self> {
        let point = match kind {
            KeyKind::Ed25519 => {
                let bytes = bytes.try_into().ok()?;
                let key = VerifyingKey::from_bytes(&bytes).ok()?;
                // A y coordinate of 2^255 - 19 or more is reduced when it is read, so it is written with other bytes.
                let only = key.to_edwards().compress().to_bytes() == bytes;
                (only && !key.is_weak()).then_some(Point::Ed25519(bytes))?
            }
            KeyKind::P256 if matches!(bytes.first(), Some(2 | 3)) => {
                p256::PublicKey::from_sec1_bytes(bytes).ok()?;
                Point::P256(bytes.try_into().ok()?)
            }
            KeyKind::P384 if matches!(bytes.first(), Some(2 | 3)) => {
                p384::PublicKey::from_sec1_bytes(bytes).ok()?;
                Point::P384(bytes.try_into().ok()?)
            }
            KeyKind::P256 | KeyKind::P384 => return None,
        };
        Some(Self(point))
    }

    /// Kind of the key.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        match self.0 {
            Point::Ed25519(_) => KeyKind::Ed25519,
            Point::P256(_) => KeyKind::P256,
            Point::P384(_) => KeyKind::P384,
        }
    }

    /// Short form of the key.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.0 {
            Point::Ed25519(key) => key,
            Point::P256(point) => point,
            Point::P384(point) => point,
        }
    }

    /// Length of a signature in bytes.
    pub(crate) fn signature_length(&self) -> usize {
        match self.kind() {
            KeyKind::Ed25519 | KeyKind::P256 => 64,
            KeyKind::P384 => 96,
        }
    }

    /// The key as `SubjectPublicKeyInfo`, DER. A P-256 or P-384 point is uncompressed.
    #[must_use]
    pub fn public_key_info(&self) -> Option<Vec<u8>> {
        match &self.0 {
            Point::Ed25519(key) => Some([ED25519, key].concat()),
            Point::P256(point) => {
                let point = p256::PublicKey::from_sec1_bytes(point).ok()?.to_encoded_point(false);
                Some([P256, point.as_bytes()].concat())
            }
            Point::P384(point) => {
                let point = p384::PublicKey::from_sec1_bytes(point).ok()?.to_encoded_point(false);
                Some([P384, point.as_bytes()].concat())
            }
        }
    }

    /// The key in a `SubjectPublicKeyInfo` of exactly this form. `None` for any other form.
    pub(crate) fn from_public_key_info(info: &[u8]) -> Option<Self> {
        let key = if let Some(key) = info.strip_prefix(ED25519) {
            Self::new(KeyKind::Ed25519, key)?
        } else if let Some(point) = info.strip_prefix(P256) {
            let point = p256::PublicKey::from_sec1_bytes(point).ok()?.to_encoded_point(true);
            Self::new(KeyKind::P256, point.as_bytes())?
        } else {
            let point = p384::PublicKey::from_sec1_bytes(info.strip_prefix(P384)?).ok()?;
            Self::new(KeyKind::P384, point.to_encoded_point(true).as_bytes())?
        };
        key.public_key_info().is_some_and(|own| own == info).then_some(key)
    }

    /// Does the signature (with ECDSA: R and S in sequence) verify?
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Point::Ed25519(key) => VerifyingKey::from_bytes(key)
                .and_then(|key| key.verify_strict(message, &ed25519_dalek::Signature::from_slice(signature)?))
                .is_ok(),
            Point::P256(point) => p256::ecdsa::VerifyingKey::from_sec1_bytes(point)
                .and_then(|key| key.verify(message, &p256::ecdsa::Signature::from_slice(signature)?))
                .is_ok(),
            Point::P384(point) => p384::ecdsa::VerifyingKey::from_sec1_bytes(point)
                .and_then(|key| key.verify(message, &p384::ecdsa::Signature::from_slice(signature)?))
                .is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_small_order_and_second_encodings_are_no_keys() {
        assert!(PublicKey::new(KeyKind::Ed25519, &[0; 32]).is_none());
        // The coordinate 2^255 - 19 + 3, a second encoding of 3.
        let mut second = [0xff; 32];
        (second[0], second[31]) = (0xed + 3, 0x7f);
        let mut first = [0; 32];
        first[0] = 3;
        assert!(
            VerifyingKey::from_bytes(&second).is_err() || PublicKey::new(KeyKind::Ed25519, &second).is_none()
        );
        assert_eq!(
            PublicKey::new(KeyKind::Ed25519, &first).is_some(),
            VerifyingKey::from_bytes(&first).is_ok_and(|key| !key.is_weak())
        );
    }

    #[test]
    fn a_key_info_comes_back_and_one_byte_more_is_another() {
        let generator =
            hex::decode("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296").unwrap();
        let key = PublicKey::new(KeyKind::P256, &generator).unwrap();
        let mut info = key.public_key_info().unwrap();
        assert_eq!(PublicKey::from_public_key_info(&info), Some(key));
        info.push(0);
        assert_eq!(PublicKey::from_public_key_info(&info), None);
    }
}
