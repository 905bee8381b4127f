//! Badges under the older data model, VC 1.1, with both kinds of proof in use.

use credentials::did;
use credentials::verify::{CheckName, Outcome, Verdict};
use serde_json::{Value, json};

use crate::support::{
    INDEX, ISSUER, LIST, World, assert_check, badge, key, list, proof, proof_with, public, said,
};

const V1: &str = "https://www.w3.org/2018/credentials/v1";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";

fn old(third: &str) -> Value {
    let mut old = badge(ISSUER);
    old["@context"] = json!([V1, OB, third]);
    let members = old.as_object_mut().unwrap();
    members.remove("credentialStatus");
    for (new, old) in [("validFrom", "issuanceDate"), ("validUntil", "expirationDate")] {
        let date = members.remove(new).unwrap();
        members.insert(old.to_owned(), date);
    }
    old
}

fn method() -> String {
    did::verification_method(ISSUER, &public(&key(1)))
}

/// A badge signed with the suite of that time.
fn signed_2020(mut badge: Value) -> Value {
    let members = json!({"type": "Ed25519Signature2020", "cryptosuite": null});
    badge["proof"] = json!([proof_with(&badge, &key(1), &method(), &members)]);
    badge
}

fn old_2020() -> Value {
    old("https://w3id.org/security/suites/ed25519-2020/v1")
}

#[test]
fn a_badge_after_vc_1_1_is_genuine_with_either_kind_of_proof() {
    let mut newer = old("https://w3id.org/security/data-integrity/v2");
    newer["proof"] = json!([proof(&newer, &key(1), &method())]);
    for badge in [newer, signed_2020(old_2020())] {
        let report = World::usual().verify(&badge);
        let sentence =
            "Genuine. Issued by badges.vrijhaven.example to “Maren Óskarsdóttir” on 19 November 2026.";
        assert_eq!(said(&report), (Verdict::Valid, sentence.to_owned()), "{report:#?}");
        assert_eq!(report.badge.unwrap().expires.unwrap().date(), "2027-11-19");
    }
}

#[test]
fn its_own_dates_count() {
    let mut late = old_2020();
    late["expirationDate"] = json!("2026-11-30T00:00:00Z");
    assert_eq!(World::usual().verify(&signed_2020(late)).headline, "Expired.");
    let mut early = old_2020();
    early["issuanceDate"] = json!("2026-12-30T00:00:00Z");
    assert_eq!(World::usual().verify(&signed_2020(early)).headline, "Not valid yet.");
}

#[test]
fn without_the_day_of_issue_it_is_malformed() {
    for date in [None, Some(json!("2026-11-19")), Some(json!(7))] {
        let mut badge = signed_2020(old_2020());
        match date {
            Some(date) => badge["issuanceDate"] = date,
            None => drop(badge.as_object_mut().unwrap().remove("issuanceDate")),
        }
        let report = World::usual().verify(&badge);
        let conformance = crate::support::check(&report, CheckName::Conformance);
        assert!(
            conformance.remarks.iter().any(|remark| remark.pointer.as_deref() == Some("/issuanceDate")),
            "{report:#?}"
        );
        assert_eq!(report.verdict, Verdict::NotValid, "the text is another one than was signed");
    }
}

#[test]
fn a_badge_that_names_both_data_models_gives_words_two_meanings_and_is_left_open() {
    let mut badge = old_2020();
    badge["@context"] = json!(["https://www.w3.org/ns/credentials/v2", V1, OB]);
    let report = World::usual().verify(&badge);
    assert_check(&report, CheckName::Context, Outcome::NotChecked, "unsupported-form");
}

#[test]
fn a_bitstring_list_cancels_it_where_its_vocabulary_has_the_words() {
    let mut badge = old_2020();
    badge["@context"].as_array_mut().unwrap().push(json!("https://www.w3.org/ns/credentials/status/v1"));
    badge["credentialStatus"] = crate::support::badge(ISSUER)["credentialStatus"].clone();
    let badge = signed_2020(badge);
    assert_eq!(World::usual().verify(&badge).verdict, Verdict::Valid);
    let revoked = World::usual().with(LIST, &list(&[INDEX])).verify(&badge);
    assert_check(&revoked, CheckName::Status, Outcome::Failed, "revoked");
}

#[test]
fn one_changed_text_or_one_member_less_is_refused() {
    let good = signed_2020(old_2020());
    for pointer in [
        "/id",
        "/name",
        "/issuanceDate",
        "/expirationDate",
        "/issuer/name",
        "/credentialSubject/achievement/name",
        "/credentialSubject/identifier/0/identityHash",
        "/proof/0/created",
        "/proof/0/proofValue",
        "/proof/0/verificationMethod",
    ] {
        let mut changed = good.clone();
        if let Some(value) = changed.pointer_mut(pointer) {
            *value = json!(value.as_str().unwrap().replacen(['a', '1', 'e'], "3", 1));
        }
        if changed != good {
            assert_ne!(World::usual().verify(&changed).verdict, Verdict::Valid, "{pointer}");
        }
        let mut less = good.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let taken = less.pointer_mut(parent).and_then(Value::as_object_mut).unwrap().shift_remove(name);
        if taken.is_some() {
            assert_ne!(World::usual().verify(&less).verdict, Verdict::Valid, "without {pointer}");
        }
    }
}
