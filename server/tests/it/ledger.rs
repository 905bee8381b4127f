//! What the server keeps of the signer's ledger, and shows.

use crate::app::TestApp;
use axum::http::StatusCode;
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::log::{InclusionProof, LedgerEntry, VerifierKey};
use ed25519_dalek::SigningKey;
use serde_json::Value;

fn key() -> VerifierKey {
    let key = SigningKey::from_bytes(&[7; 32]).verifying_key();
    VerifierKey::new("localhost:3000/ledger", key.to_bytes()).unwrap()
}

#[tokio::test]
async fn a_learner_takes_home_what_shows_that_the_badge_is_in_the_ledger() {
    let (app, _, claim) = TestApp::with_credential().await;
    let path = format!("{claim}/ledger-proof.json");
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "before it is kept");
    app.services.keep_ledger_round(true).await.unwrap();
    let proof: Value = serde_json::from_str(&app.get(&path).await.text()).unwrap();
    let document: Value =
        serde_json::from_str(&app.get(&format!("{claim}/badge.json")).await.text()).unwrap();
    assert_eq!(proof["credential"], document["id"]);
    let text = |member: &str| proof[member].as_str().unwrap();
    InclusionProof::parse(text("proof")).unwrap().verify(text("entry"), &key()).unwrap();
    let canonical = canonical_unsecured(&document, &[], RdfcHash::Sha256).unwrap();
    let entry = LedgerEntry::parse(text("entry")).unwrap();
    assert!(
        entry.is_of(&canonical, text("salt"))
            && !entry.is_of(&canonical.replace("Flood", "Food"), text("salt"))
    );
}

#[tokio::test]
async fn the_proof_at_the_badge_s_address_is_shown_where_the_badge_is() {
    let (app, _, claim) = TestApp::with_credential().await;
    app.services.keep_ledger_round(true).await.unwrap();
    let document: Value =
        serde_json::from_str(&app.get(&format!("{claim}/badge.json")).await.text()).unwrap();
    let address = document["id"].as_str().unwrap().strip_prefix(crate::app::BASE).unwrap().to_owned();
    let path = format!("{address}/ledger-proof");
    assert_eq!(
        app.get(&path).await.status,
        StatusCode::NOT_FOUND,
        "a private badge has none that others see"
    );
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await;
    let proof: Value = serde_json::from_str(&app.get(&path).await.text()).unwrap();
    assert_eq!(proof["credential"], document["id"]);
}

#[tokio::test]
async fn a_proof_of_another_credential_is_never_kept() {
    let (app, _, claim) = TestApp::with_credential().await;
    app.signer.mix_up_the_ledger();
    let error = app.services.keep_ledger_round(true).await.unwrap_err();
    assert!(error.to_string().contains("not of this credential"), "{error}");
    assert_eq!(app.get(&format!("{claim}/ledger-proof.json")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_newest_checkpoint_is_presented_and_one_of_a_shorter_ledger_or_of_another_key_is_not_taken() {
    let (app, _, _) = TestApp::with_credential().await;
    app.services.keep_ledger_round(true).await.unwrap();
    app.services.keep_ledger_round(true).await.unwrap();
    assert!(app.signer.asked().ends_with(&["present-checkpoint"]));
    app.signer.lose_the_ledger();
    let error = app.services.keep_ledger_round(true).await.unwrap_err();
    assert!(format!("{error:?}").contains("LedgerRolledBack"), "{error:?}");
    app.signer.change_the_log_key();
    let error = app.services.keep_ledger_round(true).await.unwrap_err();
    assert!(error.to_string().contains("another key"), "{error}");
}

#[tokio::test]
async fn the_ledger_s_files_are_served_as_they_are_and_nothing_else_is() {
    let app = TestApp::new().await;
    let public = &app.config().public_directory;
    std::fs::create_dir_all(public.join("tile/0")).unwrap();
    std::fs::write(public.join("checkpoint"), "note").unwrap();
    std::fs::write(public.join("tile/0/000"), [7; 32]).unwrap();
    std::fs::write(public.join("secret"), "secret").unwrap();
    assert_eq!(app.get("/ledger/checkpoint").await.text(), "note");
    assert_eq!(app.get("/ledger/tile/0/000").await.status, StatusCode::OK);
    for path in [
        "/ledger/tile/0/001",
        "/ledger/tile/../secret",
        "/ledger/secret",
        "/ledger/tile/0/%2e%2e/%2e%2e/secret",
    ] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
