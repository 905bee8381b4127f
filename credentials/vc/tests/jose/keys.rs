//! Keys as JSON: the accepted forms, and edge cases of RSA.

use credentials::jose::{Jwk, JwkError, Key, RsaKey};
use credentials::multikey::PublicKey;
use num_bigint::BigUint;
use serde_json::{Value, json};

use crate::support::{RSA_N, RSA_SIGNATURE, base64, bytes, digest_info, jwk, rsa_jwk, rsa_raw};

const MESSAGE: &[u8] = b"an independent signature";

fn with(alg: &str, name: &str, value: Value) -> Result<Jwk, JwkError> {
    let mut changed = jwk(alg);
    changed[name] = value;
    Jwk::parse(&changed)
}

#[test]
fn the_key_of_rfc_8037_is_the_same_as_multikey() {
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
    let Key::Curve(key) = Jwk::parse(&jwk).unwrap().key else { panic!() };
    let PublicKey::Ed25519(raw) = key else { panic!() };
    assert_eq!(hex::encode(raw), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

#[test]
fn private_and_symmetric_members_are_refused_in_every_kind_of_key() {
    for alg in ["RS256", "ES256", "ES384", "EdDSA"] {
        for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            assert_eq!(with(alg, name, json!("AA")).unwrap_err(), JwkError::Private);
        }
    }
    assert_eq!(Jwk::parse(&json!({"kty": "oct", "k": "AA"})).unwrap_err(), JwkError::Private);
}

#[test]
fn points_off_their_curve_and_coordinates_of_other_lengths_are_refused() {
    for (alg, length) in [("ES256", 32), ("ES384", 48)] {
        let mut off = bytes(jwk(alg)["y"].as_str().unwrap());
        off[0] ^= 1;
        assert_eq!(with(alg, "y", json!(base64(off))).unwrap_err(), JwkError::Point);
        for name in ["x", "y"] {
            for wrong in [length - 1, length + 1, 0] {
                let failure = with(alg, name, json!(base64(vec![1; wrong]))).unwrap_err();
                assert_eq!(failure, JwkError::Member(name));
            }
            assert_eq!(with(alg, name, Value::Null).unwrap_err(), JwkError::Member(name));
        }
    }
    assert_eq!(with("EdDSA", "x", json!(base64([0; 32]))).unwrap_err(), JwkError::Point);
    assert_eq!(with("EdDSA", "x", json!(base64([1; 31]))).unwrap_err(), JwkError::Member("x"));
}

#[test]
fn other_kinds_curves_and_uses_are_refused() {
    assert_eq!(with("ES256", "crv", json!("secp256k1")).unwrap_err(), JwkError::Kind);
    assert_eq!(with("EdDSA", "crv", json!("X25519")).unwrap_err(), JwkError::Kind);
    assert_eq!(with("EdDSA", "kty", json!("EC")).unwrap_err(), JwkError::Kind);
    assert_eq!(with("ES256", "use", json!("enc")).unwrap_err(), JwkError::Use);
    assert_eq!(with("ES256", "key_ops", json!(["deriveKey"])).unwrap_err(), JwkError::Use);
    assert!(with("ES256", "key_ops", json!(["verify"])).is_ok());
    assert!(with("ES256", "use", json!("sig")).is_ok());
    assert_eq!(with("ES256", "kid", json!(1)).unwrap_err(), JwkError::Member("kid"));
    assert!(Jwk::parse(&json!("x")).is_err());
}

#[test]
fn rsa_keys_have_2048_to_8192_bits_and_an_odd_exponent() {
    let sized = |bits: usize| {
        let mut modulus = vec![0xff; bits / 8];
        modulus[0] = 0x80;
        RsaKey::new(&modulus, &[1, 0, 1])
    };
    assert!(sized(2048).is_some() && sized(8192).is_some());
    assert!(sized(1024).is_none() && sized(2040).is_none() && sized(8200).is_none());
    for exponent in [&[][..], &[0], &[1], &[2], &[1, 0], &[1, 0, 0, 0, 1]] {
        assert!(RsaKey::new(&bytes(RSA_N), exponent).is_none(), "{exponent:?}");
    }
    for exponent in [&[3][..], &[1, 0, 1], &[0xff, 0xff, 0xff, 0xff]] {
        assert!(RsaKey::new(&bytes(RSA_N), exponent).is_some(), "{exponent:?}");
    }
    let mut even = bytes(RSA_N);
    even[255] ^= 1;
    assert!(RsaKey::new(&even, &[1, 0, 1]).is_none());
    let mut short = rsa_jwk();
    short["n"] = json!(base64(&bytes(RSA_N)[..128]));
    assert_eq!(Jwk::parse(&short).unwrap_err(), JwkError::Size);
}

#[test]
fn what_openssl_signed_verifies_and_with_a_bit_flipped_does_not() {
    let key = RsaKey::new(&bytes(RSA_N), &[1, 0, 1]).unwrap();
    let signature = bytes(RSA_SIGNATURE);
    assert!(key.verifies(MESSAGE, &signature));
    assert!(!key.verifies(b"another text", &signature));
    for at in (0..signature.len()).step_by(5) {
        let mut changed = signature.clone();
        changed[at] ^= 1;
        assert!(!key.verifies(MESSAGE, &changed), "byte {at} is free");
    }
    assert!(!key.verifies(MESSAGE, &[]));
    assert!(!key.verifies(MESSAGE, &[vec![0], signature.clone()].concat()));
    assert!(!key.verifies(MESSAGE, &bytes(RSA_N)));
}

/// Each of these was accepted by some implementation (CVE-2006-4339 and similar): bytes that the padding does not
/// fix.
#[test]
fn padding_that_is_not_the_whole_padding_is_refused() {
    let key = RsaKey::new(&bytes(RSA_N), &[1, 0, 1]).unwrap();
    let info = digest_info(MESSAGE);
    let padded = |begin: &[u8], filler: u8, end: &[u8]| {
        let filler = vec![filler; 256 - begin.len() - 1 - end.len()];
        rsa_raw(&[begin, &filler, &[0], end].concat())
    };
    assert!(key.verifies(MESSAGE, &padded(&[0, 1], 0xff, &info)));
    let rest = [info.clone(), vec![0; 100]].concat();
    let short: Vec<u8> = [&[0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0][..], &info].concat();
    let mut without_null = hex::decode("302f300b0609608648016503040201").unwrap();
    without_null.extend(&info[15..]);
    for (what, forged) in [
        ("bytes after the digest", padded(&[0, 1], 0xff, &rest)),
        ("short padding", rsa_raw(&[short.clone(), vec![0xaa; 256 - short.len()]].concat())),
        ("other filler", padded(&[0, 1], 0xfe, &info)),
        ("block type 2", padded(&[0, 2], 0xff, &info)),
        ("no NULL in the digest's algorithm", padded(&[0, 1], 0xff, &without_null)),
        ("digest alone", padded(&[0, 1], 0xff, &info[19..])),
    ] {
        assert!(!key.verifies(MESSAGE, &forged), "{what}");
    }
}

/// RFC 8017, section 5.2.2: a signature is a number below the modulus, so it has only one form.
#[test]
fn a_signature_with_the_modulus_added_is_refused() {
    let key = RsaKey::new(&bytes(RSA_N), &[1, 0, 1]).unwrap();
    let modulus = BigUint::from_bytes_be(&bytes(RSA_N));
    // Only a small signature plus the modulus fits in 256 bytes.
    let found = (0_u8..64).find_map(|number| {
        let info = digest_info(&[number]);
        let signature = rsa_raw(&[&[0, 1][..], &vec![0xff; 253 - info.len()], &[0], &info].concat());
        assert!(key.verifies(&[number], &signature));
        let larger = (BigUint::from_bytes_be(&signature) + &modulus).to_bytes_be();
        (larger.len() == 256).then_some((number, larger))
    });
    let (number, larger) = found.unwrap();
    assert!(!key.verifies(&[number], &larger));
}
