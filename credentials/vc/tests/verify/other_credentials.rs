//! Verifiable credentials that are not badges: the same checks, except those of the parts of a badge.

use credentials::verify::{CheckName, Outcome, Verdict, Verification};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{ISSUER, World, assert_check, good, key, list, now, signed};

fn credential() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "name": "A statement",
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:1", "name": "Somebody"},
    })
}

fn verify(document: &Value) -> Report {
    World::usual().finish(Verification::begin_credential(document.to_string().as_bytes(), now())).0
}

fn changed(change: impl Fn(&mut Value)) -> Report {
    let mut credential = credential();
    change(&mut credential);
    verify(&signed(credential, ISSUER, &key(1)))
}

#[test]
fn a_credential_of_any_kind_is_verified_and_the_parts_of_a_badge_do_not_apply() {
    let report = changed(|_| {});
    assert_eq!((report.verdict, report.badge.is_none()), (Verdict::Valid, true), "{report:#?}");
    assert_eq!(report.sentence, "Signed by badges.vrijhaven.example.");
    assert_check(&report, CheckName::Conformance, Outcome::NotApplicable, "not-an-open-badge");
    assert_check(&report, CheckName::Validity, Outcome::Passed, "no-dates");
}

#[test]
fn a_list_of_statuses_is_a_credential_too() {
    assert_eq!(verify(&list(&[])).verdict, Verdict::Valid);
}

#[test]
fn what_is_wrong_with_a_badge_is_wrong_with_any_credential() {
    let mut tampered = signed(credential(), ISSUER, &key(1));
    tampered["name"] = json!("Other");
    assert_check(&verify(&tampered), CheckName::Proof, Outcome::Failed, "changed");
    let stranger = signed(credential(), ISSUER, &key(2));
    assert_check(&verify(&stranger), CheckName::IssuerBinding, Outcome::Failed, "unknown-key");
    let late = changed(|credential| credential["validUntil"] = json!("2026-01-01T00:00:00Z"));
    assert_check(&late, CheckName::Validity, Outcome::Failed, "expired");
    let mut undefined = signed(credential(), ISSUER, &key(1));
    undefined["grade"] = json!("A");
    assert_check(&verify(&undefined), CheckName::Context, Outcome::Failed, "undefined-term");
}

#[test]
fn a_credential_without_issuer_or_subject_is_malformed() {
    for (member, code) in [("issuer", "no-issuer"), ("credentialSubject", "no-subject")] {
        let mut less = signed(credential(), ISSUER, &key(1));
        less.as_object_mut().unwrap().remove(member);
        assert_check(&verify(&less), CheckName::PlainForm, Outcome::Failed, code);
    }
}

#[test]
fn a_badge_among_them_is_held_to_its_standard() {
    let report = verify(&good());
    assert_eq!((report.verdict, report.badge.is_some()), (Verdict::Valid, true));
    let mut less = good();
    less["credentialSubject"].as_object_mut().unwrap().remove("achievement");
    assert_eq!(verify(&less).verdict, Verdict::NotValid);
}

#[test]
fn where_a_badge_is_wanted_another_credential_is_none() {
    let report = World::usual().verify(&signed(credential(), ISSUER, &key(1)));
    assert_check(&report, CheckName::Format, Outcome::Failed, "not-a-badge");
}

/// Signed with `@digitalbazaar/eddsa-rdfc-2022-cryptosuite` 1.3.0 (jsonld.js with `rdfDirection` `i18n-datatype`).
#[test]
fn a_direction_that_the_datatype_states_is_signed() {
    let mut signed = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:0d5a0e5c-5f0e-4f6e-9f6e-3f1f5a3f2b11",
        "type": ["VerifiableCredential"],
        "issuer": "did:key:z6Mkq1pmpwfJP2QWkvCSu5SZRHwK4a745gEKi1p5n2xPmwRV",
        "validFrom": "2026-03-01T09:00:00Z",
        "name": {"@value": "شهادة", "@language": "ar-EG", "@direction": "rtl"},
        "credentialSubject": {"id": "did:example:subject"},
        "proof": {
            "type": "DataIntegrityProof",
            "created": "2026-03-01T09:00:00Z",
            "verificationMethod": "did:key:z6Mkq1pmpwfJP2QWkvCSu5SZRHwK4a745gEKi1p5n2xPmwRV#z6Mkq1pmpwfJP2QWkvCSu5SZRHwK4a745gEKi1p5n2xPmwRV",
            "cryptosuite": "eddsa-rdfc-2022",
            "proofPurpose": "assertionMethod",
            "proofValue": "zfM9obGsHgyeYZSoDw8yoQBD6Nwa4JZLM7jxD45SsWo1cN2prJyvPgt7NjqFnDhrqPw5FHJoGP2ya85tztfuKs5C",
        },
    });
    let report = verify(&signed);
    assert_eq!(report.verdict, Verdict::Unvouched, "{report:#?}");
    assert!(report.checks.iter().all(|check| check.remarks.is_empty()), "{report:#?}");
    signed["name"]["@direction"] = json!("ltr");
    assert_check(&verify(&signed), CheckName::Proof, Outcome::Failed, "changed");
    signed["name"].as_object_mut().unwrap().remove("@direction");
    assert_check(&verify(&signed), CheckName::Proof, Outcome::Failed, "changed");
}

#[test]
fn our_own_signatures_cover_directions() {
    let name = |direction: &str| json!({"@value": "Hafen", "@language": "de", "@direction": direction});
    let mut signed = {
        let mut credential = credential();
        credential["name"] = name("ltr");
        signed(credential, ISSUER, &key(1))
    };
    let report = verify(&signed);
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert!(report.checks.iter().all(|check| check.remarks.is_empty()), "{report:#?}");
    signed["name"] = name("rtl");
    assert_check(&verify(&signed), CheckName::Proof, Outcome::Failed, "changed");
}
