//! Public keys of the supported kinds.

use ed25519_dalek::VerifyingKey;
use ed25519_dalek::pkcs8::PublicKeyBytes;
use p256::ecdsa::signature::Verifier as _;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::{DecodePublicKey as _, EncodePublicKey as _};

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
        let info = match &self.0 {
            Point::Ed25519(key) => PublicKeyBytes(*key).to_public_key_der(),
            Point::P256(point) => p256::PublicKey::from_sec1_bytes(point).ok()?.to_public_key_der(),
            Point::P384(point) => p384::PublicKey::from_sec1_bytes(point).ok()?.to_public_key_der(),
        };
        Some(info.ok()?.into_vec())
    }

    /// The key in a `SubjectPublicKeyInfo` of exactly this form. `None` for any other form.
    pub(crate) fn from_public_key_info(info: &[u8]) -> Option<Self> {
        let key = if let Ok(key) = VerifyingKey::from_public_key_der(info) {
            Self::new(KeyKind::Ed25519, key.as_bytes())?
        } else if let Ok(key) = p256::PublicKey::from_public_key_der(info) {
            Self::new(KeyKind::P256, key.to_encoded_point(true).as_bytes())?
        } else {
            let key = p384::PublicKey::from_public_key_der(info).ok()?;
            Self::new(KeyKind::P384, key.to_encoded_point(true).as_bytes())?
        };
        // The libraries also read compressed points.
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

    /// `SubjectPublicKeyInfo` of RFC 8410, section 10.1, and of the generators of P-256 and P-384.
    const INFOS: [&str; 3] = [
        "302a300506032b657003210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1",
        "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        "3076301006072a8648ce3d020106052b8104002203620004aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab73617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
    ];

    fn read(info: &str) -> Option<PublicKey> {
        PublicKey::from_public_key_info(&hex::decode(info).unwrap())
    }

    #[test]
    fn each_kind_of_key_has_one_key_info() {
        for (info, kind) in INFOS.into_iter().zip([KeyKind::Ed25519, KeyKind::P256, KeyKind::P384]) {
            let key = read(info).unwrap();
            assert_eq!((key.kind(), hex::encode(key.public_key_info().unwrap()).as_str()), (kind, info));
            // A byte after it, lengths that are not minimal, and an indefinite length.
            let (head, rest) = info.split_at(2);
            let forms = [
                format!("{info}00"),
                format!("{head}81{rest}"),
                format!("{head}8200{rest}"),
                format!("{head}80{}0000", &info[4..]),
            ];
            for wrong in forms {
                assert_eq!(read(&wrong), None, "{wrong}");
            }
        }
    }

    #[test]
    fn other_curves_unused_bits_and_other_forms_of_points_are_refused() {
        let [ed25519, p256, p384] = INFOS;
        let p256_head = "3059301306072a8648ce3d020106082a8648ce3d030107";
        for (info, old, new) in [
            (ed25519, "6570032100", "6570032101"),
            (ed25519, "06032b6570", "06032b656e"),
            (ed25519, "302a300506032b6570", "302c300706032b65700500"),
            (p256, "034200", "034201"),
            (p256, p256_head, "3056301006072a8648ce3d020106052b8104000a"),
            (p256, p256_head, "3056301006072a8648ce3d020106052b81040022"),
            (p256, p256_head, "304f300906072a8648ce3d0201"),
            (p384, "036200", "036201"),
        ] {
            assert_eq!(info.matches(old).count(), 1, "{old}");
            assert_eq!(read(&info.replace(old, new)), None, "{new}");
        }
        // A point off the curve, the point at infinity, a compressed point, and a point of small order.
        assert_eq!(read(&p256.replace("bf51f5", "bf51f4")), None);
        assert_eq!(read("3019301306072a8648ce3d020106082a8648ce3d03010703020000"), None);
        let compressed = "3039301306072a8648ce3d020106082a8648ce3d030107032200036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
        assert!(p256::PublicKey::from_public_key_der(&hex::decode(compressed).unwrap()).is_ok());
        assert_eq!(read(compressed), None);
        assert_eq!(read(&format!("302a300506032b6570032100{}", "00".repeat(32))), None);
    }
}
