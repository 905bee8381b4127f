use crate::app::{TestApp, json};
use axum::http::StatusCode;
use insignia_server::fetcher::PublicOnly;
use insignia_test_signer::Fault;
use std::sync::Arc;

async fn post(app: &TestApp, code: &str, files: &[(&str, &[u8])]) -> crate::reply::Reply {
    let token = app.get("/setup").await.input("form_token");
    let fields = [
        ("form_token", &*token),
        ("setup_code", code),
        ("name", "Vrijhaven"),
        ("url", "www.vrijhaven.example"),
    ];
    app.post_files("/setup", &fields, files).await
}

#[tokio::test]
async fn a_wrong_setup_code_is_told_under_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    app.sign_in().await;
    let logo: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#;
    let reply = post(&app, "GUESS", &[("logo", logo)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("The set-up code is not the one in the signer's file"));
    assert_eq!(reply.input("name"), "Vrijhaven");
    assert!(reply.input("logo").starts_with("upload:"), "the logo must be chosen again");
    assert_eq!(app.get("/today").await.status, StatusCode::CONFLICT, "an institution without a signer");
}

#[tokio::test]
async fn setting_up_makes_a_key_binds_it_publishes_it_and_signs_the_first_list() {
    let app = TestApp::set_up().await;
    let asked = app.signer.asked();
    // A signer that was just started enters nothing before the checkpoint handshake.
    let handshake = ["create-key", "present-checkpoint"];
    assert_eq!(asked[..5], [&handshake[..], &["create-key", "bind-issuer", "publish-did-document"]].concat());
    assert!(asked.contains(&"sign-status-list"), "no list before the first badge");
    assert!(app.get("/").await.says("Vrijhaven"));
}

#[tokio::test]
async fn a_setup_cut_short_after_the_signer_bound_the_key_is_finished_by_posting_again() {
    let app = TestApp::new().await;
    app.sign_in().await;
    app.signer.inject(Fault::BreaksAfterRequests(&["bind-issuer"]));
    let code = app.signer.setup_code();
    let reply = post(&app, &code, &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("The signer does not answer."), "{}", reply.words());
    app.signer.recover();
    let app = app.restart().await;
    assert_eq!(post(&app, &code, &[]).await.leads_to(), "/today");
    app.work().await;
    let issuer = app.get("/").await.text();
    let id = issuer.split("/issuers/").nth(1).unwrap().get(..26).unwrap().to_owned();
    let document = json(&app.get_as(&format!("/issuers/{id}/did.json"), "*/*").await);
    assert!(document["id"].as_str().unwrap().starts_with("did:key:z6Mk"));
}

#[tokio::test]
async fn a_second_institution_is_refused() {
    let app = TestApp::set_up().await;
    let token = app.get("/designs/new").await.input("form_token");
    let fields =
        [("form_token", &*token), ("setup_code", "GUESS"), ("name", "Other"), ("url", "other.example")];
    let reply = app.post_files("/setup", &fields, &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!app.get("/").await.says("Other"));
}

#[tokio::test]
async fn another_public_url_is_refused_once_badges_can_carry_the_first() {
    let app = TestApp::set_up().await;
    let mut config = app.config().clone();
    config.public_url = "http://localhost:4000".to_owned().try_into().unwrap();
    let storage = insignia_server::storage::Storage::open(&config.database).await.unwrap();
    let Err(error) = insignia_server::application::Application::start(
        &config,
        storage,
        app.clock.clone(),
        Arc::new(PublicOnly),
    )
    .await
    else {
        panic!("started under another address")
    };
    assert!(error.to_string().contains("Set public_url back to http://localhost:3000"), "{error}");
}
