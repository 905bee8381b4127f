use crate::app::json;
use crate::vc_api::{Program, problem};
use serde_json::{Value, json as value};

const VERIFY: &str = "/vc-api/credentials/verify";

fn answer(reply: &crate::reply::Reply, status: u16) -> Value {
    assert_eq!(reply.status.as_u16(), status, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "application/json");
    serde_json::from_slice(&reply.body).unwrap()
}

#[tokio::test]
async fn a_genuine_badge_is_verified_with_the_parts_that_were_asked_for() {
    for program in Program::everywhere().await {
        let badge = program.issued().await;
        let told = json(&program.verify(&badge).await);
        assert_eq!(told["verified"], true);
        assert_eq!(told["problemDetails"], value!([]));
        assert!(told.get("credential").is_none() && told["results"].is_object());
        let options =
            value!({ "returnCredential": true, "returnResults": false, "returnProblemDetails": false });
        let body = value!({ "verifiableCredential": badge, "options": options });
        assert_eq!(
            json(&program.post(VERIFY, &body).await),
            value!({ "verified": true, "credential": badge })
        );
    }
}

#[tokio::test]
async fn one_changed_letter_is_a_400_with_the_problem_that_the_standard_names() {
    let program = Program::new().await;
    let mut badge = program.issued().await;
    badge["name"] = value!("Coastal Flood Motelling");
    let told = answer(&program.verify(&badge).await, 400);
    assert_eq!(told["verified"], false);
    let problems = told["problemDetails"].as_array().unwrap();
    assert!(problems[0]["type"].as_str().unwrap().contains('#'), "{told}");
    assert!(!problems.is_empty() && told["results"].is_object());
}

#[tokio::test]
async fn a_revoked_badge_is_not_verified() {
    let program = Program::new().await;
    let badge = program.issued().await;
    assert_eq!(program.revoke(&badge).await.status.as_u16(), 200);
    assert_eq!(answer(&program.verify(&badge).await, 400)["verified"], false);
}

#[tokio::test]
async fn a_list_that_cannot_be_had_is_not_verified() {
    let program = Program::new().await;
    let badge = program.issued().await;
    program.app.pass(12 * 60 * 60 + 1);
    let told = answer(&program.verify(&badge).await, 400);
    assert_eq!(told["verified"], false, "could not be checked is never valid");
}

#[tokio::test]
async fn a_badge_that_names_private_addresses_makes_us_ask_nobody() {
    let program = Program::new().await;
    let badge = program.issued().await.to_string();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let foreign = badge.replace(&program.app.signer.did(), &format!("did:web:localhost%3A{port}"));
    let told = answer(&program.verify(&serde_json::from_str(&foreign).unwrap()).await, 400);
    assert_eq!(told["verified"], false);
    assert!(listener.accept().is_err(), "somebody was asked inside our network");
}

#[tokio::test]
async fn what_is_no_credential_is_a_400_and_never_verified() {
    let program = Program::new().await;
    for body in [value!({}), value!({ "verifiableCredential": 7 }), value!({ "verifiableCredential": [] })] {
        problem(&program.post(VERIFY, &body).await, 400);
    }
    let unknown = value!({ "verifiableCredential": {}, "options": { "check": ["proof"] } });
    let told = problem(&program.post(VERIFY, &unknown).await, 400);
    assert_eq!(told["type"], "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED");
    for nonsense in [value!({}), value!("nonsense"), value!({ "type": "VerifiableCredential" })] {
        assert_eq!(answer(&program.verify(&nonsense).await, 400)["verified"], false, "{nonsense}");
    }
}

#[tokio::test]
async fn the_checks_that_a_caller_names_are_taken_and_all_are_made() {
    let program = Program::new().await;
    let badge = program.issued().await;
    let body = value!({ "verifiableCredential": badge, "options": { "checks": ["proof"] } });
    assert_eq!(json(&program.post(VERIFY, &body).await)["verified"], true);
    assert_eq!(program.revoke(&badge).await.status.as_u16(), 200);
    let told = answer(&program.post(VERIFY, &body).await, 400);
    assert_eq!(told["verified"], false, "only the check that was named was made");
    for checks in [value!("proof"), value!([1])] {
        let body = value!({ "verifiableCredential": badge, "options": { "checks": checks } });
        problem(&program.post(VERIFY, &body).await, 400);
    }
}

#[tokio::test]
async fn json_within_a_text_is_refused() {
    let program = Program::new().await;
    let badge = program.issued().await;
    for text in [badge.to_string(), format!(" {badge}"), value!(badge.to_string()).to_string(), String::new()]
    {
        let refused = problem(&program.verify(&value!(text)).await, 400);
        assert!(refused["detail"].as_str().unwrap().contains("JSON must not be wrapped"), "{refused}");
    }
    let presentation = value!({ "verifiablePresentation": badge.to_string() });
    problem(&program.post("/vc-api/presentations/verify", &presentation).await, 400);
    // A token is text; this one is checked, and is not valid.
    assert_eq!(
        answer(&program.verify(&value!("eyJhbGciOiJFZERTQSJ9.e30.AAAA")).await, 400)["verified"],
        false
    );
}
