//! The document of an issuer: duplicate methods, their names, and their controllers.

use credentials::did;
use credentials::verify::{CheckName, Outcome, Supply, Verdict};
use serde_json::{Value, json};

use crate::issuer_keys::{assert_binding, verify};
use crate::support::{
    ISSUER, KEYS_AT, LIST, World, assert_check, badge, did_key, good, key, list, now, public, signed,
};
use crate::tokens::{named, payload, token};

#[test]
fn a_method_that_is_listed_twice_word_for_word_is_one_and_with_another_key_is_none() {
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    let method = document["verificationMethod"][0].clone();
    document["verificationMethod"] = json!([method, method]);
    document["assertionMethod"] = json!([method["id"], method]);
    let world = |document: &Value| World::usual().with(KEYS_AT, document).with(LIST, &list(&[]));
    assert_eq!(world(&document).verify(&good()).verdict, Verdict::Valid);
    document["verificationMethod"][1]["publicKeyMultibase"] = json!(public(&key(2)).multibase());
    let report = world(&document).verify(&good());
    assert_binding(&report, Outcome::NotChecked, "issuer-unreadable", Verdict::CouldNotCheck);
}

#[test]
fn a_key_whose_controller_has_a_fragment_is_named() {
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    document["verificationMethod"][0]["controller"] = json!(format!("{ISSUER}#owner"));
    let report = World::usual().with(KEYS_AT, &document).verify(&good());
    assert_binding(&report, Outcome::NotChecked, "key-controller-fragment", Verdict::CouldNotCheck);
    document["verificationMethod"][0]["controller"] = json!("did:web:evil.example#owner");
    let report = World::usual().with(KEYS_AT, &document).verify(&good());
    assert_binding(&report, Outcome::Failed, "wrong-issuer", Verdict::NotValid);
}

#[test]
fn a_kid_that_is_a_did_names_its_only_key() {
    let bare = did_key(&key(1));
    let mut own = payload(&bare);
    own.as_object_mut().unwrap().remove("credentialStatus");
    let report = verify(&World::default(), &token(&named(&bare), &own, 1));
    assert_check(&report, CheckName::IssuerBinding, Outcome::Passed, "key-only");
    let named_by_did = token(&named(ISSUER), &payload(ISSUER), 1);
    assert_eq!(verify(&World::usual(), &named_by_did).verdict, Verdict::Valid);
    let two = did::document(ISSUER, &[public(&key(1)), public(&key(2))]);
    let report = verify(&World::usual().with(KEYS_AT, &two), &named_by_did);
    assert_binding(&report, Outcome::NotChecked, "no-key-named", Verdict::CouldNotCheck);
}

#[test]
fn an_unused_supply_does_not_count_for_another_place() {
    // A document with keys in reply to the profile of a bare key does not count.
    let mut verification = credentials::verify::Verification::begin(good().to_string().as_bytes(), now());
    assert!(verification.next_need().is_some());
    let document = did::document(ISSUER, &[public(&key(1))]).to_string().into_bytes();
    verification.supply(Supply::Profile { document, by: "http://localhost:3000".to_owned() });
    assert_ne!(verification.report().verdict, Verdict::Valid);
    assert_eq!(World::usual().verify(&signed(badge(ISSUER), ISSUER, &key(1))).verdict, Verdict::Valid);
}

#[test]
fn a_domain_whose_document_another_program_fetched_is_named_with_that_program() {
    let supply = |relayed: bool| {
        let good = good().to_string();
        let mut verification = credentials::verify::Verification::begin(good.as_bytes(), now());
        while let Some(need) = verification.next_need() {
            let document = match need.url() {
                Some(KEYS_AT) => did::document(ISSUER, &[public(&key(1))]),
                _ => list(&[]),
            };
            let bytes = document.to_string().into_bytes();
            let by = "badges.example.edu".to_owned();
            verification.supply(if relayed { Supply::Relayed { bytes, by } } else { Supply::Found(bytes) });
        }
        messages::verification::Report::of(&verification.report(), messages::Language::English)
    };
    let (relayed, direct) = (supply(true), supply(false));
    let named = "Issued by badges.vrijhaven.example, as fetched by badges.example.edu, to “Maren";
    assert!(relayed.sentence.starts_with(named), "{}", relayed.sentence);
    assert!(!direct.sentence.contains("as fetched by"), "{}", direct.sentence);
    assert_eq!((relayed.verdict, direct.verdict), (Verdict::Valid, Verdict::Valid));
    let codes = |report: &messages::verification::Report| {
        report.checks.iter().map(|check| (check.name, check.outcome, check.code.clone())).collect::<Vec<_>>()
    };
    assert_eq!(codes(&relayed), codes(&direct));
    let json = serde_json::to_value(&relayed.identity).unwrap();
    assert_eq!(json["fetchedBy"], "badges.example.edu");
    assert_eq!(serde_json::to_value(&direct.identity).unwrap().get("fetchedBy"), None);
}
