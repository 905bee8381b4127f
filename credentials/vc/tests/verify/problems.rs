//! The problem types that programs act on (RFC 9457), and warnings.

use credentials::verify::{CheckName, Outcome};
use serde_json::json;

use crate::support::{ISSUER, KEYS_AT, World, badge, check, good, key, signed};

#[test]
fn each_failure_has_the_problem_type_that_its_specification_names() {
    let mut changed = good();
    changed["name"] = json!("Other");
    let mut undefined = good();
    undefined["grade"] = json!("A");
    let mut malformed = good();
    malformed["credentialSubject"].as_object_mut().unwrap().remove("achievement");
    let mut purpose = good();
    purpose["proof"][0]["proofPurpose"] = json!("authentication");
    let strange = signed(badge(ISSUER), ISSUER, &key(2));
    for (document, name, problem) in [
        (&changed, CheckName::Proof, "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"),
        (&undefined, CheckName::Context, "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR"),
        (&malformed, CheckName::PlainForm, "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"),
        (&purpose, CheckName::Proof, "https://w3id.org/security#PROOF_VERIFICATION_ERROR"),
        (&badge(ISSUER), CheckName::Proof, "https://w3id.org/security#PROOF_VERIFICATION_ERROR"),
        (&strange, CheckName::IssuerBinding, "https://w3id.org/security#INVALID_VERIFICATION_METHOD"),
    ] {
        let report = World::usual().verify(document);
        let check = check(&report, name);
        assert_eq!(
            (check.outcome, check.problem_type.as_deref()),
            (Outcome::Failed, Some(problem)),
            "{check:#?}"
        );
    }
    let report = World::usual().verify_bytes(b"{\"a\":", crate::support::now());
    let problem = "https://www.w3.org/TR/vc-data-model#PARSING_ERROR";
    assert_eq!(check(&report, CheckName::Format).problem_type.as_deref(), Some(problem));
}

#[test]
fn what_passed_or_does_not_apply_is_no_problem_and_a_reader_of_old_reports_sees_nothing_new() {
    let report = World::usual().verify(&good());
    assert!(report.checks.iter().all(|check| check.problem_type.is_none() && check.remarks.is_empty()));
    let text = serde_json::to_string(&report).unwrap();
    for member in ["problemType", "remarks", "endorsements\":["] {
        assert!(!text.contains(member), "{text}");
    }
}

#[test]
fn an_issuer_document_that_is_somebody_elses_has_its_own_type() {
    let keys = credentials::did::document("did:web:evil.example", &[]);
    let report = World::usual().with(KEYS_AT, &keys).verify(&good());
    assert_eq!(
        check(&report, CheckName::IssuerBinding).problem_type.as_deref(),
        Some("https://w3id.org/security#INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID")
    );
}
