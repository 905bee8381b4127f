//! RSASSA-PKCS1-v1_5 with SHA-256, verified only (RFC 8017, section 8.2.2).

use num_bigint::BigUint;
use sha2::{Digest, Sha256};

/// The allowed bits of a modulus: RFC 7518, section 3.3, requires at least 2048. Keys beyond 8192 are not in use, and
/// verifying them is slow.
const BITS: std::ops::RangeInclusive<u64> = 2048..=8192;

/// The DER prefix of a SHA-256 digest (RFC 8017, section 9.2, note 1).
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// A public RSA key of 2048 to 8192 bits. For tokens only: no cryptosuite uses it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RsaKey {
    modulus: BigUint,
    exponent: u32,
    /// Length in bytes of the modulus, and of every signature.
    length: usize,
}

impl RsaKey {
    /// A key from its modulus and exponent, both big-endian. `None` when the modulus is even or outside 2048 to 8192
    /// bits, or the exponent is even, below 3 or above 2^32 - 1.
    #[must_use]
    pub fn new(modulus: &[u8], exponent: &[u8]) -> Option<Self> {
        if modulus.len() > 1024 || exponent.len() > 4 {
            return None;
        }
        let exponent = exponent.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
        let modulus = BigUint::from_bytes_be(modulus);
        let bits = modulus.bits();
        let fits = BITS.contains(&bits) && modulus.bit(0) && exponent >= 3 && exponent % 2 == 1;
        let length = usize::try_from(bits.div_ceil(8)).ok().filter(|_| fits)?;
        Some(Self { modulus, exponent, length })
    }

    /// Whether this is the key's signature over a message. The whole padded message is built and compared, so that no
    /// part of the padding is free (Bleichenbacher's forgery needs a free part).
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let number = BigUint::from_bytes_be(signature);
        if signature.len() != self.length || number >= self.modulus {
            return false;
        }
        let opened = number.modpow(&BigUint::from(self.exponent), &self.modulus);
        opened == BigUint::from_bytes_be(&self.padded(message))
    }

    /// `00 01 ff … ff 00`, the digest's prefix, the digest (RFC 8017, section 9.2).
    fn padded(&self, message: &[u8]) -> Vec<u8> {
        let end = [&[0][..], &DIGEST_INFO, &Sha256::digest(message)].concat();
        let mut padded = vec![0x00, 0x01];
        padded.resize(self.length.saturating_sub(end.len()), 0xff);
        padded.extend(end);
        padded
    }
}
