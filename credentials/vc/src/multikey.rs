//! Multibase and Multikey: the text forms of public keys (Controlled Identifiers 1.0, sections 2.2.2 and 2.4).

mod public_key_info;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A public key of a kind that Open Badges proofs use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublicKey {
    /// Ed25519, 32 bytes as in RFC 8032.
    Ed25519([u8; 32]),
    /// P-256, compressed point of SEC 1.
    P256([u8; 33]),
    /// P-384, compressed point of SEC 1.
    P384([u8; 49]),
}

/// Why a text is not a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MultikeyError {
    /// The first character is neither `z` (base58btc) nor `u` (base64url without padding).
    #[error("the key does not begin with z or u")]
    Base,
    /// A character does not belong to that alphabet.
    #[error("the key has a character that its encoding does not know")]
    Encoding,
    /// The multicodec header is that of a secret key.
    #[error("this is a secret key: it must never be published")]
    Secret,
    /// The multicodec header is of an unknown kind.
    #[error("the key is of a kind that is not supported")]
    Kind,
    /// The length does not fit the kind.
    #[error("the key has the wrong length")]
    Length,
    /// The bytes are not a point of the curve, or are one of small order.
    #[error("the key is not a usable point of its curve")]
    Point,
}

const ED25519: [u8; 2] = [0xed, 0x01];
const P256: [u8; 2] = [0x80, 0x24];
const P384: [u8; 2] = [0x81, 0x24];
const SECRETS: [[u8; 2]; 3] = [[0x80, 0x26], [0x86, 0x26], [0x87, 0x26]];

/// Longest multibase text that is decoded: base58 takes time quadratic in its length.
const MAX_TEXT: usize = 256;

impl PublicKey {
    /// Reads `publicKeyMultibase`, such as `z6Mk…`.
    ///
    /// # Errors
    /// [`MultikeyError`]; bytes that are not a point of their curve, or are one of small order, are refused here.
    pub fn parse(multibase: &str) -> Result<Self, MultikeyError> {
        Self::from_multikey(&decode_multibase(multibase)?)
    }

    /// Reads the bytes of a Multikey: its header, then the key.
    ///
    /// # Errors
    /// As [`PublicKey::parse`].
    pub(crate) fn from_multikey(bytes: &[u8]) -> Result<Self, MultikeyError> {
        let (header, key) = bytes.split_first_chunk::<2>().ok_or(MultikeyError::Length)?;
        match *header {
            ED25519 => Self::from_ed25519(key.try_into().map_err(|_| MultikeyError::Length)?),
            P256 => Self::from_p256(key.try_into().map_err(|_| MultikeyError::Length)?),
            P384 => Self::from_p384(key.try_into().map_err(|_| MultikeyError::Length)?),
            header if SECRETS.contains(&header) => Err(MultikeyError::Secret),
            _ => Err(MultikeyError::Kind),
        }
    }

    /// An Ed25519 key from its 32 bytes (RFC 8032).
    ///
    /// # Errors
    /// [`MultikeyError::Point`] when the bytes are not a point, are one of small order, or are not its only encoding.
    pub fn from_ed25519(key: [u8; 32]) -> Result<Self, MultikeyError> {
        let point = ed25519_dalek::VerifyingKey::from_bytes(&key).map_err(|_| MultikeyError::Point)?;
        // Parsing takes the second coordinate modulo 2^255 - 19, so a coordinate below 19 has two encodings. A zero
        // first coordinate also has two, one for each sign, but those points are of small order.
        if point.is_weak() || !is_below_prime(&key) {
            return Err(MultikeyError::Point);
        }
        Ok(Self::Ed25519(key))
    }

    /// A P-256 key from its compressed point (SEC 1, section 2.3.3).
    ///
    /// # Errors
    /// [`MultikeyError::Point`] when the point is not on the curve.
    pub fn from_p256(point: [u8; 33]) -> Result<Self, MultikeyError> {
        match p256::PublicKey::from_sec1_bytes(&point) {
            // SEC 1 has other encodings of the same length.
            Ok(_) if matches!(point.first(), Some(2 | 3)) => Ok(Self::P256(point)),
            _ => Err(MultikeyError::Point),
        }
    }

    /// A P-384 key from its compressed point (SEC 1, section 2.3.3).
    ///
    /// # Errors
    /// [`MultikeyError::Point`] when the point is not on the curve.
    pub fn from_p384(point: [u8; 49]) -> Result<Self, MultikeyError> {
        match p384::PublicKey::from_sec1_bytes(&point) {
            // SEC 1 has other encodings of the same length.
            Ok(_) if matches!(point.first(), Some(2 | 3)) => Ok(Self::P384(point)),
            _ => Err(MultikeyError::Point),
        }
    }

    /// As `publicKeyMultibase`: `z`, then base58btc of header and key.
    #[must_use]
    pub fn multibase(&self) -> String {
        let (header, key): (_, &[u8]) = match self {
            Self::Ed25519(key) => (ED25519, key),
            Self::P256(key) => (P256, key),
            Self::P384(key) => (P384, key),
        };
        encode_base58btc(&[&header, key].concat())
    }

    /// `Ed25519`, `P-256` or `P-384`.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "Ed25519",
            Self::P256(_) => "P-256",
            Self::P384(_) => "P-384",
        }
    }

    /// The length in bytes of a signature by this key: 64, or 96 with P-384.
    #[must_use]
    pub fn signature_length(&self) -> usize {
        match self {
            Self::Ed25519(_) | Self::P256(_) => 64,
            Self::P384(_) => 96,
        }
    }
}

/// Whether the second coordinate of an Ed25519 point, in little-endian bytes below the sign bit, is below 2^255 - 19.
fn is_below_prime(key: &[u8; 32]) -> bool {
    let [first, middle @ .., last] = key;
    *first < 0xed || middle.iter().any(|byte| *byte != 0xff) || last & 0x7f != 0x7f
}

/// The digits of base58btc.
const BASE58: [u8; 58] = *b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Five digits at a time: 58 to the fifth.
const FIVE_DIGITS: u64 = 656_356_768;

/// Base58btc with its multibase letter `z`.
///
/// Four bytes and five digits at a time: the usual way, byte by byte and digit by digit, takes a tenth of the time of
/// signing a badge in software.
#[must_use]
pub fn encode_base58btc(bytes: &[u8]) -> String {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let (head, words) = bytes.split_at(bytes.len() % 4);
    let head = (head, 8 * head.len());
    // Little-endian, each below `FIVE_DIGITS`.
    let mut fives: Vec<u64> = Vec::new();
    for (word, bits) in std::iter::once(head).chain(words.chunks(4).map(|word| (word, 32))) {
        let mut carry = word.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        for five in &mut fives {
            let sum = (*five << bits) + carry;
            *five = sum % FIVE_DIGITS;
            carry = sum / FIVE_DIGITS;
        }
        while carry > 0 {
            fives.push(carry % FIVE_DIGITS);
            carry /= FIVE_DIGITS;
        }
    }
    let mut digits: Vec<u8> = Vec::with_capacity(5 * fives.len());
    for mut five in fives {
        for _ in 0..5 {
            digits.push(
                BASE58.get(usize::try_from(five % 58).unwrap_or_default()).copied().unwrap_or_default(),
            );
            five /= 58;
        }
    }
    while digits.last() == Some(&BASE58[0]) {
        digits.pop();
    }
    let zeros = std::iter::repeat_n('1', zeros);
    std::iter::once('z').chain(zeros).chain(digits.into_iter().rev().map(char::from)).collect()
}

/// Bytes of a multibase text: `z` base58btc or `u` base64url without padding.
///
/// # Errors
/// [`MultikeyError::Base`] for another letter, [`MultikeyError::Encoding`] for a wrong character,
/// [`MultikeyError::Length`] above 256 characters.
pub fn decode_multibase(text: &str) -> Result<Vec<u8>, MultikeyError> {
    if text.len() > MAX_TEXT {
        return Err(MultikeyError::Length);
    }
    match (text.strip_prefix('z'), text.strip_prefix('u')) {
        (Some(rest), _) => bs58::decode(rest).into_vec().map_err(|_| MultikeyError::Encoding),
        (_, Some(rest)) => URL_SAFE_NO_PAD.decode(rest).map_err(|_| MultikeyError::Encoding),
        (None, None) => Err(MultikeyError::Base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_are_read_and_written_alike() {
        for (text, kind) in [
            ("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "Ed25519"),
            ("zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv", "P-256"),
            ("z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54", "P-384"),
        ] {
            let key = PublicKey::parse(text).unwrap();
            assert_eq!((key.kind_name(), key.multibase().as_str()), (kind, text));
        }
    }

    #[test]
    fn base58_is_written_as_another_implementation_writes_it() {
        // A generator of Knuth's; whole words of zeros and of ones are mixed in.
        let mut state = 1_u64;
        for length in 0..140 {
            for _ in 0..20 {
                let bytes: Vec<u8> = (0..length)
                    .map(|_| {
                        state = state
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1_442_695_040_888_963_407);
                        match state >> 61 {
                            0 | 1 => 0,
                            2 => 0xff,
                            _ => state.to_be_bytes()[2],
                        }
                    })
                    .collect();
                assert_eq!(
                    encode_base58btc(&bytes),
                    format!("z{}", bs58::encode(&bytes).into_string()),
                    "{bytes:?}"
                );
            }
        }
    }

    #[test]
    fn base64url_is_read_too() {
        let key = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
        let PublicKey::Ed25519(raw) = key else { panic!() };
        let text = format!("u{}", URL_SAFE_NO_PAD.encode([&ED25519[..], &raw].concat()));
        assert_eq!(PublicKey::parse(&text), Ok(key));
    }

    #[test]
    fn a_secret_key_is_refused_by_name() {
        let text = encode_base58btc(&[&[0x80, 0x26][..], &[7; 32]].concat());
        assert_eq!(PublicKey::parse(&text), Err(MultikeyError::Secret));
    }

    #[test]
    fn points_off_their_curve_are_refused() {
        // About one half of these x have no y.
        let p256 = |x: u8| PublicKey::parse(&encode_base58btc(&[&P256[..], &[2], &[x; 32]].concat()));
        let p384 = |x: u8| PublicKey::parse(&encode_base58btc(&[&P384[..], &[3], &[x; 48]].concat()));
        for read in [(1..40).map(p256).collect::<Vec<_>>(), (1..40).map(p384).collect()] {
            let off = read.iter().filter(|key| **key == Err(MultikeyError::Point)).count();
            assert!((8..32).contains(&off), "{off} of 39");
        }
        // SEC 1 has a compact form of the same length, and uncompressed points.
        let good = PublicKey::parse("zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv").unwrap();
        let PublicKey::P256(point) = good else { panic!() };
        for first in [0, 4, 5, 6, 7] {
            let text = encode_base58btc(&[&P256[..], &[first], &point[1..]].concat());
            assert_eq!(PublicKey::parse(&text), Err(MultikeyError::Point));
        }
        let text = encode_base58btc(&[&P256[..], &[4], &[1; 64]].concat());
        assert_eq!(PublicKey::parse(&text), Err(MultikeyError::Length));
    }

    #[test]
    fn points_of_small_order_and_odd_lengths_are_refused() {
        let text = |key: &[u8]| encode_base58btc(&[&ED25519[..], key].concat());
        assert_eq!(PublicKey::parse(&text(&[0; 32])), Err(MultikeyError::Point));
        assert_eq!(PublicKey::parse(&text(&[1; 31])), Err(MultikeyError::Length));
        assert_eq!(PublicKey::parse(&encode_base58btc(&[0xec, 0x01, 1, 2])), Err(MultikeyError::Kind));
        assert_eq!(PublicKey::parse("z0"), Err(MultikeyError::Encoding));
        assert_eq!(PublicKey::parse("m1234"), Err(MultikeyError::Base));
    }

    #[test]
    fn the_second_encoding_of_a_point_is_refused() {
        let mut usable = 0;
        for (above, sign) in (0..19).flat_map(|above| [(above, 0x7f), (above, 0xff)]) {
            let mut key = [0xff; 32];
            (key[0], key[31]) = (0xed + above, sign);
            assert_eq!(PublicKey::from_ed25519(key), Err(MultikeyError::Point), "{above} {sign}");
            let point = ed25519_dalek::VerifyingKey::from_bytes(&key);
            usable += usize::from(point.is_ok_and(|point| !point.is_weak()));
        }
        assert_ne!(usable, 0, "every one was refused for another reason");
    }
}
