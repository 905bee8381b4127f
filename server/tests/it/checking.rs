use crate::app::{TestApp, json};
use axum::body::Body;
use axum::http::StatusCode;
use insignia_server::config::AcceptedIssuer;
use insignia_test_signer::Fault;

async fn check(app: &TestApp, text: &str, recipient: &str) -> crate::reply::Reply {
    let reply = app.post_files("/verify", &[("credential", text), ("recipient", recipient)], &[]).await;
    assert_eq!(reply.status, StatusCode::OK);
    reply
}

#[tokio::test]
async fn a_badge_of_ours_is_genuine_in_all_three_forms() {
    let (app, _, claim) = TestApp::with_credential().await;
    app.forget_cookie();
    for file in ["badge.json", "badge.png", "badge.svg"] {
        let badge = app.get(&format!("{claim}/{file}")).await;
        let reply = app.post_files("/verify", &[("credential", "")], &[("file", &badge.body)]).await;
        assert!(reply.says("Genuine."), "{file}: {}", reply.words());
        assert!(reply.says("Issued by a key of the installation on this computer"), "{file}");
    }
}

#[tokio::test]
async fn an_issuer_that_the_operator_accepts_is_named_as_an_entry_of_the_operators_list() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    let id = app.signer.did();
    let accepted = AcceptedIssuer { id, name: "Harbour School".to_owned() };
    let app = app.restart_with(|config| config.verify.accepted_issuers.push(accepted)).await;
    let reply = check(&app, &badge, "").await;
    assert!(reply.says("Harbour School, an issuer in the list of localhost:3000"), "{}", reply.words());
}

#[tokio::test]
async fn a_key_that_only_the_database_knows_is_nobodys() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    // The ledger is the signer's: after a change of its checkpoint key, the kept proof proves nothing.
    assert!(check(&app, &badge, "").await.says("Genuine."));
    app.signer.inject(Fault::OtherLogKey);
    let reply = check(&app, &badge, "").await;
    assert!(!reply.says("Genuine."), "{}", reply.words());
}

#[tokio::test]
async fn one_changed_letter_is_found() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    let reply = check(&app, &badge.replace("Builds a model", "Builds a motel"), "").await;
    assert!(!reply.says("Genuine."), "{}", reply.words());
}

#[tokio::test]
async fn a_revoked_badge_is_told_with_its_reason() {
    let (app, register, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    app.revoke(&register, "requirements-not-met").await.leads_to();
    app.work().await;
    let reply = check(&app, &badge, "").await;
    assert!(!reply.says("Genuine."));
    assert!(reply.words().to_lowercase().contains("requirements were not met"), "{}", reply.words());
}

#[tokio::test]
async fn a_list_that_is_too_old_is_not_checked_and_never_not_revoked() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    app.pass(12 * 60 * 60 + 1);
    let reply = check(&app, &badge, "").await;
    assert!(!reply.says("Genuine."), "{}", reply.words());
}

#[tokio::test]
async fn the_recipient_is_compared_when_named() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    assert!(check(&app, &badge, " MAREN@example.edu ").await.says("Genuine."));
    assert!(!check(&app, &badge, "mallory@example.edu").await.says("Genuine."));
}

#[tokio::test]
async fn nothing_and_nonsense_get_a_sentence_of_their_own() {
    let app = TestApp::set_up().await;
    assert!(check(&app, "", "").await.says("Nothing was given."));
    for nonsense in ["{", "[1,2", "\u{0}", "https://example.org/badge", "{\"a\":1,\"a\":2}"] {
        let reply = check(&app, nonsense, "").await;
        assert!(!reply.says("Genuine."), "{nonsense}");
    }
}

#[tokio::test]
async fn a_badge_that_names_private_addresses_makes_us_ask_nobody() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    let did =
        json(&app.get(&format!("{claim}/badge.json")).await)["issuer"]["id"].as_str().unwrap().to_owned();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    // The issuer's keys are requested before anything is known to be genuine.
    let reply = check(&app, &badge.replace(&did, &format!("did:web:localhost%3A{port}")), "").await;
    assert!(listener.accept().is_err(), "somebody was asked inside our network");
    assert!(!reply.says("Genuine."), "{}", reply.words());
}

#[tokio::test]
async fn a_program_may_check_without_being_a_browser() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    app.forget_cookie();
    let body =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("credential", &badge).finish();
    let request = app.request("POST", "/verify").header("content-type", "application/x-www-form-urlencoded");
    let reply = app.send(request.body(Body::from(body)).unwrap()).await;
    assert!(reply.says("Genuine."), "{}", reply.words());
}

#[tokio::test]
async fn a_ledger_proof_is_taken_beside_the_badge_and_one_that_is_too_long_is_named() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.body;
    let long = vec![b' '; 300 * 1024];
    let reply = app.post_files("/verify", &[], &[("file", &badge), ("ledger_proof", &long)]).await;
    assert!(reply.says("The ledger proof is too long"), "{}", reply.words());
    let reply = app.post_files("/verify", &[], &[("file", &badge), ("ledger_proof", b"{}")]).await;
    assert!(reply.says("Genuine."), "a proof that is none is ignored: {}", reply.words());
}

#[tokio::test]
async fn a_file_of_eight_mebibytes_is_read_and_one_byte_more_is_too_much() {
    let app = TestApp::set_up().await;
    let most = vec![b' '; 8 * 1024 * 1024];
    let reply = app.post_files("/verify", &[], &[("file", &most)]).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(!reply.says("The limit is 8 MiB"), "{}", reply.words());
    // The badge's last four bytes are beyond a workspace form's limit for text.
    let pasted = format!("{}null", " ".repeat(4 * 1024 * 1024));
    let reply = app.post_files("/verify", &[("credential", &pasted)], &[]).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    let more = [most, vec![b' ']].concat();
    let reply = app.post_files("/verify", &[], &[("file", &more)]).await;
    assert!(reply.says("The limit is 8 MiB"), "{}", reply.words());
}

#[tokio::test]
async fn the_address_of_a_badges_own_page_stands_for_the_badge() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = json(&app.get(&format!("{claim}/badge.json")).await);
    let id = badge["id"].as_str().unwrap().to_owned();
    let private = check(&app, &id, "").await;
    assert!(private.says("There is no public badge at this address."), "{}", private.words());
    assert!(check(&app, &format!(" {}{claim}\n", crate::app::BASE), "").await.says("Genuine."));
    let unknown = format!("{}/claim/{}", crate::app::BASE, "0".repeat(32));
    assert!(!check(&app, &unknown, "").await.says("Genuine."));
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    let public = check(&app, &id, "").await;
    assert!(public.says("Genuine."), "{}", public.words());
}
