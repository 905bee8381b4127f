//! Keys for these tests only, and tokens signed with them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use num_bigint::BigUint;
use p256::ecdsa::signature::Signer as _;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The modulus of an RSA key that OpenSSL made for these tests.
pub(crate) const RSA_N: &str = concat!(
    "m0ebYhmJhZIuc-kY3lopbg3o90UpzO8N3Dz-y97iXVHL4Jf6TsLNZG5w51KlSeTIwCr59uJ1L0cygsfDsz9AGE",
    "ClDD9q0lzBcvHPCbAD9aw_LmDBvcVoEgBH4ghzqHfFH9yNi7BoaL7GqH6y9-jfEM0Yxh39WmsC_AmwSQZ73Inb",
    "0YW3iXCdBycsAw5S2wNu74BxRv7b3C835zBmuC3nmZ8p2eE8pSZNP-ucOoLpzK7wllUyINjOgRO_GBTMSKyLmQ",
    "Uw0I6wtB5Yx9oDOX10rHgqt9dP_RDUhhUtBGSNd0wmAY8trsQPPJm222a9LauiPlG_3jDHHwcQKzV8kX2_Yw",
);

/// Its private exponent.
const RSA_D: &str = concat!(
    "AvSsfQQObZf4QWWU_xqJQlqKbjaHUqrUQTZ6BShzd6JIdrh938TugvRlOsoEcnEj7yCCTJRH9cPtrradv4o7Lp",
    "sAaUjFwEZaulTnA4CxupnyQ_A8j9-zmPAfbiqKBRFuk6ovmZKcki3bezaaMoTgxiGZUKAeg_uYfXKzw9gXQH3p",
    "s2XSTsOaHGbVcRDceII0Doi3Ng9MShcpywYXDVolKO5Rbsg4vvBE7QqFoV67TqUd9gdNcB6oICL0IBxDOpqbf2",
    "iIZ2j2xYBZD9o0kt1jczBf6y41FbZ_lITILyXJg-0gGYN17xHe8EKZW5p7JcZ0DQXYHTFLY8lePU3a-TP3pQ",
);

/// OpenSSL's signature with this key over the text `an independent signature`.
pub(crate) const RSA_SIGNATURE: &str = concat!(
    "b8QTX2xH5mi5ak23F2aiPEXwaWIuqSiKlNiaahX83Wzu0M7rPSQpUP9VBmXR3JDnsLBDNDIlq7iOD-MMaGjTYU",
    "8DnymWF3BKsJ4E61lg_0mkRRv071OnzZVnnVwM1fz_IrahId7182ydEIFT5lKnUc9uC5y-aQ7X1Wt_SRSohuf1",
    "Qcwkd9ivYjk95k4hwwbwU7dWTfcg3IXc8b2snQpVtrXE0KbocnsjWBjJ2VlVgrJUoe08_yrywWkIAdi4SdMcsd",
    "1OF_8bftk59May4LZcpF3iUOu-Db014nvT8B7JV1r_udqnASAU6qmLnkGQzBoE3fd5nltaX7zwzUucRPMR6Q",
);

pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn bytes(base64: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(base64).unwrap()
}

pub(crate) fn rsa_jwk() -> Value {
    json!({"kty": "RSA", "n": RSA_N, "e": "AQAB"})
}

/// Any padded message, "decrypted" with the private key.
pub(crate) fn rsa_raw(padded: &[u8]) -> Vec<u8> {
    let (n, d) = (BigUint::from_bytes_be(&bytes(RSA_N)), BigUint::from_bytes_be(&bytes(RSA_D)));
    let signature = BigUint::from_bytes_be(padded).modpow(&d, &n).to_bytes_be();
    [vec![0; 256 - signature.len()], signature].concat()
}

/// The SHA-256 digest of a message in its DER structure, which follows the padding.
pub(crate) fn digest_info(message: &[u8]) -> Vec<u8> {
    let begin = hex::decode("3031300d060960864801650304020105000420").unwrap();
    [begin, Sha256::digest(message).to_vec()].concat()
}

fn rsa_sign(message: &[u8]) -> Vec<u8> {
    let info = digest_info(message);
    rsa_raw(&[&[0, 1][..], &vec![0xff; 253 - info.len()], &[0], &info].concat())
}

/// The public key for an algorithm.
pub(crate) fn jwk(alg: &str) -> Value {
    match alg {
        "RS256" => rsa_jwk(),
        "ES256" => {
            let point = p256().verifying_key().to_encoded_point(false);
            json!({"kty": "EC", "crv": "P-256", "x": base64(point.x().unwrap()), "y": base64(point.y().unwrap())})
        }
        "ES384" => {
            let point = p384().verifying_key().to_encoded_point(false);
            json!({"kty": "EC", "crv": "P-384", "x": base64(point.x().unwrap()), "y": base64(point.y().unwrap())})
        }
        _ => json!({"kty": "OKP", "crv": "Ed25519", "x": base64(ed25519().verifying_key().to_bytes())}),
    }
}

fn ed25519() -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_bytes(&[7; 32])
}

fn p256() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap()
}

fn p384() -> p384::ecdsa::SigningKey {
    p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap()
}

/// A token with this header and payload, signed with the algorithm `signed_as`.
pub(crate) fn token(header: &Value, payload: &Value, signed_as: &str) -> String {
    let signed = format!("{}.{}", base64(header.to_string()), base64(payload.to_string()));
    let message = signed.as_bytes();
    let signature = match signed_as {
        "RS256" => rsa_sign(message),
        "ES256" => {
            let signature: p256::ecdsa::Signature = p256().sign(message);
            signature.to_bytes().to_vec()
        }
        "ES384" => {
            let signature: p384::ecdsa::Signature = p384().sign(message);
            signature.to_bytes().to_vec()
        }
        _ => ed25519().sign(message).to_bytes().to_vec(),
    };
    format!("{signed}.{}", base64(signature))
}

pub(crate) const ISSUER: &str = "did:web:badges.northfield.example:issuers:7f3a";

/// A badge of VC Data Model 2.0 with the claims among its members.
pub(crate) fn payload() -> Value {
    let mut payload: Value = serde_json::from_str(include_str!("../fixtures/ob3-minimal.json")).unwrap();
    payload["issuer"] = json!({"id": ISSUER, "type": ["Profile"], "name": "Northfield"});
    payload["credentialSubject"]["id"] = json!("did:example:maren");
    payload["validFrom"] = json!("2026-03-02T09:00:00.5Z");
    let id = payload["id"].clone();
    for (claim, value) in [
        ("iss", json!(ISSUER)),
        ("jti", id),
        ("sub", json!("did:example:maren")),
        ("nbf", json!(1_772_442_000)),
    ] {
        payload[claim] = value;
    }
    if let Some(until) = payload.get("validUntil") {
        assert!(until.is_null(), "the minimal badge has no end");
    }
    payload
}
