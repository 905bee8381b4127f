//! Encodings of curves and points in tokens: `CKA_EC_PARAMS` and `CKA_EC_POINT`, each in several forms.

use crate::public_key::{KeyKind, PublicKey};

/// Every known form of `CKA_EC_PARAMS`, DER. New keys are made with the first of each kind.
const PARAMETERS: [(KeyKind, &[u8]); 5] = [
    // id-Ed25519, 1.3.101.112 (RFC 8410), as PKCS#11 3.0 requires.
    (KeyKind::Ed25519, &[0x06, 0x03, 0x2b, 0x65, 0x70]),
    // PrintableString "edwards25519" of an earlier draft; SoftHSM returns it for private keys.
    (KeyKind::Ed25519, b"\x13\x0cedwards25519"),
    // 1.3.6.1.4.1.11591.15.1, which OpenPGP used before RFC 8410.
    (KeyKind::Ed25519, &[0x06, 0x09, 0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x0f, 0x01]),
    // secp256r1, 1.2.840.10045.3.1.7.
    (KeyKind::P256, &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]),
    // secp384r1, 1.3.132.0.34.
    (KeyKind::P384, &[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22]),
];

/// The kind of key on a curve, if it is supported.
pub(crate) fn kind(parameters: &[u8]) -> Option<KeyKind> {
    PARAMETERS.iter().find(|(_, known)| *known == parameters).map(|(kind, _)| *kind)
}

/// The parameters of a new key of this kind.
pub(crate) fn parameters(kind: KeyKind) -> Vec<u8> {
    PARAMETERS.iter().find(|(of, _)| *of == kind).map(|(_, known)| known.to_vec()).unwrap_or_default()
}

/// The public key of a point: raw, or in a DER OCTET STRING or BIT STRING. The total length distinguishes the forms,
/// since a raw point may begin like an OCTET STRING. `None` for any other form, and for a point that is not on the
/// curve.
pub(crate) fn public_key(kind: KeyKind, point: &[u8]) -> Option<PublicKey> {
    match kind {
        KeyKind::Ed25519 => PublicKey::new(kind, raw(point, 32)?),
        KeyKind::P256 => PublicKey::new(kind, &compressed(point, 32)?),
        KeyKind::P384 => PublicKey::new(kind, &compressed(point, 48)?),
    }
}

/// The raw point of `length` bytes, without the DER header.
fn raw(point: &[u8], length: usize) -> Option<&[u8]> {
    let octets = u8::try_from(length).ok()?;
    match (point.len().checked_sub(length)?, point) {
        (0, raw) => Some(raw),
        (2, [0x04, n, raw @ ..]) if *n == octets => Some(raw),
        (3, [0x03, n, 0x00, raw @ ..]) if *n == octets + 1 => Some(raw),
        _ => None,
    }
}

/// The compressed form (SEC 1, section 2.3.3) of a point with coordinates of `width` bytes.
fn compressed(point: &[u8], width: usize) -> Option<Vec<u8>> {
    if let Some([sign @ (2 | 3), x @ ..]) = raw(point, width + 1) {
        return Some([&[*sign], x].concat());
    }
    let [0x04, coordinates @ ..] = raw(point, 2 * width + 1)? else { return None };
    let (x, y) = coordinates.split_at_checked(width)?;
    let sign = 2 + (y.last()? & 1);
    Some([&[sign], x].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const P256: &str = "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    const P384: &str = "04aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab73617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f";

    fn octets(raw: &[u8]) -> Vec<u8> {
        [&[0x04, u8::try_from(raw.len()).unwrap()], raw].concat()
    }

    fn bits(raw: &[u8]) -> Vec<u8> {
        [&[0x03, u8::try_from(raw.len() + 1).unwrap(), 0x00], raw].concat()
    }

    #[test]
    fn the_generators_are_read_in_every_form() {
        for (kind, text) in [(KeyKind::P256, P256), (KeyKind::P384, P384)] {
            let raw = hex::decode(text).unwrap();
            let short = compressed(&raw, (raw.len() - 1) / 2).unwrap();
            let read = public_key(kind, &raw).unwrap();
            for form in [octets(&raw), bits(&raw), short.clone(), octets(&short), bits(&short)] {
                assert_eq!(public_key(kind, &form), Some(read), "{}", hex::encode(form));
            }
            assert_eq!(read.kind(), kind);
        }
    }

    #[test]
    fn the_length_decides_when_a_raw_ed25519_key_begins_as_an_octet_string_does() {
        // A point that begins with 04 20, found by trial.
        let raw = (0_u8..=255)
            .map(|n| [&[0x04, 0x20], [n; 30].as_slice()].concat())
            .find(|raw| PublicKey::new(KeyKind::Ed25519, raw).is_some())
            .unwrap();
        for form in [raw.clone(), octets(&raw), bits(&raw)] {
            assert_eq!(public_key(KeyKind::Ed25519, &form).unwrap().bytes(), raw);
        }
    }

    #[test]
    fn other_lengths_headers_and_points_off_the_curve_are_no_keys() {
        let raw = hex::decode(P256).unwrap();
        let mut wrong =
            [octets(&raw), bits(&raw), raw.clone(), raw[..64].to_vec(), [&raw[..], &[0]].concat()];
        wrong[0][1] -= 1;
        wrong[1][2] = 1;
        wrong[2][0] = 0x06;
        for form in wrong {
            assert!(public_key(KeyKind::P256, &form).is_none(), "{}", hex::encode(form));
        }
        let off =
            (0..=255).filter(|x| public_key(KeyKind::P256, &[&[2], [*x; 32].as_slice()].concat()).is_none());
        assert!((64..192).contains(&off.count()));
        assert!(public_key(KeyKind::Ed25519, &[0; 32]).is_none());
    }

    #[test]
    fn a_curve_is_known_by_its_number_or_its_name_and_secp256k1_is_none_of_ours() {
        for (of, parameters) in PARAMETERS {
            assert_eq!(kind(parameters), Some(of));
            assert_eq!(kind(&super::parameters(of)), Some(of));
        }
        assert_eq!(kind(&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x0a]), None);
    }
}
