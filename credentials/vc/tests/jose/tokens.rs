//! Headers, signatures, and invalid variants of them.

use credentials::jose::{Algorithm, HeaderRemark, Jwk, JwkError, KeyReference, Token, TokenError};
use serde_json::{Value, json};

use crate::support::{base64, bytes, jwk, payload, token};

const ALGORITHMS: [&str; 4] = ["RS256", "ES256", "ES384", "EdDSA"];

fn key(alg: &str) -> Jwk {
    Jwk::parse(&jwk(alg)).unwrap()
}

fn read(header: &Value) -> Result<Token, TokenError> {
    Token::parse(&token(header, &payload(), "EdDSA"))
}

#[test]
fn a_token_of_each_algorithm_verifies_with_its_key_and_with_no_other() {
    for alg in ALGORITHMS {
        let header = json!({"alg": alg, "typ": "JWT", "kid": "https://badges.northfield.example/keys/1"});
        let token = Token::parse(&token(&header, &payload(), alg)).unwrap();
        assert_eq!(token.algorithm().name(), alg);
        for other in ALGORITHMS {
            let expected = if other == alg { Ok(()) } else { Err(TokenError::KeyKind) };
            assert_eq!(token.verify(&key(other)), expected, "{alg} with the key of {other}");
        }
        assert_eq!(token.credential().value().get("iss"), None);
        assert_eq!(token.credential().value()["type"], payload()["type"]);
    }
}

#[test]
fn no_bit_of_a_token_is_free() {
    for alg in ALGORITHMS {
        let good = token(&json!({"alg": alg, "kid": "urn:k"}), &payload(), alg);
        let key = key(alg);
        assert_eq!(Token::parse(&good).unwrap().verify(&key), Ok(()));
        for at in (0..good.len()).step_by(7) {
            let mut changed = good.clone().into_bytes();
            changed[at] ^= 1;
            let changed = String::from_utf8(changed).unwrap();
            let verified = Token::parse(&changed).and_then(|token| token.verify(&key));
            assert!(verified.is_err(), "{alg}: character {at} is free");
        }
        // The last character of base64url may have bits that belong to no byte.
        let last = good.chars().next_back().unwrap();
        for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars() {
            let changed = format!("{}{other}", &good[..good.len() - 1]);
            let verified = Token::parse(&changed).and_then(|token| token.verify(&key));
            assert_eq!(verified.is_ok(), other == last, "{alg}: {other} for {last}");
        }
    }
}

#[test]
fn none_and_shared_secrets_are_no_algorithms() {
    for alg in ["none", "HS256", "HS384", "PS256", "RS512", "ES256K", "rs256", ""] {
        let failure = read(&json!({"alg": alg, "kid": "urn:k"})).unwrap_err();
        assert_eq!(failure, TokenError::Algorithm(alg.to_owned()));
        assert!(failure.problem_type().ends_with("#CRYPTOGRAPHIC_SECURITY_ERROR"));
    }
    assert_eq!(read(&json!({"kid": "urn:k"})).unwrap_err(), TokenError::Header("alg"));
    assert_eq!(read(&json!({"alg": 1, "kid": "urn:k"})).unwrap_err(), TokenError::Header("alg"));
}

#[test]
fn what_a_header_has_beside_its_four_members_is_remarked_and_what_must_be_understood_is_refused() {
    for name in ["crit", "b64"] {
        let mut header = json!({"alg": "EdDSA", "kid": "urn:k"});
        header[name] = json!("x");
        assert_eq!(read(&header).unwrap_err(), TokenError::HeaderMember(name.to_owned()));
    }
    for name in ["x5c", "jku", "x5u", "cty", "nonce"] {
        let mut header = json!({"alg": "EdDSA", "kid": "urn:k"});
        header[name] = json!("x");
        assert_eq!(read(&header).unwrap().header_remarks(), [HeaderRemark::Member(name.to_owned())]);
    }
    let typed = |kind: Value| read(&json!({"alg": "EdDSA", "kid": "urn:k", "typ": kind}));
    assert_eq!(typed(json!("JWT")).unwrap().header_remarks(), []);
    for kind in ["vc+jwt", "jwt"] {
        assert_eq!(typed(json!(kind)).unwrap().header_remarks(), [HeaderRemark::Type(kind.to_owned())]);
    }
    assert_eq!(typed(json!(1)).unwrap_err(), TokenError::Header("typ"));
    assert_eq!(
        read(&json!({"alg": "EdDSA", "kid": "k".repeat(2049)})).unwrap_err(),
        TokenError::Header("kid")
    );
}

/// RFC 7518, section 3.4: the two numbers of a signature, each in its full length, and not their DER form.
#[test]
fn a_signature_in_der_is_not_in_its_form() {
    for (alg, half) in [("ES256", 32), ("ES384", 48)] {
        let good = token(&json!({"alg": alg, "kid": "urn:k"}), &payload(), alg);
        let (signed, signature) = good.rsplit_once('.').unwrap();
        let raw = bytes(signature);
        let number = |part: &[u8]| {
            let padded = if part[0] > 0x7f { [&[0][..], part].concat() } else { part.to_vec() };
            [&[2, u8::try_from(padded.len()).unwrap()][..], &padded].concat()
        };
        let inner = [number(&raw[..half]), number(&raw[half..])].concat();
        let der = [&[0x30, u8::try_from(inner.len()).unwrap()][..], &inner].concat();
        let token = Token::parse(&format!("{signed}.{}", base64(der))).unwrap();
        assert_eq!(token.verify(&key(alg)), Err(TokenError::SignatureForm), "{alg}");
    }
}

#[test]
fn the_key_is_named_or_brought_along_or_missing() {
    let kid = "https://badges.northfield.example/keys/1";
    let named = read(&json!({"alg": "EdDSA", "kid": kid, "jwk": jwk("EdDSA")})).unwrap();
    assert_eq!(*named.key(), KeyReference::Named(kid.to_owned()));
    let embedded = read(&json!({"alg": "EdDSA", "jwk": jwk("EdDSA")})).unwrap();
    let KeyReference::Embedded(own) = embedded.key() else { panic!("{:?}", embedded.key()) };
    assert_eq!(embedded.verify(own), Ok(()));
    assert_eq!(*read(&json!({"alg": "EdDSA"})).unwrap().key(), KeyReference::Missing);
    let mut private = jwk("EdDSA");
    private["d"] = json!(base64([7; 32]));
    let failure = read(&json!({"alg": "EdDSA", "kid": kid, "jwk": private})).unwrap_err();
    assert_eq!(failure, TokenError::Jwk(JwkError::Private));
}

#[test]
fn a_key_for_another_algorithm_does_not_verify() {
    let mut limited = jwk("ES256");
    limited["alg"] = json!("ES384");
    let token = Token::parse(&token(&json!({"alg": "ES256", "kid": "urn:k"}), &payload(), "ES256")).unwrap();
    assert_eq!(token.verify(&Jwk::parse(&limited).unwrap()), Err(TokenError::KeyKind));
    limited["alg"] = json!("ES256");
    assert_eq!(token.verify(&Jwk::parse(&limited).unwrap()), Ok(()));
}

#[test]
fn what_is_not_three_parts_of_strict_json_is_refused() {
    let good = token(&json!({"alg": "EdDSA", "kid": "urn:k"}), &payload(), "EdDSA");
    assert!(Token::parse(&format!(" {good}\n")).is_ok());
    for bad in
        ["", ".", "..", "a.b", "a.b.c.d", &good.replace('.', ".."), &format!("{good}="), &format!("{good}.")]
    {
        assert!(Token::parse(bad).is_err(), "{bad}");
    }
    let twice = r#"{"alg":"EdDSA","alg":"none","kid":"urn:k"}"#;
    let bad = format!("{}.{}.{}", base64(twice), base64(payload().to_string()), base64([0; 64]));
    assert!(matches!(Token::parse(&bad), Err(TokenError::Json(_))));
    let list = format!("{}.{}.{}", base64("[]"), base64(payload().to_string()), base64([0; 64]));
    assert_eq!(Token::parse(&list).unwrap_err(), TokenError::NotAnObject);
    assert_eq!(Token::parse(&"a".repeat(1_500_001)).unwrap_err(), TokenError::Form);
}

#[test]
fn the_token_of_1edtech_is_read_and_names_no_key() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/1edtech-ob30/simple.jwt");
    let text = std::fs::read_to_string(path).unwrap();
    let token = Token::parse(&text).unwrap();
    assert_eq!((token.algorithm(), token.key()), (Algorithm::Rs256, &KeyReference::Missing));
    assert_eq!(token.issuer(), "https://example.edu/issuers/565049");
    assert_eq!(token.credential().value()["id"], "http://example.edu/credentials/3732");
    assert_eq!(token.verify(&key("RS256")), Err(TokenError::Signature));
}
