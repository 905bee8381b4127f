//! `[[context]]`: further contexts for posted credentials.

use crate::app::json;
use crate::vc_api::{Program, places, problem, signed};
use credentials::contexts::ContextFile;
use insignia_server::fetcher::PublicOnly;
use insignia_test_signer::CONTEXT;
use serde_json::{Value, json as value};
use sha2::{Digest, Sha256};
use std::sync::Arc;

fn membership(program: &Program) -> Value {
    value!({
        "@context": ["https://www.w3.org/ns/credentials/v2", CONTEXT.url],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": program.app.signer.did(),
        "credentialSubject": { "id": "did:example:ada", "membershipNumber": "1815" }
    })
}

/// The entry for the signer's context, in a file next to the database.
fn entry(program: &Program) -> ContextFile {
    let file = program.app.config().mail_directory.with_file_name("membership.jsonld");
    std::fs::write(&file, CONTEXT.text).unwrap();
    ContextFile { url: CONTEXT.url.to_owned(), file, sha256: hex::encode(Sha256::digest(CONTEXT.text)) }
}

async fn trusting() -> Program {
    let program = Program::new().await;
    let entry = entry(&program);
    program.app.signer.admit(&["VerifiableCredential"]);
    Program { app: program.app.restart_with(|config| config.context.push(entry)).await, ..program }
}

#[tokio::test]
async fn a_credential_under_a_configured_context_is_issued_and_verified() {
    let program = trusting().await;
    let mut document = signed(&program.issue(&membership(&program)).await);
    assert_eq!(json(&program.verify(&document).await)["verified"], true);
    document["credentialSubject"]["membershipNumber"] = value!("1816");
    assert_eq!(program.verify(&document).await.status.as_u16(), 400);
}

#[tokio::test]
async fn without_the_entry_the_context_is_told_and_the_signer_is_not_asked() {
    let program = Program::new().await;
    let problem = problem(&program.issue(&membership(&program)).await, 400);
    assert!(places(&problem).iter().any(|place| place.starts_with("/@context")), "{problem}");
    assert!(program.app.signer.sent().is_empty());
}

#[tokio::test]
async fn a_badge_under_a_configured_context_is_refused() {
    let program = trusting().await;
    let mut badge = program.badge().await;
    badge["@context"].as_array_mut().unwrap().push(value!(CONTEXT.url));
    let problem = problem(&program.issue(&badge).await, 400);
    assert!(places(&problem).iter().any(|place| place.starts_with("/@context")), "{problem}");
    assert!(program.app.signer.sent().is_empty());
}

#[tokio::test]
async fn another_file_than_the_one_vouched_for_stops_the_start() {
    let program = Program::new().await;
    let mut config = program.app.config().clone();
    config.context.push(entry(&program));
    std::fs::write(&config.context[0].file, "{\"@context\": {}}").unwrap();
    let storage = insignia_server::storage::Storage::open(&config.database).await.unwrap();
    let started = insignia_server::application::Application::start(
        &config,
        storage,
        program.app.clock.clone(),
        Arc::new(PublicOnly),
    )
    .await;
    let Err(error) = started else { panic!("started with another file") };
    assert!(error.to_string().contains("SHA-256"), "{error}");
}
