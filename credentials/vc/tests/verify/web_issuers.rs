//! Issuers with an https identifier on the host where an institution publishes its DID document and its ledger. An
//! attacker who controls the web server can serve any document there, except the DID document and the ledger.

use credentials::did;
use credentials::verify::{CheckName, Outcome, Verdict, Verification};
use serde_json::{Value, json};

use crate::issuer_keys::badge_of;
use crate::ledgers::{self, published};
use crate::support::{ISSUER, World, assert_check, check, key, now, public, signed};

/// The address with the host and path of `did:web:badges.vrijhaven.example:issuers:7f3a`.
const ADDRESS: &str = "https://badges.vrijhaven.example/issuers/7f3a";
const DID: &str = "did:web:badges.vrijhaven.example:issuers:7f3a";

/// The DID document that the proxy serves next to the address, with or without a ledger.
fn did_document(services: &Value) -> Value {
    let mut document = did::document(DID, &[public(&key(1))]);
    document["service"] = services.clone();
    document
}

#[test]
fn the_web_address_of_an_issuer_with_a_ledger_is_no_second_issuer() {
    for issuer in [ADDRESS.to_owned(), format!("{ADDRESS}/"), format!("{ADDRESS}?x"), format!("{ADDRESS}#x")]
    {
        let method = format!("{issuer}{}k", if issuer.contains('#') { "" } else { "#" });
        let mut profile = did::document(&issuer, &[public(&key(2))]);
        profile["verificationMethod"][0]["id"] = json!(method);
        profile["assertionMethod"] = json!([method]);
        let forged = badge_of(&issuer, &method, 2);
        let at = issuer.split('#').next().unwrap();
        let world = World::default().with(at, &profile);
        let beside = |services: &Value| {
            world.clone().with(&format!("{ADDRESS}/did.json"), &did_document(services)).verify(&forged)
        };
        let report = beside(&json!([published().service(DID)]));
        assert_ne!(report.verdict, Verdict::Valid, "{issuer}: {report:#?}");
        if !issuer.contains('#') {
            assert_check(&report, CheckName::Ledger, Outcome::Failed, "not-in-ledger");
            assert_eq!(report.verdict, Verdict::NotValid);
            let doubled = json!([published().service(DID), published().service(DID)]);
            assert_check(&beside(&doubled), CheckName::Ledger, Outcome::Failed, "not-in-ledger");
            assert_eq!(beside(&json!([])).verdict, Verdict::Valid);
            assert_eq!(world.verify(&forged).verdict, Verdict::Valid);
        }
    }
}

/// A ledger covers the keys of its issuer wherever the document lists them.
#[test]
fn a_key_at_a_listed_address_is_covered_like_one_in_the_document() {
    let (school, listed) = ("https://www.uni.edu/school", "https://www.uni.edu/school/keys/1");
    let method = json!({"id": listed, "type": "Multikey", "controller": school,
        "publicKeyMultibase": public(&key(1)).multibase()});
    let mut document = did::document(school, &[public(&key(3))]);
    document["assertionMethod"].as_array_mut().unwrap().push(json!(listed));
    document["service"] = json!([published().service(school)]);
    let world = World::default().with(school, &document).with(listed, &method);
    let report = world.verify(&badge_of(school, listed, 1));
    assert_check(&report, CheckName::Ledger, Outcome::Failed, "not-in-ledger");
    assert_eq!(report.verdict, Verdict::NotValid);
}

/// Status lists are not looked up in a ledger. An additional type does not make another credential a list.
#[test]
fn a_credential_that_also_calls_itself_a_list_is_looked_up() {
    let context = json!(["https://www.w3.org/ns/credentials/v2"]);
    let degree = |types: Value, subject: Value| {
        let unsigned = json!({"@context": context, "id": "https://badges.vrijhaven.example/credentials/09",
            "type": types, "issuer": ISSUER, "credentialSubject": subject});
        let signed = signed(unsigned, ISSUER, &key(1));
        let begun = Verification::begin_credential(signed.to_string().as_bytes(), now());
        ledgers::world().finish(begun).0
    };
    let list = json!({"id": "https://badges.vrijhaven.example/status/7#list", "type": "BitstringStatusList",
        "statusPurpose": "revocation", "encodedList": "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"});
    let types = json!(["VerifiableCredential", "BitstringStatusListCredential"]);
    let report = degree(types.clone(), list);
    assert_check(&report, CheckName::Ledger, Outcome::NotApplicable, "ledger-list");
    let doctor = json!({"id": "did:example:eve", "type": "BitstringStatusList", "name": "Doctor"});
    let also_a_list = degree(types, doctor);
    assert_ne!(also_a_list.verdict, Verdict::Valid);
    assert_ne!(check(&also_a_list, CheckName::Ledger).code, "ledger-list");
}
