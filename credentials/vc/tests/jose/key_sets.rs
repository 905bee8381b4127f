//! Finds the key of a token in its issuer's published keys.

use credentials::did::{self, DidDocument, DidError, KeyName};
use credentials::jose::{Jwk, Key, KeySet, KeySetError, SetOwner, is_bare_authority, key_set_address};
use credentials::multikey::PublicKey;
use credentials::time::Timestamp;
use serde_json::{Value, json};

use crate::support::{ISSUER, jwk};

const AT: &str = "https://badges.northfield.example/keys";
/// The only issuer of its authority.
const ALONE: SetOwner<'_> = SetOwner { issuer: ISSUER, has_unnamed: true };
/// One of several issuers.
const AMONG_OTHERS: SetOwner<'_> = SetOwner { issuer: ISSUER, has_unnamed: false };

fn now() -> Timestamp {
    Timestamp::parse("2026-03-02T09:00:05Z").unwrap()
}

fn named(alg: &str, kid: &str) -> Value {
    let mut key = jwk(alg);
    key["kid"] = json!(kid);
    key
}

fn find(document: &Value, kid: &str) -> Result<Key, KeySetError> {
    KeySet::parse(document.to_string().as_bytes())?.find(kid, ALONE).map(|jwk| jwk.key)
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
    let set = KeySet::parse(set.to_string().as_bytes()).unwrap();
    assert!(!set.holds(&key("ES256"), ALONE));
}

#[test]
fn where_several_issuers_share_a_set_a_key_is_only_the_issuers_that_it_names() {
    let mut own = named("ES256", "1");
    own["iss"] = json!(ISSUER);
    let mut foreign = named("EdDSA", "1");
    foreign["iss"] = json!("did:web:badges.northfield.example:issuers:other");
    let set = json!({"keys": [named("RS256", "1"), foreign, own]});
    let set = KeySet::parse(set.to_string().as_bytes()).unwrap();
    assert_eq!(set.find("1", AMONG_OTHERS).map(|jwk| jwk.key), Ok(key("ES256")));
    assert_eq!(set.find("1", ALONE), Err(KeySetError::TwoKeys));
    let held = ["RS256", "EdDSA", "ES256"].map(|alg| set.holds(&key(alg), AMONG_OTHERS));
    assert_eq!(held, [false, false, true]);
}

#[test]
fn a_controller_document_has_the_key_under_assertion_method() {
    let kid = format!("{ISSUER}#rsa");
    let mut document = json!({
        "id": ISSUER,
        "verificationMethod": [{"id": kid, "type": "JsonWebKey", "controller": ISSUER, "publicKeyJwk": jwk("RS256")}],
        "assertionMethod": ["#rsa"],
    });
    let parse =
        |document: &serde_json::Value| DidDocument::parse(document.to_string().as_bytes(), ISSUER).unwrap();
    let find = |document: &serde_json::Value, name: KeyName<'_>| {
        parse(document).find(name, "assertionMethod", now())
    };
    assert_eq!(find(&document, KeyName::Id(&kid)), Ok(key("RS256")));
    assert_eq!(find(&document, KeyName::Key(&key("RS256"))), Ok(key("RS256")));
    assert_eq!(find(&document, KeyName::Key(&key("ES256"))), Err(DidError::UnknownKey));
    document["assertionMethod"] = json!([]);
    assert_eq!(find(&document, KeyName::Id(&kid)), Err(DidError::NotForAssertion));
    assert_eq!(find(&document, KeyName::Key(&key("RS256"))), Err(DidError::UnknownKey));
    let wrong = DidDocument::parse(document.to_string().as_bytes(), "did:web:evil.example");
    assert_eq!(wrong.unwrap_err(), DidError::WrongId);
}

#[test]
fn a_key_of_ours_in_our_own_document_is_held() {
    let Key::Curve(ours) = key("EdDSA") else { panic!() };
    let document = did::document(ISSUER, &[ours]);
    let document = DidDocument::parse(document.to_string().as_bytes(), ISSUER).unwrap();
    let held = |key: Key| document.find(KeyName::Key(&key), "assertionMethod", now()).is_ok();
    assert!(held(Key::Curve(ours)));
    let other = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
    assert!(!held(Key::Curve(other)));
}

#[test]
fn the_key_set_is_at_the_authority_of_an_https_issuer() {
    let address = "https://badges.northfield.example:8443/.well-known/jwks.json";
    for issuer in
        ["https://Badges.Northfield.example:8443", "https://badges.northfield.example:8443/issuers/1"]
    {
        assert_eq!(key_set_address(issuer).as_deref(), Some(address));
    }
    for other in [
        "http://badges.northfield.example",
        "https://badges.northfield.example@evil.example/keys",
        "https://evil.example\\@badges.northfield.example/",
        "https:///x",
        ISSUER,
        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    ] {
        assert_eq!(key_set_address(other), None, "{other}");
        assert!(!is_bare_authority(other), "{other}");
    }
    for (issuer, bare) in [
        ("https://northfield.example", true),
        ("https://northfield.example/", true),
        ("https://northfield.example:8443", true),
        ("https://northfield.example/issuers", false),
        ("https://northfield.example//", false),
        ("https://northfield.example?x", false),
    ] {
        assert_eq!(is_bare_authority(issuer), bare, "{issuer}");
    }
}

#[test]
fn anything_else_is_no_key_set() {
    for bad in ["", "[]", "{}", "<html>", "{\"keys\":{}}", "1"] {
        assert!(KeySet::parse(bad.as_bytes()).is_err(), "{bad}");
    }
}
