//! A compromised key: everything that it signed is reissued under the next one.

use crate::app::{TestApp, json};
use axum::http::StatusCode;
use insignia_test_signer::Fault;
use serde_json::Value;

const SINCE: (&str, &str) = ("since", "2026-02-20T18:30");

/// Two badges signed by a key; their pages in the register.
async fn with_two_badges() -> (TestApp, Vec<String>) {
    let app = TestApp::founded_at_https().await;
    let design = app.publish_a_design().await;
    let badges = vec![app.issue(&design).await, app.issue(&design).await];
    app.work().await;
    assert_eq!(app.mails().len(), 2);
    (app, badges)
}

/// The key is reported, and another one is active. Returns the name of the compromised one.
async fn lose_the_key(app: &TestApp) -> String {
    let lost = app.signing_key();
    app.made("compromise", &[("key", &lost), SINCE]).await;
    app.made("rotate", &[]).await;
    app.pass(60);
    lost
}

/// The signed document of a badge on this page of the register.
async fn document(app: &TestApp, badge: &str) -> Value {
    let id = badge.strip_prefix("/register/").unwrap();
    let sent = app.signer.newest(&format!("https://badges.vrijhaven.example/credentials/{id}"));
    let page = app.get(badge).await;
    let shown = sent["proof"][0]["proofValue"].as_str().unwrap();
    assert!(page.text().contains(shown), "the newest document is not what is shown: {}", page.words());
    sent
}

#[tokio::test]
async fn what_a_lost_key_signed_is_issued_again_under_the_next_and_the_learners_are_told() {
    let (app, badges) = with_two_badges().await;
    let before = document(&app, &badges[0]).await;
    let lost = lose_the_key(&app).await;
    assert_eq!(app.act("reissue", &[("key", &lost)]).await.leads_to(), "/keys?reissuing");
    app.work().await;

    let after = document(&app, &badges[0]).await;
    for same in ["id", "issuer", "credentialSubject"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    assert!(after["validFrom"].as_str() > before["validFrom"].as_str());
    assert_ne!(after["credentialStatus"]["statusListIndex"], before["credentialStatus"]["statusListIndex"]);
    let method = |of: &Value| of["proof"][0]["verificationMethod"].clone();
    assert_ne!(method(&after), method(&before), "signed by the lost key");

    assert_eq!(app.mails().len(), 4, "two learners were not told");
    let told = app.mails().iter().filter(|mail| mail.display().to_string().contains("-after-key-")).count();
    assert_eq!(told, 2);
    let page = app.get("/keys").await;
    assert!(page.says("2 badges of 2 reissued"), "{}", page.words());

    app.act("reissue", &[("key", &lost)]).await.leads_to();
    app.work().await;
    assert_eq!(app.mails().len(), 4, "asked again, it was done twice");
}

#[tokio::test]
async fn a_drill_counts_and_changes_nothing() {
    let (app, badges) = with_two_badges().await;
    assert_eq!(app.revoke(&badges[1], "issued-in-error").await.status, StatusCode::SEE_OTHER);
    app.work().await;
    let before = document(&app, &badges[0]).await;
    let drill = app.act("drill", &[("key", &app.signing_key()), ("since", "")]).await;
    assert_eq!(drill.status, StatusCode::OK);
    assert!(
        drill.says("Credentials under this key: 2. Badges that would be reissued under the active key: 1."),
        "{}",
        drill.words()
    );
    assert!(drill.says("Revoked, and not reissued: 1."), "{}", drill.words());
    assert!(drill.says("This was a drill: nothing was changed."), "{}", drill.words());
    app.pass(60);
    app.work().await;
    assert_eq!(document(&app, &badges[0]).await, before);
    assert!(app.signer.waiting().is_empty() && app.mails().len() == 2);
    assert!(app.get("/keys").await.says("Signing key"));
}

#[tokio::test]
async fn what_was_revoked_is_not_issued_again() {
    let (app, badges) = with_two_badges().await;
    app.revoke(&badges[0], "misconduct").await.leads_to();
    app.work().await;
    let before = document(&app, &badges[0]).await;
    let lost = lose_the_key(&app).await;
    app.act("reissue", &[("key", &lost)]).await.leads_to();
    app.work().await;
    assert_eq!(document(&app, &badges[0]).await, before);
    assert_eq!(app.mails().len(), 3);
}

#[tokio::test]
async fn only_what_a_lost_key_signed_is_issued_again() {
    let (app, _) = with_two_badges().await;
    let refused = app.act("reissue", &[("key", &app.signing_key())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("reported as compromised"), "{}", refused.words());
    assert!(!app.signer.asked().contains(&"list-signed"));
}

#[tokio::test]
async fn killed_after_the_signer_signed_it_is_issued_again_once() {
    let (app, badges) = with_two_badges().await;
    let lost = lose_the_key(&app).await;
    app.act("reissue", &[("key", &lost)]).await.leads_to();
    app.signer.inject(Fault::BreaksAfter);
    app.work().await;
    let size = app.signer.signed_documents();
    app.signer.recover();
    let app = app.restart().await;
    app.pass(60);
    app.work().await;
    assert_eq!(app.signer.signed_documents(), size, "it was signed twice");
    document(&app, &badges[0]).await;
    assert_eq!(app.mails().len(), 4);
    let published = json(&app.get(&path(&document(&app, &badges[1]).await)).await);
    assert_eq!(published["type"][1], "BitstringStatusListCredential");
}

/// Path of the list in a badge's status entry.
fn path(badge: &Value) -> String {
    let list = badge["credentialStatus"]["statusListCredential"].as_str().unwrap();
    list.strip_prefix("https://badges.vrijhaven.example").unwrap().to_owned()
}
