//! Finding the key of a token in what its issuer publishes.

use credentials::did::{self, DidError};
use credentials::jose::{Jwk, Key, KeySet, KeySetError, is_at_host_of};
use credentials::multikey::PublicKey;
use credentials::time::Timestamp;
use serde_json::{Value, json};

use crate::support::{ISSUER, jwk};

const AT: &str = "https://badges.northfield.example/keys";

fn now() -> Timestamp {
    Timestamp::parse("2026-03-02T09:00:05Z").unwrap()
}

fn named(alg: &str, kid: &str) -> Value {
    let mut key = jwk(alg);
    key["kid"] = json!(kid);
    key
}

fn find(document: &Value, kid: &str) -> Result<Key, KeySetError> {
    KeySet::parse(document.to_string().as_bytes(), AT)?.find(kid, ISSUER, now()).map(|jwk| jwk.key)
}

fn key(alg: &str) -> Key {
    Jwk::parse(&jwk(alg)).unwrap().key
}

#[test]
fn a_key_at_its_own_address_needs_no_name() {
    assert_eq!(find(&jwk("RS256"), AT), Ok(key("RS256")));
    assert_eq!(find(&named("RS256", AT), AT), Ok(key("RS256")));
    assert_eq!(find(&named("RS256", "other"), AT), Err(KeySetError::UnknownKey));
    assert_eq!(find(&jwk("RS256"), &format!("{AT}#1")), Err(KeySetError::UnknownKey));
}

#[test]
fn in_a_set_the_key_of_that_name_is_taken() {
    let set = json!({"keys": [named("RS256", "1"), named("ES256", "2"), {"kty": "oct"}]});
    assert_eq!(find(&set, &format!("{AT}#2")), Ok(key("ES256")));
    assert_eq!(find(&set, "1"), Ok(key("RS256")));
    assert_eq!(find(&set, &format!("{AT}#3")), Err(KeySetError::UnknownKey));
    let twice = json!({"keys": [named("RS256", "1"), named("ES256", "1")]});
    assert_eq!(find(&twice, "1"), Err(KeySetError::TwoKeys));
    let many = json!({"keys": vec![named("EdDSA", "1"); 257]});
    assert_eq!(find(&many, "1"), Err(KeySetError::Malformed));
}

#[test]
fn a_key_of_another_issuer_on_the_same_host_does_not_count() {
    let mut foreign = named("ES256", "1");
    foreign["iss"] = json!("did:web:badges.northfield.example:issuers:other");
    let set = json!({"keys": [foreign]});
    assert_eq!(find(&set, "1"), Err(KeySetError::OtherIssuer));
    let set = KeySet::parse(set.to_string().as_bytes(), AT).unwrap();
    assert!(!set.holds(&key("ES256"), ISSUER, now()));
}

#[test]
fn a_controller_document_has_the_key_under_assertion_method() {
    let kid = format!("{ISSUER}#rsa");
    let mut document = json!({
        "id": ISSUER,
        "verificationMethod": [{"id": kid, "type": "JsonWebKey", "controller": ISSUER, "publicKeyJwk": jwk("RS256")}],
        "assertionMethod": ["#rsa"],
    });
    let set = KeySet::parse(document.to_string().as_bytes(), ISSUER).unwrap();
    assert_eq!(set.find(&kid, ISSUER, now()).map(|jwk| jwk.key), Ok(key("RS256")));
    assert!(set.holds(&key("RS256"), ISSUER, now()));
    assert!(!set.holds(&key("ES256"), ISSUER, now()));
    assert!(!set.holds(&key("RS256"), "did:web:evil.example", now()));
    document["assertionMethod"] = json!([]);
    let set = KeySet::parse(document.to_string().as_bytes(), ISSUER).unwrap();
    assert_eq!(set.find(&kid, ISSUER, now()).unwrap_err(), KeySetError::Did(DidError::NotForAssertion));
    assert!(!set.holds(&key("RS256"), ISSUER, now()));
    let wrong = KeySet::parse(document.to_string().as_bytes(), "did:web:evil.example");
    assert_eq!(wrong.unwrap_err(), KeySetError::Did(DidError::WrongId));
}

#[test]
fn a_key_of_ours_in_our_own_document_is_held() {
    let Key::Curve(ours) = key("EdDSA") else { panic!() };
    let document = did::document(ISSUER, &[ours]);
    let set = KeySet::parse(document.to_string().as_bytes(), ISSUER).unwrap();
    assert!(set.holds(&Key::Curve(ours), ISSUER, now()));
    let other = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
    assert!(!set.holds(&Key::Curve(other), ISSUER, now()));
}

#[test]
fn an_address_is_at_the_issuers_host_or_not() {
    let issuer = "did:web:badges.northfield.example:issuers:7f3a";
    assert!(is_at_host_of("https://badges.northfield.example/keys/1", issuer));
    assert!(is_at_host_of("https://Badges.Northfield.example", "https://badges.northfield.example/issuer"));
    for other in [
        "http://badges.northfield.example/keys",
        "https://northfield.example/keys",
        "https://badges.northfield.example:8443/keys",
        "https://badges.northfield.example@evil.example/keys",
        "https://evil.example/badges.northfield.example",
        "https://evil.example\\@badges.northfield.example/",
        "did:web:badges.northfield.example",
    ] {
        assert!(!is_at_host_of(other, issuer), "{other}");
    }
    assert!(!is_at_host_of("https://a.example/", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"));
}

#[test]
fn anything_else_is_no_key_set() {
    for bad in ["", "[]", "{}", "<html>", "{\"keys\":{}}", "1"] {
        assert!(KeySet::parse(bad.as_bytes(), AT).is_err(), "{bad}");
    }
}
