//! RSA keys of passkeys, in the form in which browsers return them.

use credentials::jose::RsaKey;

/// `SubjectPublicKeyInfo` (RFC 3279, 2.3.1) between its length and that of the bit string: `rsaEncryption`, no parameters.
const ALGORITHM: [u8; 15] =
    [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// The exponent 65537, as a DER integer. Windows Hello makes no other.
const EXPONENT: [u8; 5] = [0x02, 0x03, 0x01, 0x00, 0x01];
/// Length in bytes of the DER before the modulus, which has four headers with lengths of two bytes.
const BEFORE_MODULUS: usize = 4 + ALGORITHM.len() + 5 + 4 + 4;
/// Maximum length of a modulus in bytes: 4096 bits. [`RsaKey`] has the minimum, 2048 bits.
const LONGEST_MODULUS: usize = 512;

/// The key in a `SubjectPublicKeyInfo` of exactly one form: 2048 to 4096 bits, exponent 65537. `None` for any other, so
/// that no key has two texts.
pub(super) fn rsa_key(info: &[u8]) -> Option<RsaKey> {
    let integer = info.get(BEFORE_MODULUS..)?.strip_suffix(&EXPONENT)?;
    let modulus = integer.strip_prefix(&[0]).unwrap_or(integer);
    if modulus.len() > LONGEST_MODULUS || public_key_info(modulus)? != info {
        return None;
    }
    RsaKey::new(modulus, &[1, 0, 1])
}

/// DER of a key with this modulus.
fn public_key_info(modulus: &[u8]) -> Option<Vec<u8>> {
    let sign = match modulus.first()? {
        0 => return None,
        1..=0x7f => &[][..],
        _ => &[0],
    };
    let modulus = der(0x02, &[sign, modulus])?;
    let key = der(0x30, &[&modulus, &EXPONENT])?;
    let bits = der(0x03, &[&[0], &key])?;
    der(0x30, &[&ALGORITHM, &bits])
}

/// DER with a length of two bytes, as all parts of these keys have.
fn der(tag: u8, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).ok().filter(|length| *length > 0xff)?;
    Some([&[tag, 0x82], &length.to_be_bytes()[..], &content].concat())
}
