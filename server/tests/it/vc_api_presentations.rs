use crate::vc_api::{Program, problem};
use serde_json::{Value, json};

const VERIFY: &str = "/vc-api/presentations/verify";

fn presentation(credentials: &Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": credentials
    })
}

async fn verify(program: &Program, body: &Value, status: u16) -> Value {
    let reply = program.post(VERIFY, body).await;
    assert_eq!(reply.status.as_u16(), status, "{}", reply.text());
    serde_json::from_slice(&reply.body).unwrap()
}

#[tokio::test]
async fn without_a_proof_of_its_own_only_what_was_posted_as_such_counts() {
    let program = Program::new().await;
    let badge = program.issued().await;
    let told = verify(&program, &json!({ "presentation": presentation(&json!([badge])) }), 200).await;
    assert_eq!(
        (&told["verified"], told["results"]["credentials"].as_array().unwrap().len()),
        (&json!(true), 1)
    );
    assert!(told["results"]["presentation"]["holder"].is_null());
    let told =
        verify(&program, &json!({ "verifiablePresentation": presentation(&json!([badge])) }), 400).await;
    assert_eq!(told["verified"], false, "nobody is shown to present it");
}

#[tokio::test]
async fn one_bad_credential_spoils_the_presentation() {
    let program = Program::new().await;
    let badge = program.issued().await;
    let mut changed = badge.clone();
    changed["name"] = json!("Surgery");
    let told =
        verify(&program, &json!({ "presentation": presentation(&json!([badge, changed])) }), 400).await;
    assert_eq!(told["verified"], false);
    assert!(!told["problemDetails"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_challenge_and_a_domain_that_nothing_proves_are_not_met() {
    let program = Program::new().await;
    let badge = program.issued().await;
    for options in [json!({ "challenge": "c" }), json!({ "domain": "https://a.example" })] {
        let body = json!({ "verifiablePresentation": presentation(&json!([badge])), "options": options });
        assert_eq!(verify(&program, &body, 400).await["verified"], false);
    }
}

#[tokio::test]
async fn what_is_no_request_for_a_presentation_is_refused() {
    let program = Program::new().await;
    let one = presentation(&json!([]));
    for body in [
        json!({}),
        json!({ "presentation": one, "verifiablePresentation": one }),
        json!({ "presentation": one, "options": { "challenge": 7 } }),
        json!({ "presentation": one, "options": { "checkAll": [] } }),
    ] {
        problem(&program.post(VERIFY, &body).await, 400);
    }
}
