//! Public keys in the form of certificates: `SubjectPublicKeyInfo`, DER (RFC 5480, RFC 8410).

use p256::elliptic_curve::sec1::ToEncodedPoint as _;

use super::PublicKey;

/// The bytes before the key: the algorithm, and the head of the BIT STRING.
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
    /// The key as `SubjectPublicKeyInfo`, DER, with an uncompressed point where there are two forms. `None` for bytes
    /// that are not a point of their curve.
    #[must_use]
    pub fn public_key_info(&self) -> Option<Vec<u8>> {
        match self {
            Self::Ed25519(key) => Some([ED25519, key].concat()),
            Self::P256(point) => {
                let point = p256::PublicKey::from_sec1_bytes(point).ok()?.to_encoded_point(false);
                Some([P256, point.as_bytes()].concat())
            }
            Self::P384(point) => {
                let point = p384::PublicKey::from_sec1_bytes(point).ok()?.to_encoded_point(false);
                Some([P384, point.as_bytes()].concat())
            }
        }
    }

    /// The key in a `SubjectPublicKeyInfo` of exactly this form. `None` for any other.
    #[must_use]
    pub fn from_public_key_info(info: &[u8]) -> Option<Self> {
        let key = if let Some(key) = info.strip_prefix(ED25519) {
            Self::from_ed25519(key.try_into().ok()?).ok()?
        } else if let Some(point) = info.strip_prefix(P256) {
            let point = p256::PublicKey::from_sec1_bytes(point).ok()?.to_encoded_point(true);
            Self::from_p256(point.as_bytes().try_into().ok()?).ok()?
        } else {
            let point =
                p384::PublicKey::from_sec1_bytes(info.strip_prefix(P384)?).ok()?.to_encoded_point(true);
            Self::from_p384(point.as_bytes().try_into().ok()?).ok()?
        };
        key.public_key_info().is_some_and(|own| own == info).then_some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_they_went() {
        for text in [
            "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
            "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54",
        ] {
            let key = PublicKey::parse(text).unwrap();
            let mut info = key.public_key_info().unwrap();
            assert_eq!(PublicKey::from_public_key_info(&info), Some(key));
            *info.last_mut().unwrap() ^= 1;
            // A changed y is not on the curve; a changed Ed25519 key is another key, or none.
            assert_ne!(PublicKey::from_public_key_info(&info), Some(key));
            info.pop();
            assert_eq!(PublicKey::from_public_key_info(&info), None);
        }
        assert_eq!(PublicKey::from_public_key_info(&[P256, &[2; 33]].concat()), None);
    }
}
