//! The server's data of the signer's ledger, and its publication.

use crate::app::{TestApp, json};
use crate::program::{configure, insignia};
use axum::http::StatusCode;
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::ledger_entry::LedgerEntry;
use ed25519_dalek::SigningKey;
use insignia_test_signer::Fault;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tlog::{InclusionProof, VerifierKey};

#[tokio::test]
async fn a_learner_takes_home_what_shows_that_the_badge_is_in_the_ledger() {
    let (app, _, claim) = TestApp::with_credential().await;
    let path = format!("{claim}/ledger-proof.json");
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "before it is kept");
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    let proof: Value = serde_json::from_str(&app.get(&path).await.text()).unwrap();
    let document: Value =
        serde_json::from_str(&app.get(&format!("{claim}/badge.json")).await.text()).unwrap();
    assert_eq!(proof["credential"], document["id"]);
    let text = |member: &str| proof[member].as_str().unwrap();
    InclusionProof::parse(text("proof")).unwrap().verify(text("entry"), &app.signer.log_key()).unwrap();
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
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
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
    let id = json(&app.get(&format!("{claim}/badge.json")).await)["id"].as_str().unwrap().to_owned();
    let other = app.signer.sign_for_somebody_else(1);
    app.signer.inject(Fault::Alters("prove-inclusion", id, other));
    let error = app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap_err();
    assert!(error.to_string().contains("not of this credential"), "{error}");
    assert_eq!(app.get(&format!("{claim}/ledger-proof.json")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_newest_checkpoint_is_presented_and_one_of_a_shorter_ledger_or_of_another_key_is_not_taken() {
    let (app, design) = TestApp::with_design().await;
    let old = app.signer.copy();
    app.issue(&design).await;
    app.work().await;
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    assert!(app.signer.asked().ends_with(&["present-checkpoint"]));
    app.signer.restore(&old);
    let error = app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap_err();
    assert!(format!("{error:?}").contains("LedgerRolledBack"), "{error:?}");
    app.signer.inject(Fault::OtherLogKey);
    let error = app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap_err();
    assert!(error.to_string().contains("another key"), "{error}");
}

#[tokio::test]
async fn a_signer_that_was_started_anew_is_shown_the_newest_checkpoint_before_it_signs() {
    let (app, register, _) = TestApp::with_credential().await;
    assert_eq!(app.signer.presented(), None, "there was none at the very first");
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    app.signer.restart();
    app.revoke(&register, "misconduct").await.leads_to();
    app.work().await;
    let asked = app.signer.asked();
    assert!(asked.ends_with(&["sign-status-list", "present-checkpoint", "sign-status-list"]), "{asked:?}");
    assert!(app.signer.presented().is_some_and(|note| note.contains("localhost:3000/ledger")));
}

#[tokio::test]
async fn an_old_disk_under_a_signer_signs_nothing_for_a_web_server_that_saw_a_newer_ledger() {
    let (app, design) = TestApp::with_design().await;
    let old = app.signer.copy();
    let register = app.issue(&design).await;
    app.work().await;
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    app.signer.restore(&old);
    app.revoke(&register, "misconduct").await.leads_to();
    app.work().await;
    let asked = app.signer.asked();
    assert!(asked.ends_with(&["sign-status-list", "present-checkpoint"]), "{asked:?}");
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

#[tokio::test]
async fn a_badge_of_ours_is_found_in_the_ledger_and_one_signed_past_the_signer_is_not() {
    let (app, _, claim) = TestApp::with_credential().await;
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    let checked = |text: String| {
        let app = &app;
        async move { app.post_files("/verify", &[("credential", &*text), ("recipient", "")], &[]).await }
    };
    let reply = checked(badge.clone()).await;
    assert!(
        reply.says("Genuine.") && reply.says("in the ledger that its issuer publishes"),
        "{}",
        reply.words()
    );
    // The same key, another person, another address: the signer never saw this credential.
    let mut forged: Value = serde_json::from_str(&badge).unwrap();
    forged.as_object_mut().unwrap().shift_remove("proof");
    forged["id"] = "http://localhost:3000/credentials/01ARZ3NDEKTSV4RRFFQ69G5FZZ".into();
    forged["credentialStatus"]["statusListIndex"] = "99999".into();
    forged["credentialStatus"]["id"] =
        format!("{}#99999", forged["credentialStatus"]["statusListCredential"].as_str().unwrap()).into();
    let reply = checked(app.signer.sign_past_the_ledger(&forged.to_string())).await;
    assert!(
        !reply.says("Genuine.") && reply.says("The issuer’s key may have been copied"),
        "{}",
        reply.words()
    );
}

#[tokio::test]
async fn who_has_a_private_badge_is_shown_its_entry_and_who_guesses_learns_nothing() {
    let (app, _, claim) = TestApp::with_credential().await;
    let document: Value =
        serde_json::from_str(&app.get(&format!("{claim}/badge.json")).await.text()).unwrap();
    let address = document["id"].as_str().unwrap().strip_prefix(crate::app::BASE).unwrap().to_owned();
    let canonical = canonical_unsecured(&document, &[], RdfcHash::Sha256).unwrap();
    let digest = hex::encode(Sha256::digest(canonical));
    let asked = |id: &str, digest: &str| {
        let (app, path) = (&app, format!("{id}/ledger-proof?digest={digest}"));
        async move { app.get(&path).await }
    };
    // The proof is not stored yet: the server requests it, because without it a verifier could not decide.
    let proof: Value = serde_json::from_str(&asked(&address, &digest).await.text()).unwrap();
    assert_eq!(proof["credential"], document["id"]);
    let guessed = asked(&address, &"0".repeat(64)).await.text();
    let unknown = asked("/credentials/01ARZ3NDEKTSV4RRFFQ69G5FZZ", &digest).await.text();
    let answer: Value = serde_json::from_str(&guessed).unwrap();
    assert_eq!(answer["inLedger"], Value::Bool(false));
    assert_eq!(
        guessed.replace(&*address, ""),
        unknown.replace("/credentials/01ARZ3NDEKTSV4RRFFQ69G5FZZ", "")
    );
}

#[tokio::test]
async fn the_command_reconciles_ledger_and_database_and_tells_what_either_does_not_know() {
    let (app, _, _) = TestApp::with_credential().await;
    app.application.ledger_keeping.sync_ledger.run_once(true).await.unwrap();
    app.signer.publish();
    let directory = app.config().public_directory.parent().unwrap().to_owned();
    let config = configure(&directory, "127.0.0.1:0", "");
    let key = app.signer.log_key().to_string();
    let verify = |more: &[&str]| {
        let output = insignia(&[&["ledger", "verify", "--config", &config], more].concat()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, says) = verify(&["--key", &key]);
    assert_eq!(code, Some(0), "{says}");
    assert!(
        says.contains("1 signed credentials of the database have their entries; 1 of these were opened"),
        "{says}"
    );
    // The key from the application vouches for nothing: an attacker on the web server can change it.
    let (code, says) = verify(&[]);
    assert!(code == Some(2) && says.contains("was taken from the application"), "{says}");
    let other = VerifierKey::new(
        "localhost:3000/ledger",
        SigningKey::from_bytes(&[9; 32]).verifying_key().to_bytes(),
    );
    assert_eq!(verify(&["--key", &other.unwrap().to_string()]).0, Some(1));
    app.signer.sign_for_somebody_else(1);
    app.signer.publish();
    let (code, says) = verify(&["--key", &key]);
    assert!(code == Some(1) && says.contains("that this database does not know"), "{says}");
}
