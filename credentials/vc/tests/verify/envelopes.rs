//! A token in an envelope (VC Data Model 2.0, section 4.13.3), alone and in a presentation, and badges in other wrappers.

use credentials::did;
use credentials::verify::{CheckName, Outcome, PresentationVerification, Request, Verdict};
use messages::Language;
use messages::verification::PresentationReport;
use serde_json::{Value, json};

use crate::support::{ISSUER, World, assert_check, did_key, good, key, now, proof_with, public};
use crate::tokens::{named, payload, token};

const V2: &str = "https://www.w3.org/ns/credentials/v2";

fn badge_token(number: u8) -> String {
    token(&named(&did::verification_method(ISSUER, &public(&key(1)))), &payload(ISSUER), number)
}

fn envelope(token: &str) -> Value {
    json!({"@context": V2, "id": format!("data:application/vc+jwt,{token}"), "type": "EnvelopedVerifiableCredential"})
}

#[test]
fn an_enveloped_token_is_verified_as_the_token_in_it() {
    assert_eq!(World::usual().verify(&envelope(&badge_token(1))).verdict, Verdict::Valid);
    let report = World::usual().verify(&envelope(&badge_token(2)));
    assert_check(&report, CheckName::Proof, Outcome::Failed, "changed");
    let mut more = envelope(&badge_token(1));
    more["credentialStatus"] = json!([]);
    assert_check(&World::usual().verify(&more), CheckName::Format, Outcome::Failed, "envelope-malformed");
}

fn presented(credentials: &[Value]) -> messages::verification::PresentationReport {
    let holder = did_key(&key(7));
    let mut presentation = json!({
        "@context": [V2], "type": ["VerifiablePresentation"], "holder": holder, "verifiableCredential": credentials,
    });
    let method = did::verification_method(&holder, &public(&key(7)));
    let purpose = json!({"proofPurpose": "authentication"});
    presentation["proof"] = json!([proof_with(&presentation, &key(7), &method, &purpose)]);
    let text = presentation.to_string();
    let mut verification = PresentationVerification::begin(text.as_bytes(), Request::default(), now());
    while let Some(need) = verification.next_need() {
        verification.supply(World::usual().answer(&need));
    }
    PresentationReport::of(&verification.report(), Language::English)
}

#[test]
fn enveloped_tokens_in_a_presentation_are_verified_each_alone() {
    let report = presented(&[envelope(&badge_token(1)), good()]);
    let verdicts: Vec<Verdict> = report.credentials.iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts, [Verdict::Valid, Verdict::Valid], "{report:#?}");
    let report = presented(&[envelope(&badge_token(2))]);
    assert_eq!(report.credentials[0].verdict, Verdict::NotValid, "{report:#?}");
    assert_eq!(report.verdict, Verdict::NotValid);
}

#[test]
fn a_badge_inside_a_wrapper_is_not_checked_but_its_place_is_named() {
    for (wrapped, place) in [
        (json!({"jwt": badge_token(1)}), "at /jwt."),
        (json!({"verifiableCredential": good()}), "at /verifiableCredential."),
        (json!([good(), good()]), "at /0."),
        (json!(badge_token(1)), "quotation marks"),
    ] {
        let report = World::usual().verify(&wrapped);
        assert_check(&report, CheckName::Format, Outcome::Failed, "wrapped");
        assert_eq!(report.verdict, Verdict::NotACredential);
        assert!(report.sentence.contains(place), "{}", report.sentence);
    }
}

#[test]
fn a_past_exp_ends_a_vc_2_0_badge_wherever_it_is_written() {
    let mut own = payload(ISSUER);
    own.as_object_mut().unwrap().remove("validUntil");
    own["exp"] = json!(crate::support::at("2026-11-20T00:00:00Z").millis() / 1000);
    let id = did::verification_method(ISSUER, &public(&key(1)));
    let report = World::usual().verify_bytes(token(&named(&id), &own, 1).as_bytes(), now());
    assert_check(&report, CheckName::Validity, Outcome::Failed, "expired");
    own["expirationDate"] = json!("2026-11-20T00:00:00Z");
    let report = World::usual().verify_bytes(token(&named(&id), &own, 1).as_bytes(), now());
    assert_check(&report, CheckName::Validity, Outcome::Failed, "expired");
    // The same badge under `vc`.
    let claims = ["iss", "jti", "sub", "nbf", "exp"];
    let mut inner = own.as_object().unwrap().clone();
    inner.retain(|name, _| !claims.contains(&name.as_str()) && name != "expirationDate");
    let mut around: serde_json::Map<String, Value> =
        claims.iter().map(|name| ((*name).to_owned(), own[*name].clone())).collect();
    around.insert("vc".to_owned(), Value::Object(inner));
    let report = World::usual().verify_bytes(token(&named(&id), &Value::Object(around), 1).as_bytes(), now());
    assert_check(&report, CheckName::Validity, Outcome::Failed, "expired");
}
