//! Our own public keys as JSON Web Keys for publication (RFC 7517; RFC 7518, section 6.2; RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::multikey::PublicKey;

/// A key as a JWK with this `kid`. A certificate chain (DER, the key's own first) becomes `x5c` (RFC 7517, section
/// 4.7). None for bytes that are not a point of their curve.
#[must_use]
pub fn public_jwk(key: &PublicKey, kid: &str, chain: &[Vec<u8>]) -> Option<Value> {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let mut jwk = match key {
        PublicKey::Ed25519(bytes) => json!({"kty": "OKP", "crv": "Ed25519", "x": encode(bytes)}),
        PublicKey::P256(point) => {
            let point = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?.to_encoded_point(false);
            json!({"kty": "EC", "crv": "P-256", "x": encode(point.x()?), "y": encode(point.y()?)})
        }
        PublicKey::P384(point) => {
            let point = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?.to_encoded_point(false);
            json!({"kty": "EC", "crv": "P-384", "x": encode(point.x()?), "y": encode(point.y()?)})
        }
    };
    let members = jwk.as_object_mut()?;
    members.insert("kid".to_owned(), json!(kid));
    members.insert("use".to_owned(), json!("sig"));
    if !chain.is_empty() {
        let chain: Vec<String> = chain.iter().map(|certificate| STANDARD.encode(certificate)).collect();
        members.insert("x5c".to_owned(), json!(chain));
    }
    Some(jwk)
}

#[cfg(test)]
mod tests {
    use super::super::{Jwk, Key};
    use super::*;

    #[test]
    fn what_is_published_is_read_as_the_same_key() {
        for multibase in [
            "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
            "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54",
        ] {
            let key = PublicKey::parse(multibase).unwrap();
            let jwk = public_jwk(&key, "did:web:a.example#key", &[]).unwrap();
            assert!(jwk.get("x5c").is_none());
            let read = Jwk::parse(&jwk).unwrap();
            assert_eq!((read.key, read.kid.as_deref()), (Key::Curve(key), Some("did:web:a.example#key")));
        }
    }

    #[test]
    fn a_chain_is_standard_base64_in_its_order() {
        let key = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
        let jwk = public_jwk(&key, "a", &[vec![0xfb, 0xff], vec![0x30]]).unwrap();
        assert_eq!(jwk["x5c"], json!(["+/8=", "MA=="]));
    }
}
