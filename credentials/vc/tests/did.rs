//! Finds the key of a proof in its issuer's document.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::did::{self, DidDocument, DidError};
use credentials::jose::JwkError;
use credentials::multikey::PublicKey;
use credentials::time::Timestamp;
use serde_json::{Value, json};

const DID: &str = "did:web:badges.northfield.example:issuers:7f3a";
const ONE: &str = "z6Mkvmr6MowuwBxAwqtd7JUHoP5RqqQ9TMfbLPpaCymkozCu";
const OTHER: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

fn key(text: &str) -> PublicKey {
    PublicKey::parse(text).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse("2026-03-02T09:00:05Z").unwrap()
}

fn find(document: &Value, vm_id: &str) -> Result<PublicKey, DidError> {
    DidDocument::parse(document.to_string().as_bytes(), DID)?.assertion_key(vm_id, now())
}

fn with(change: impl FnOnce(&mut Value)) -> Result<PublicKey, DidError> {
    let mut document = did::document(DID, &[key(ONE), key(OTHER)]);
    change(&mut document);
    find(&document, &format!("{DID}#{ONE}"))
}

#[test]
fn a_key_of_our_own_document_is_found_by_its_name() {
    assert_eq!(with(|_| ()), Ok(key(ONE)));
    let document = did::document(DID, &[key(ONE)]);
    assert_eq!(document["assertionMethod"], json!([format!("{DID}#{ONE}")]));
}

#[test]
fn a_key_that_is_not_listed_for_assertion_does_not_count() {
    assert_eq!(with(|d| d["assertionMethod"] = json!([])), Err(DidError::NotForAssertion));
    assert_eq!(with(|d| d["verificationMethod"] = json!([])), Err(DidError::UnknownKey));
}

#[test]
fn a_key_that_is_embedded_under_assertion_counts() {
    let found = with(|d| {
        let method = d["verificationMethod"][0].take();
        d["verificationMethod"] = json!([]);
        d["assertionMethod"] = json!([method]);
    });
    assert_eq!(found, Ok(key(ONE)));
}

/// JSON-LD may write a set of one value without an array.
#[test]
fn a_list_of_one_key_needs_no_array() {
    let single = |d: &mut Value| {
        d["assertionMethod"] = d["assertionMethod"][0].take();
        d["verificationMethod"] = d["verificationMethod"][0].take();
    };
    assert_eq!(with(single), Ok(key(ONE)));
    let embedded = |d: &mut Value| {
        d["assertionMethod"] = d["verificationMethod"][0].take();
        d["verificationMethod"] = json!([]);
    };
    assert_eq!(with(embedded), Ok(key(ONE)));
    for neither in [json!(1), json!(true), Value::Null] {
        let said = with(|d| d["assertionMethod"] = neither.clone());
        assert!(matches!(said, Err(DidError::Malformed(_))), "{neither}: {said:?}");
    }
}

#[test]
fn a_key_of_another_controller_does_not_count() {
    let other = |d: &mut Value| d["verificationMethod"][0]["controller"] = json!("did:web:evil.example");
    assert_eq!(with(other), Err(DidError::WrongController));
}

#[test]
fn revoked_and_expired_keys_do_not_count_from_that_moment_on() {
    let at = |name: &'static str, time: &'static str| {
        with(move |d| d["verificationMethod"][0][name] = json!(time))
    };
    assert_eq!(at("revoked", "2026-03-02T09:00:05Z"), Err(DidError::Revoked(now())));
    assert_eq!(at("expires", "2026-03-02T09:00:05Z"), Err(DidError::Expired(now())));
    assert_eq!(at("expires", "2026-03-02T09:00:06Z"), Ok(key(ONE)));
    assert!(matches!(at("revoked", "yesterday"), Err(DidError::Malformed(_))));
}

#[test]
fn a_document_of_somebody_else_is_refused() {
    let document = did::document("did:web:evil.example", &[key(ONE)]);
    assert_eq!(find(&document, &format!("{DID}#{ONE}")), Err(DidError::WrongId));
    let ours = did::document(DID, &[key(ONE)]);
    assert_eq!(find(&ours, &format!("did:web:evil.example#{ONE}")), Err(DidError::WrongId));
}

#[test]
fn a_did_key_is_its_own_document_with_one_name_for_its_key() {
    let did = did::did_key(&key(OTHER));
    let document = DidDocument::for_did_key(&did).unwrap();
    assert_eq!(document.assertion_key(&format!("{did}#{OTHER}"), now()), Ok(key(OTHER)));
    assert_eq!(document.assertion_key(&format!("{did}#{ONE}"), now()), Err(DidError::UnknownKey));
    assert_eq!(document.assertion_key(&did, now()), Err(DidError::Form));
    assert!(DidDocument::for_did_key("did:web:example.com").is_err());
}

/// A document whose only key is this method, under `assertionMethod`.
fn with_method(mut method: Value) -> Result<PublicKey, DidError> {
    let id = format!("{DID}#1");
    method["id"] = json!(id);
    method["controller"] = json!(DID);
    find(&json!({"id": DID, "verificationMethod": [method], "assertionMethod": [id]}), &id)
}

#[test]
fn the_older_types_of_a_key_are_read_as_the_same_key() {
    let PublicKey::Ed25519(raw) = key(ONE) else { panic!() };
    let x = URL_SAFE_NO_PAD.encode(raw);
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": x});
    for method in [
        json!({"type": "Multikey", "publicKeyMultibase": ONE}),
        json!({"type": "JsonWebKey", "publicKeyJwk": jwk}),
        json!({"type": "JsonWebKey2020", "publicKeyJwk": jwk}),
        json!({"type": "Ed25519VerificationKey2020", "publicKeyMultibase": ONE}),
        json!({"type": "Ed25519VerificationKey2018", "publicKeyBase58": bs58::encode(raw).into_string()}),
    ] {
        assert_eq!(with_method(method.clone()), Ok(key(ONE)), "{method}");
    }
}

#[test]
fn a_key_written_in_two_ways_or_as_something_else_is_refused() {
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode([7; 32])});
    let both = json!({"type": "Multikey", "publicKeyMultibase": ONE, "publicKeyJwk": jwk});
    assert_eq!(with_method(both), Err(DidError::Malformed("a key is written in two ways")));
    let p256 = "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";
    let method = json!({"type": "Ed25519VerificationKey2020", "publicKeyMultibase": p256});
    assert_eq!(with_method(method), Err(DidError::KeyType));
    assert_eq!(with_method(json!({"type": "Multikey", "publicKeyMultibase": p256})), Ok(key(p256)));
    let secp256k1 = "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
    let method = json!({"type": "Multikey", "publicKeyMultibase": secp256k1});
    assert_eq!(with_method(method), Err(DidError::KeyType));
    let method = json!({"type": "EcdsaSecp256k1VerificationKey2019", "publicKeyHex": "00"});
    assert_eq!(with_method(method), Err(DidError::KeyType));
    assert!(matches!(with_method(json!({"type": "Multikey"})), Err(DidError::Malformed(_))));
    assert!(matches!(with_method(json!({"type": "JsonWebKey"})), Err(DidError::Malformed(_))));
    let rsa = json!({"type": "JsonWebKey", "publicKeyJwk": {"kty": "RSA",
        "n": URL_SAFE_NO_PAD.encode([0xff; 256]), "e": "AQAB"}});
    assert_eq!(with_method(rsa), Err(DidError::KeyType), "no cryptosuite uses RSA");
    for text in ["", "0", "1111", &"1".repeat(45)] {
        let method = json!({"type": "Ed25519VerificationKey2018", "publicKeyBase58": text});
        assert!(matches!(with_method(method), Err(DidError::Key(_))), "{text}");
    }
}

#[test]
fn two_keys_of_one_name_are_refused() {
    let two = with(|d| d["verificationMethod"][1]["id"] = json!(format!("{DID}#{ONE}")));
    assert_eq!(two, Err(DidError::Malformed("two keys have one id")));
}

#[test]
fn a_key_counts_only_for_what_it_is_listed_for() {
    let mut document = did::document(DID, &[key(ONE)]);
    let vm_id = format!("{DID}#{ONE}");
    let at = |document: &Value, relationship: &str| {
        DidDocument::parse(document.to_string().as_bytes(), DID)?.key_for(&vm_id, relationship, now())
    };
    assert_eq!(at(&document, "authentication"), Err(DidError::NotForAssertion));
    document["authentication"] = json!(["#".to_owned() + ONE]);
    assert_eq!(at(&document, "authentication"), Ok(key(ONE)));
    // Only the five relationships list keys, and no other member of the document.
    document["alsoKnownAs"] = json!([vm_id]);
    assert_eq!(at(&document, "alsoKnownAs"), Err(DidError::NotForAssertion));
    assert_eq!(at(&document, "verificationMethod"), Err(DidError::NotForAssertion));
}

#[test]
fn a_did_key_of_every_kind_is_for_credentials_and_presentations() {
    for text in [
        OTHER,
        "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54",
    ] {
        let did = did::did_key(&key(text));
        let document = DidDocument::for_did_key(&did).unwrap();
        for relationship in ["assertionMethod", "authentication"] {
            assert_eq!(document.key_for(&format!("{did}#{text}"), relationship, now()), Ok(key(text)));
        }
    }
}

#[test]
fn a_did_jwk_is_its_own_document_with_the_key_number_nought() {
    let PublicKey::Ed25519(raw) = key(ONE) else { panic!() };
    let x = URL_SAFE_NO_PAD.encode(raw);
    let did = |jwk: &Value| format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk.to_string()));
    let good = did(&json!({"kty": "OKP", "crv": "Ed25519", "x": x}));
    let document = DidDocument::for_did_jwk(&good).unwrap();
    assert_eq!(document.assertion_key(&format!("{good}#0"), now()), Ok(key(ONE)));
    assert_eq!(document.assertion_key(&format!("{good}#1"), now()), Err(DidError::UnknownKey));
    let private = did(&json!({"kty": "OKP", "crv": "Ed25519", "x": x, "d": x}));
    assert_eq!(DidDocument::for_did_jwk(&private).unwrap_err(), DidError::Jwk(JwkError::Private));
    for bad in ["did:jwk:", "did:jwk:!", "did:jwk:e30=", "did:web:example.com", &format!("{good}#0")] {
        assert!(DidDocument::for_did_jwk(bad).is_err(), "{bad}");
    }
    assert_eq!(
        DidDocument::for_did_jwk(&format!("did:jwk:{}", "A".repeat(4097))).unwrap_err(),
        DidError::Form
    );
}

#[test]
fn each_fault_has_the_problem_type_that_the_specification_names() {
    for (error, name) in [
        (DidError::Form, "INVALID_VERIFICATION_METHOD_URL"),
        (DidError::Malformed("x"), "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT"),
        (DidError::WrongId, "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID"),
        (DidError::UnknownKey, "INVALID_VERIFICATION_METHOD"),
        (DidError::NotForAssertion, "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD"),
    ] {
        assert_eq!(error.problem_type(), format!("https://w3id.org/security#{name}"));
    }
}
