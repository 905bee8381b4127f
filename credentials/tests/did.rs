//! Finding the key of a proof in its issuer's document.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use credentials::did::{self, DidDocument, DidError};
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
