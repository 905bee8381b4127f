//! Batch verification of Ed25519 signatures by one key.

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha512};
use std::iter::once;

use super::signature::is_of_small_order;

/// The second coordinate of a point is below 2^255 - 19, so its bytes, from the top, are below these.
const FIELD: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xed;
    bytes[31] = 0x7f;
    bytes
};

/// Whether all these signatures verify, each as in [`super::check_signature`].
///
/// The equations `s·B = R + k·A` of RFC 8032, section 5.1.7, each multiplied by an odd factor of 128 bits, in one
/// sum. The factor of a failing signature was unpredictable when the signature was made, so the sum holds with a
/// chance of 2^-127 at most. If its only fault is a part of small order, the sum never holds, as long as it is the
/// only such signature. `seed` generates the factors: 32 bytes from the system's source of randomness, drawn after
/// the signatures arrived and used once.
///
/// `None`: a signature fails, or the key has a part of small order itself. Verify each to find which one.
pub(super) fn verify(pairs: &[(&[u8], &[u8])], key: &VerifyingKey, seed: &[u8; 32]) -> Option<()> {
    let point = key.to_edwards();
    if !point.is_torsion_free() {
        return None;
    }
    let (mut base, mut of_key) = (Scalar::ZERO, Scalar::ZERO);
    let (mut scalars, mut points) = (Vec::new(), Vec::new());
    for (place, (message, signature)) in pairs.iter().enumerate() {
        let (r, s) = signature.split_first_chunk::<32>()?;
        let s: Option<Scalar> = Scalar::from_canonical_bytes(s.try_into().ok()?).into();
        let k = Sha512::new().chain_update(r).chain_update(key.as_bytes()).chain_update(message);
        let factor = factor(seed, place);
        base += factor * s?;
        of_key += factor * Scalar::from_bytes_mod_order_wide(&k.finalize().into());
        scalars.push(factor);
        points.push(decoded(*r)?);
    }
    let sum = EdwardsPoint::vartime_multiscalar_mul(
        scalars.iter().chain(once(&of_key)).chain(once(&-base)),
        points.iter().chain(once(&point)).chain(once(&ED25519_BASEPOINT_POINT)),
    );
    sum.is_identity().then_some(())
}

/// A point from its only encoding under RFC 8032, unless it is of small order.
fn decoded(bytes: [u8; 32]) -> Option<EdwardsPoint> {
    let mut coordinate = bytes;
    coordinate[31] &= 0x7f;
    let is_below = coordinate.iter().rev().lt(FIELD.iter().rev());
    if !is_below || is_of_small_order(bytes) {
        return None;
    }
    CompressedEdwardsY(bytes).decompress()
}

/// An odd number of 128 bits, unpredictable without the seed: SHA-512 of the seed and the index.
fn factor(seed: &[u8; 32], place: usize) -> Scalar {
    let digest = Sha512::new().chain_update(seed).chain_update((place as u64).to_le_bytes()).finalize();
    let number = digest.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    Scalar::from(number | 1)
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::constants::EIGHT_TORSION;
    use curve25519_dalek::scalar::clamp_integer;
    use ed25519_dalek::{Signer, SigningKey};

    use super::*;
    use crate::multikey::PublicKey;
    use crate::proof::check_signature;

    const SEED: [u8; 32] = [9; 32];

    /// Messages of a key, and their signatures.
    struct Signed {
        key: SigningKey,
        pairs: Vec<(Vec<u8>, Vec<u8>)>,
    }

    fn signed(count: u8) -> Signed {
        let key = SigningKey::from_bytes(&[7; 32]);
        let pair = |n: u8| (vec![n; 64], key.sign(&[n; 64]).to_vec());
        Signed { pairs: (0..count).map(pair).collect(), key }
    }

    impl Signed {
        fn verify(&self) -> Option<()> {
            self.verify_by(&SEED)
        }

        fn verify_by(&self, seed: &[u8; 32]) -> Option<()> {
            let pairs: Vec<_> = self.pairs.iter().map(|(m, s)| (m.as_slice(), s.as_slice())).collect();
            verify(&pairs, &self.key.verifying_key(), seed)
        }

        /// Whether each signature verifies on its own.
        fn each(&self) -> bool {
            let key = PublicKey::from_ed25519(self.key.verifying_key().to_bytes()).unwrap();
            self.pairs.iter().all(|(message, signature)| check_signature(message, signature, &key).is_ok())
        }

        fn secret(&self) -> Scalar {
            let hashed: [u8; 64] = Sha512::digest(self.key.to_bytes()).into();
            Scalar::from_bytes_mod_order(clamp_integer(*hashed.first_chunk().unwrap()))
        }

        /// A signature whose R has a part of small order: only the key's owner can make one.
        fn with_part(&self, part: EdwardsPoint, message: &[u8]) -> Vec<u8> {
            let nonce = Scalar::from(123_456_789_u64);
            let r = (EdwardsPoint::mul_base(&nonce) + part).compress();
            let challenge = Sha512::new()
                .chain_update(r.as_bytes())
                .chain_update(self.key.verifying_key())
                .chain_update(message);
            let s = nonce + Scalar::from_bytes_mod_order_wide(&challenge.finalize().into()) * self.secret();
            [r.to_bytes(), s.to_bytes()].concat()
        }
    }

    #[test]
    fn what_verifies_one_by_one_verifies_together() {
        for count in [0, 1, 2, 24, 100] {
            let signed = signed(count);
            assert!(signed.each());
            assert_eq!(signed.verify(), Some(()), "{count}");
        }
    }

    #[test]
    fn one_bit_that_is_wrong_anywhere_is_found() {
        for place in 0..128 * 8 {
            let mut signed = signed(3);
            let (message, signature) = &mut signed.pairs[1];
            let bytes = if place < 512 { signature } else { message };
            bytes[place % 512 / 8] ^= 1 << (place % 8);
            assert_eq!(signed.verify(), None, "bit {place}");
        }
    }

    #[test]
    fn signatures_that_changed_places_or_whose_faults_cancel_in_a_plain_sum_are_found() {
        let mut swapped = signed(2);
        let (first, second) = (swapped.pairs[0].1.clone(), swapped.pairs[1].1.clone());
        (swapped.pairs[0].1, swapped.pairs[1].1) = (second, first);
        assert_eq!(swapped.verify(), None);

        // One more in the first, one less in the second.
        let mut shifted = signed(2);
        for (pair, by) in shifted.pairs.iter_mut().zip([Scalar::ONE, -Scalar::ONE]) {
            let s = Scalar::from_canonical_bytes(pair.1[32..].try_into().unwrap()).unwrap() + by;
            pair.1[32..].copy_from_slice(s.as_bytes());
        }
        assert_eq!(shifted.verify(), None);
    }

    #[test]
    fn a_part_of_small_order_in_one_r_is_found_whatever_the_factors() {
        for part in EIGHT_TORSION.iter().skip(1) {
            let mut signed = signed(4);
            signed.pairs[2].1 = signed.with_part(*part, &signed.pairs[2].0);
            assert!(!signed.each());
            for seed in 0..32 {
                assert_eq!(signed.verify_by(&[seed; 32]), None);
            }
        }
        let mut honest = signed(4);
        honest.pairs[2].1 = honest.with_part(EIGHT_TORSION[0], &honest.pairs[2].0);
        assert_eq!((honest.each(), honest.verify()), (true, Some(())));
    }

    #[test]
    fn an_s_that_is_not_reduced_and_an_r_of_small_order_are_refused() {
        let order = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ];
        let mut signed_once = signed(2);
        let mut carry = 0;
        for (byte, more) in signed_once.pairs[0].1[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + more + carry;
            *byte = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
        assert_eq!((signed_once.each(), signed_once.verify()), (false, None));

        let mut small = signed(2);
        let (r, message) = (EIGHT_TORSION[0].compress().to_bytes(), small.pairs[0].0.clone());
        let challenge =
            Sha512::new().chain_update(r).chain_update(small.key.verifying_key()).chain_update(message);
        let s = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into()) * small.secret();
        small.pairs[0].1 = [r, s.to_bytes()].concat();
        assert_eq!((small.each(), small.verify()), (false, None));
    }

    #[test]
    fn a_key_with_a_part_of_small_order_is_refused() {
        let pure = SigningKey::from_bytes(&[7; 32]).verifying_key();
        assert_eq!(verify(&[], &pure, &SEED), Some(()));
        for part in EIGHT_TORSION.iter().skip(1) {
            let mixed = VerifyingKey::from_bytes(&(pure.to_edwards() + part).compress().to_bytes()).unwrap();
            assert_eq!(verify(&[], &mixed, &SEED), None);
        }
    }

    #[test]
    fn a_point_has_one_encoding() {
        // The nineteen numbers from the prime up to 2^255, some of which would be points.
        for low in 0xed..=0xff_u8 {
            for sign in [0x7f, 0xff] {
                let mut bytes = [0xff; 32];
                (bytes[0], bytes[31]) = (low, sign);
                assert_eq!(decoded(bytes), None, "{low} {sign}");
            }
        }
    }
}
