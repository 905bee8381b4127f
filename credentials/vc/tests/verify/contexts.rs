//! Contexts that the caller vouches for: for other credentials and presentations, never for badges.

use std::io;

use credentials::contexts::{ContextFile, FurtherContexts};
use credentials::did;
use credentials::verify::{CheckName, Outcome, PresentationVerification, Request, Verdict, Verification};
use messages::Language;
use messages::verification::{PresentationReport, Report};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{ISSUER, World, assert_check, badge, did_key, key, now, proof_under, public};

const URL: &str = "https://context.example/membership/v1";
const TEXT: &str = r#"{"@context": {"membershipNumber": "https://context.example/#membershipNumber"}}"#;

fn vouched() -> FurtherContexts {
    let entry = ContextFile {
        url: URL.to_owned(),
        file: "/etc/membership.jsonld".into(),
        sha256: hex::encode(Sha256::digest(TEXT)),
    };
    FurtherContexts::read(&[entry], |_| io::Result::Ok(TEXT.as_bytes().to_vec())).unwrap()
}

fn signed(mut document: Value, owner: &str, number: u8, purpose: &str) -> Value {
    let method = did::verification_method(owner, &public(&key(number)));
    let members = json!({ "proofPurpose": purpose });
    let proof = proof_under(&vouched().extra(), &document, &key(number), &method, &members);
    document["proof"] = json!([proof]);
    document
}

fn membership() -> Value {
    let credential = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", URL],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:1", "membershipNumber": "1815"},
    });
    signed(credential, ISSUER, 1, "assertionMethod")
}

/// A badge under the context, with a proof that covers it.
fn badge_under_it() -> Value {
    let mut badge = badge(ISSUER);
    badge["@context"].as_array_mut().unwrap().push(json!(URL));
    signed(badge, ISSUER, 1, "assertionMethod")
}

fn verify(document: &Value, contexts: &FurtherContexts) -> Report {
    let text = document.to_string();
    World::usual().finish(Verification::begin_credential_with(text.as_bytes(), contexts, now())).0
}

fn present(credential: &Value, contexts: &FurtherContexts) -> PresentationReport {
    let presentation = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": did_key(&key(7)),
        "verifiableCredential": [credential],
    });
    let text = signed(presentation, &did_key(&key(7)), 7, "authentication").to_string();
    let begun = PresentationVerification::begin_with(text.as_bytes(), Request::default(), contexts, now());
    let mut verification = begun;
    while let Some(need) = verification.next_need() {
        verification.supply(World::usual().answer(&need));
    }
    PresentationReport::of(&verification.report(), Language::English)
}

#[test]
fn a_credential_under_a_context_that_is_vouched_for_is_verified_to_the_letter() {
    let report = verify(&membership(), &vouched());
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    let mut changed = membership();
    changed["credentialSubject"]["membershipNumber"] = json!("1816");
    assert_check(&verify(&changed, &vouched()), CheckName::Proof, Outcome::Failed, "changed");
}

#[test]
fn a_context_that_nobody_vouches_for_leaves_the_question_open() {
    let report = verify(&membership(), &FurtherContexts::default());
    assert_eq!(report.verdict, Verdict::CouldNotCheck, "{report:#?}");
    assert_check(&report, CheckName::Context, Outcome::NotChecked, "unknown-context");
}

#[test]
fn a_badge_never_uses_a_context_that_is_vouched_for() {
    let report = verify(&badge_under_it(), &vouched());
    assert_eq!(report.verdict, Verdict::CouldNotCheck, "{report:#?}");
    assert_check(&report, CheckName::Context, Outcome::NotChecked, "unknown-context");
}

#[test]
fn a_presentation_may_carry_such_a_credential_and_a_badge_in_it_still_uses_none() {
    assert_eq!(present(&membership(), &vouched()).verdict, Verdict::Valid);
    assert_eq!(present(&membership(), &FurtherContexts::default()).verdict, Verdict::CouldNotCheck);
    let report = present(&badge_under_it(), &vouched());
    assert_eq!(report.verdict, Verdict::CouldNotCheck, "{report:#?}");
    let [badge] = report.credentials.as_slice() else { panic!("{report:#?}") };
    assert_check(badge, CheckName::Context, Outcome::NotChecked, "unknown-context");
}
