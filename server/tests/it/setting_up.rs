use crate::app::{BASE, TestApp, json};
use axum::http::StatusCode;
use insignia_server::fetcher::PublicOnly;
use insignia_test_signer::Fault;
use std::sync::Arc;

const LOGO: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#;
const URL: &str = "www.vrijhaven.example";

async fn post(app: &TestApp, url: &str, files: &[(&str, &[u8])]) -> crate::reply::Reply {
    let token = app.get("/setup").await.input("form_token");
    let fields = [("form_token", &*token), ("name", "Vrijhaven"), ("url", url)];
    app.post_files("/setup", &fields, files).await
}

#[tokio::test]
async fn a_refused_set_up_is_told_under_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    app.sign_in().await;
    let reply = post(&app, "javascript:alert(1)", &[("logo", LOGO)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((&*reply.input("name"), &*reply.input("url")), ("Vrijhaven", "javascript:alert(1)"));
    assert!(reply.input("logo").starts_with("upload:"), "the logo must be chosen again");
    assert_eq!(app.get("/today").await.status, StatusCode::CONFLICT, "an institution without a signer");
}

#[tokio::test]
async fn an_owner_link_sets_the_institution_up_and_signs_the_owner_in_with_one_form() {
    let app = TestApp::new().await;
    let link = app.application.people.make_owner_link.make().await.unwrap();
    let path = link.strip_prefix(BASE).unwrap();
    let page = app.get(path).await;
    assert!(page.says("Which institution issues the badges?") && !page.text().contains("form_token"));
    // The link is used up; the form continues on the set-up page, in the owner's session.
    let refused = app.post_files(path, &[("name", "Vrijhaven"), ("url", "")], &[("logo", LOGO)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.header("set-cookie").contains("HttpOnly"));
    app.keep_cookie(&refused);
    assert_eq!(refused.input("name"), "Vrijhaven");
    assert!(refused.text().contains("action=\"/setup\""));
    let (token, logo) = (refused.input("form_token"), refused.input("logo"));
    let fields = [("form_token", &*token), ("name", "Vrijhaven"), ("url", URL), ("logo", &*logo)];
    assert_eq!(app.post_files("/setup", &fields, &[]).await.leads_to(), "/designs/new?founded");
    assert!(app.get("/designs/new?founded").await.says("The institution was created."));

    let link = app.application.people.make_owner_link.make().await.unwrap();
    let path = link.strip_prefix(BASE).unwrap();
    assert!(app.get(path).await.says("This link signs you in as owner"));
    // The form of a page that was loaded before the set-up changes nothing.
    let late = app.post_files(path, &[("name", "Other"), ("url", URL)], &[]).await;
    assert_eq!(late.leads_to(), "/today");
    assert!(!app.get("/").await.says("Other"));
}

#[tokio::test]
async fn a_used_owner_link_creates_nothing_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let link = app.application.people.make_owner_link.make().await.unwrap();
    let path = link.strip_prefix(BASE).unwrap();
    assert_eq!(app.post(path, &[]).await.leads_to(), "/setup");
    app.forget_cookie();
    let again = app.post_files(path, &[("name", "Vrijhaven"), ("url", URL)], &[("logo", LOGO)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("used already") && again.header("set-cookie").is_empty());
    assert_eq!((&*again.input("name"), &*again.input("url")), ("Vrijhaven", URL));
    assert!(!app.signer.asked().contains(&"create-key"));
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
    let reply = post(&app, URL, &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("The signer does not answer."), "{}", reply.words());
    app.signer.recover();
    let app = app.restart().await;
    assert_eq!(post(&app, URL, &[]).await.leads_to(), "/designs/new?founded");
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
    let fields = [("form_token", &*token), ("name", "Other"), ("url", "other.example")];
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
