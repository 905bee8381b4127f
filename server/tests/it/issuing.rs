use crate::app::{TestApp, json};
use axum::http::StatusCode;
use insignia_test_signer::Fault;
use protocol::FaultReason;

#[tokio::test]
async fn a_form_posted_twice_issues_once() {
    let (app, design) = TestApp::with_design().await;
    let form = app.get(&format!("/issue/{design}")).await;
    let (token, request) = (form.input("form_token"), form.input("request"));
    let fields =
        [("form_token", &*token), ("request", &*request), ("name", "Maren"), ("email", "maren@example.edu")];
    let first = app.post(&format!("/issue/{design}"), &fields).await.leads_to();
    let second = app.post(&format!("/issue/{design}"), &fields).await.leads_to();
    assert_eq!(first, second);
    app.work().await;
    let third = app.post(&format!("/issue/{design}"), &fields).await.leads_to();
    assert_eq!(first, third);
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    assert_eq!(app.signer.sent().len(), 1);
}

#[tokio::test]
async fn where_no_profile_is_registered_badges_wait_until_people_approve_it() {
    let (app, design) = TestApp::with_design().await;
    app.signer.forget_profile();
    app.issue(&design).await;
    app.work().await;
    let waiting = app.signer.waiting();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert!(app.mails().is_empty());
    app.signer.approve();
    app.pass(61);
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    let made = app.signer.made();
    assert!(matches!(made.last(), Some(protocol::Change::SetProfile { .. })), "{made:?}");
}

#[tokio::test]
async fn the_whole_way_goes_over_postgresql_too() {
    let Some(database) = crate::postgres::new_database().await else {
        println!("PostgreSQL is not installed: the way over it is not walked");
        return;
    };
    let app = TestApp::over(Some(database)).await;
    app.found().await;
    let design = app.publish_a_design().await;
    let register = app.issue(&design).await;
    let app = app.restart().await;
    app.work().await;
    let badge = app.get(&format!("{}/badge.json", app.claim_path())).await.text();
    let check = async || app.post_files("/verify", &[("credential", &badge)], &[]).await;
    assert!(check().await.says("Genuine."));
    app.revoke(&register, "holder-asked").await.leads_to();
    app.work().await;
    assert!(check().await.says("Revoked on"), "{}", check().await.words());
    for page in ["/today", "/designs", "/register", &register, "/keys", "/"] {
        assert_eq!(app.get(page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn what_is_signed_hides_the_address_and_carries_an_entry_in_a_list() {
    let (app, _, claim) = TestApp::with_credential().await;
    let document = app.get(&format!("{claim}/badge.json")).await;
    assert!(!document.text().contains("maren@example.edu"));
    let credential = json(&document);
    assert_eq!(credential["credentialStatus"]["type"], "BitstringStatusListEntry");
    let list = credential["credentialStatus"]["statusListCredential"].as_str().unwrap().to_owned();
    assert_eq!(app.get(&list).await.status, StatusCode::OK);
    assert!(credential["proof"].is_array());
}

#[tokio::test]
async fn a_recipient_who_cannot_be_is_told_under_the_field() {
    let (app, design) = TestApp::with_design().await;
    let form = app.get(&format!("/issue/{design}")).await;
    let (token, request) = (form.input("form_token"), form.input("request"));
    let email = "maren@example.edu\r\nBcc: all@example.edu";
    let fields = [("form_token", &*token), ("request", &*request), ("name", "Maren"), ("email", email)];
    let reply = app.post(&format!("/issue/{design}"), &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("Mail cannot be sent to this address."));
    assert_eq!(reply.input("request"), request, "the form would issue twice");
    app.work().await;
    assert!(app.mails().is_empty());
}

#[tokio::test]
async fn a_refusal_is_final_and_in_the_signers_words() {
    let (app, design) = TestApp::with_design().await;
    app.signer.inject(Fault::Alters("sign-credentials", "Builds a model.".into(), "Builds a motel.".into()));
    let register = app.issue(&design).await;
    app.work().await;
    assert!(app.get(&register).await.says("This badge version was never registered with the signer"));
    assert!(app.get("/today").await.says("This badge version was never registered with the signer"));
    app.signer.recover();
    app.pass(3600);
    app.work().await;
    assert_eq!(app.signer.sent().len(), 1, "a refused credential was sent again");
    assert!(app.mails().is_empty());
}

#[tokio::test]
async fn a_fault_is_shown_and_tried_again_by_itself() {
    let (app, design) = TestApp::with_design().await;
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    let register = app.issue(&design).await;
    app.work().await;
    assert!(app.get(&register).await.says("The signer's worker, which uses the token, does not answer."));
    app.signer.recover();
    app.work().await;
    assert!(app.mails().is_empty(), "tried again without a pause");
    app.pass(15);
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    assert!(!app.get(&register).await.says("The signer's worker, which uses the token, does not answer."));
}

#[tokio::test]
async fn what_the_signer_changed_is_not_released() {
    let (app, design) = TestApp::with_design().await;
    app.signer.inject(Fault::Alters("sign-credentials", "Maren".into(), "Mallory".into()));
    let register = app.issue(&design).await;
    app.work().await;
    assert!(app.get(&register).await.says("another document than the requested one"));
    assert!(app.mails().is_empty());
}

#[tokio::test]
async fn an_unpublished_design_cannot_be_issued() {
    let app = TestApp::set_up().await;
    let page = app.post_design("/designs/new", "Flood", "save", &[]).await.leads_to();
    let design = page.strip_prefix("/designs/").unwrap().strip_suffix("?saved").unwrap();
    let token = app.get("/designs/new").await.input("form_token");
    let request = "0".repeat(32);
    let fields =
        [("form_token", &*token), ("request", &*request), ("name", "Maren"), ("email", "maren@example.edu")];
    let reply = app.post(&format!("/issue/{design}"), &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}
