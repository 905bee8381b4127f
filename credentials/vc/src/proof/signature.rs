//! The signatures themselves: Ed25519, and ECDSA on P-256 and P-384.

use ed25519_dalek::VerifyingKey;
use p256::ecdsa::signature::Verifier as _;

use super::{ProofFailure, batch_verification};
use crate::multikey::PublicKey;

/// Verifies a signature over a message.
///
/// Ed25519 strictly (RFC 8032): no point of small order, one encoding of S; 64 bytes. ECDSA as R, then S (IEEE
/// P1363), 64 or 96 bytes, over SHA-256 or SHA-384 of the message; both values of S are accepted, as in FIPS 186-5.
///
/// # Errors
/// [`ProofFailure::Signature`], also for a wrong length.
pub fn check_signature(message: &[u8], signature: &[u8], key: &PublicKey) -> Result<(), ProofFailure> {
    Verifier::of(key).ok_or(ProofFailure::Signature)?.check(message, signature)
}

/// A public key with its decoded point, for many signatures.
#[derive(Clone, Debug)]
pub struct Verifier(Point);

#[derive(Clone, Debug)]
enum Point {
    Ed25519(VerifyingKey),
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
}

impl Verifier {
    /// `None` for bytes that are not a point of the curve, or are one of small order.
    #[must_use]
    pub fn of(key: &PublicKey) -> Option<Self> {
        Some(Self(match key {
            PublicKey::Ed25519(raw) => {
                Point::Ed25519(VerifyingKey::from_bytes(raw).ok().filter(|key| !key.is_weak())?)
            }
            PublicKey::P256(point) => Point::P256(p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?),
            PublicKey::P384(point) => Point::P384(p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?),
        }))
    }

    /// As [`check_signature`].
    ///
    /// # Errors
    /// As [`check_signature`].
    pub fn check(&self, message: &[u8], signature: &[u8]) -> Result<(), ProofFailure> {
        let good = match &self.0 {
            Point::Ed25519(key) => ed25519(message, signature, key),
            Point::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .ok()
                .and_then(|signature| key.verify(message, &signature).ok()),
            Point::P384(key) => p384::ecdsa::Signature::from_slice(signature)
                .ok()
                .and_then(|signature| key.verify(message, &signature).ok()),
        };
        good.ok_or(ProofFailure::Signature)
    }

    /// Whether all of these verify, each a message and its signature. With Ed25519 the equations are added up, each
    /// with its own factor, which costs a fourth of verifying each; the answer is the same except for a chance of
    /// 2^-127. Only for signatures of one's own key, before they are released. The owner of a key can make several
    /// signatures that each fail because of a part of small order, and together hold now and then.
    ///
    /// `seed`: 32 bytes of the system's randomness, drawn when the signatures exist, used only here.
    #[must_use]
    pub fn check_all(&self, pairs: &[(&[u8], &[u8])], seed: &[u8; 32]) -> bool {
        match &self.0 {
            Point::Ed25519(key) if pairs.len() >= FEWEST => {
                batch_verification::verify(pairs, key, seed).is_some()
            }
            _ => pairs.iter().all(|(message, signature)| self.check(message, signature).is_ok()),
        }
    }
}

/// Fewer are faster to verify one by one.
const FEWEST: usize = 4;

/// As `verify_strict`, which decodes R to check whether it is of small order. An accepted R equals byte for byte the
/// encoding computed from the rest, so comparing bytes suffices and saves a tenth of the time.
fn ed25519(message: &[u8], signature: &[u8], key: &VerifyingKey) -> Option<()> {
    let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
    if is_of_small_order(*signature.r_bytes()) {
        return None;
    }
    key.verify(message, &signature).ok()
}

/// The second coordinates of the eight points whose order divides eight, in little-endian bytes: 1, -1, 0, and the
/// two of the four points of order eight. Each represents a point and its negative, which differ in the top bit.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
    [0; 32],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

pub(super) fn is_of_small_order(mut point: [u8; 32]) -> bool {
    if let Some(top) = point.last_mut() {
        *top &= 0x7f;
    }
    SMALL_ORDER.contains(&point)
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::constants::EIGHT_TORSION;
    use curve25519_dalek::scalar::{Scalar, clamp_integer};
    use ed25519_dalek::SigningKey;
    use sha2::{Digest, Sha512};

    use super::*;

    #[test]
    fn every_point_of_small_order_is_known_by_its_bytes_and_no_other_is() {
        for point in EIGHT_TORSION {
            assert!(is_of_small_order(point.compress().to_bytes()), "{point:?}");
        }
        let known = EIGHT_TORSION.map(|point| point.compress().to_bytes());
        for coordinate in SMALL_ORDER {
            assert!(known.contains(&coordinate), "{coordinate:?}");
        }
    }

    /// The owner of a key can make such signatures: they satisfy the equation, and for several messages at once where
    /// the key is weak too.
    #[test]
    fn a_signature_whose_r_is_of_small_order_is_refused_although_the_equation_holds() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let hashed: [u8; 64] = Sha512::digest([7; 32]).into();
        let secret = Scalar::from_bytes_mod_order(clamp_integer(*hashed.first_chunk().unwrap()));
        let (r, message) = (SMALL_ORDER[0], b"message");
        let challenge = Sha512::new().chain_update(r).chain_update(key.verifying_key()).chain_update(message);
        let s = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into()) * secret;
        let signature = [r, s.to_bytes()].concat();

        let verifying = key.verifying_key();
        let theirs = ed25519_dalek::Signature::from_slice(&signature).unwrap();
        assert!(
            verifying.verify(message, &theirs).is_ok(),
            "the equation does not hold, so nothing is shown"
        );
        assert!(verifying.verify_strict(message, &theirs).is_err());
        assert_eq!(ed25519(message, &signature, &verifying), None);
    }
}
