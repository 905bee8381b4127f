//! Public keys in the form of certificates: `SubjectPublicKeyInfo`, DER (RFC 5480, RFC 8410).

use super::PublicKey;
use ed25519_dalek::VerifyingKey;
use ed25519_dalek::pkcs8::PublicKeyBytes;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::{DecodePublicKey as _, EncodePublicKey as _};

impl PublicKey {
    /// The key as `SubjectPublicKeyInfo`, DER, with an uncompressed point where there are two forms. `None` for bytes
    /// that are not a point of their curve.
    #[must_use]
    pub fn public_key_info(&self) -> Option<Vec<u8>> {
        let info = match self {
            Self::Ed25519(key) => PublicKeyBytes(*key).to_public_key_der(),
            Self::P256(point) => p256::PublicKey::from_sec1_bytes(point).ok()?.to_public_key_der(),
            Self::P384(point) => p384::PublicKey::from_sec1_bytes(point).ok()?.to_public_key_der(),
        };
        Some(info.ok()?.into_vec())
    }

    /// The key in a `SubjectPublicKeyInfo` of exactly this form. `None` for any other.
    #[must_use]
    pub fn from_public_key_info(info: &[u8]) -> Option<Self> {
        let key = if let Ok(key) = VerifyingKey::from_public_key_der(info) {
            Self::from_ed25519(key.to_bytes()).ok()?
        } else if let Ok(key) = p256::PublicKey::from_public_key_der(info) {
            Self::from_p256(key.to_encoded_point(true).as_bytes().try_into().ok()?).ok()?
        } else {
            let key = p384::PublicKey::from_public_key_der(info).ok()?;
            Self::from_p384(key.to_encoded_point(true).as_bytes().try_into().ok()?).ok()?
        };
        // The libraries also read compressed points.
        key.public_key_info().is_some_and(|own| own == info).then_some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    const P256: &str = "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";
    const P384: &str = "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54";

    #[test]
    fn keys_come_back_as_they_went() {
        for text in [ED25519, P256, P384] {
            let key = PublicKey::parse(text).unwrap();
            let mut info = key.public_key_info().unwrap();
            assert_eq!(PublicKey::from_public_key_info(&info), Some(key));
            *info.last_mut().unwrap() ^= 1;
            // A changed y is not on the curve; a changed Ed25519 key is another key, or none.
            assert_ne!(PublicKey::from_public_key_info(&info), Some(key));
            info.pop();
            assert_eq!(PublicKey::from_public_key_info(&info), None);
        }
        let compressed = [&info_of(P256)[..26], &[2; 33]].concat();
        assert_eq!(PublicKey::from_public_key_info(&compressed), None);
    }

    fn info_of(text: &str) -> Vec<u8> {
        PublicKey::parse(text).unwrap().public_key_info().unwrap()
    }

    /// The bytes with one occurrence of a part replaced.
    fn with(info: &[u8], old: &str, new: &str) -> Vec<u8> {
        let text = hex::encode(info);
        assert_eq!(text.matches(old).count(), 1, "{old} in {text}");
        hex::decode(text.replace(old, new)).unwrap()
    }

    #[test]
    fn the_encodings_are_those_of_the_standards() {
        assert!(hex::encode(info_of(ED25519)).starts_with("302a300506032b6570032100"));
        let p256 = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
        assert!(hex::encode(info_of(P256)).starts_with(p256));
        assert!(hex::encode(info_of(P384)).starts_with("3076301006072a8648ce3d020106052b8104002203620004"));
    }

    #[test]
    fn what_is_not_der_is_refused() {
        for info in [info_of(ED25519), info_of(P256), info_of(P384)] {
            let trailing = [&info[..], &[0]].concat();
            let (head, rest) = (&info[..1], &info[1..]);
            let longer = [head, &[0x81], rest].concat();
            let longest = [head, &[0x82, 0x00], rest].concat();
            let indefinite = [head, &[0x80], &info[2..], &[0, 0]].concat();
            for wrong in [trailing, longer, longest, indefinite] {
                assert_eq!(PublicKey::from_public_key_info(&wrong), None, "{}", hex::encode(wrong));
            }
        }
        // The length of the BIT STRING in two bytes.
        let inner = with(&with(&info_of(ED25519), "032100", "03812100"), "302a3005", "302b3005");
        assert_eq!(PublicKey::from_public_key_info(&inner), None);
    }

    #[test]
    fn unused_bits_are_refused() {
        for (text, old, new) in
            [(ED25519, "6570032100", "6570032101"), (P256, "034200", "034201"), (P384, "036200", "036201")]
        {
            let mut wrong = with(&info_of(text), old, new);
            assert_eq!(PublicKey::from_public_key_info(&wrong), None, "{text}");
            // Also where the unused bit is zero, as DER requires.
            *wrong.last_mut().unwrap() &= 0xfe;
            assert_eq!(PublicKey::from_public_key_info(&wrong), None, "{text}");
        }
    }

    #[test]
    fn other_algorithms_and_curves_are_refused() {
        for wrong in [
            // X25519.
            with(&info_of(ED25519), "06032b6570", "06032b656e"),
            // Ed25519 with a NULL as parameters.
            with(&info_of(ED25519), "302a300506032b6570", "302c300706032b65700500"),
            // P-256 with the number of secp256k1, which is as long as that of P-384.
            with(
                &info_of(P256),
                "3059301306072a8648ce3d020106082a8648ce3d030107",
                "3056301006072a8648ce3d020106052b8104000a",
            ),
            // A point of P-256 with the number of P-384.
            with(
                &info_of(P256),
                "3059301306072a8648ce3d020106082a8648ce3d030107",
                "3056301006072a8648ce3d020106052b81040022",
            ),
            // No curve.
            with(
                &info_of(P256),
                "3059301306072a8648ce3d020106082a8648ce3d030107",
                "304f300906072a8648ce3d0201",
            ),
            // id-ecDH (RFC 5480, section 2.1.2).
            with(&info_of(P256), "3059301306072a8648ce3d0201", "3057301106052b8104010c"),
        ] {
            assert_eq!(PublicKey::from_public_key_info(&wrong), None, "{}", hex::encode(wrong));
        }
    }

    #[test]
    fn compressed_points_points_off_the_curve_and_points_of_small_order_are_refused() {
        let PublicKey::P256(point) = PublicKey::parse(P256).unwrap() else { panic!() };
        let head = "3039301306072a8648ce3d020106082a8648ce3d030107032200";
        let compressed = [hex::decode(head).unwrap(), point.to_vec()].concat();
        assert!(p256::PublicKey::from_public_key_der(&compressed).is_ok());
        assert_eq!(PublicKey::from_public_key_info(&compressed), None);
        let mut off = info_of(P384);
        *off.last_mut().unwrap() ^= 1;
        assert_eq!(PublicKey::from_public_key_info(&off), None);
        // The point at infinity is one zero byte.
        let infinity = "3019301306072a8648ce3d020106082a8648ce3d03010703020000";
        assert_eq!(PublicKey::from_public_key_info(&hex::decode(infinity).unwrap()), None);
        let small = [&info_of(ED25519)[..12], &[0; 32]].concat();
        assert_eq!(PublicKey::from_public_key_info(&small), None);
    }
}
