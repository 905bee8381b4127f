use crate::app::{BASE, TestApp};
use axum::http::StatusCode;

#[tokio::test]
async fn looking_at_an_owner_link_does_not_use_it_up_and_opening_it_does() {
    let app = TestApp::new().await;
    let link = app.application.people.make_owner_link.make().await.unwrap();
    let path = link.strip_prefix(BASE).unwrap();
    for _ in 0..2 {
        assert_eq!(app.get(path).await.status, StatusCode::OK);
    }
    let opened = app.post(path, &[]).await;
    assert_eq!(opened.leads_to(), "/setup");
    let cookie = opened.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"),
        "{cookie}"
    );
    let again = app.post(path, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("used already") && again.header("set-cookie").is_empty());
}

#[tokio::test]
async fn an_owner_link_is_too_old_after_a_day() {
    let app = TestApp::new().await;
    let link = app.application.people.make_owner_link.make().await.unwrap();
    app.pass(24 * 60 * 60);
    let reply = app.post(link.strip_prefix(BASE).unwrap(), &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_and_when_its_owner_signs_out() {
    let app = TestApp::set_up().await;
    app.pass(30 * 24 * 60 * 60 - 1);
    assert_eq!(app.get("/today").await.status, StatusCode::OK);
    app.pass(1);
    assert_eq!(app.get("/today").await.leads_to(), "/sign-in");

    app.sign_in().await;
    let token = app.get("/designs/new").await.input("form_token");
    let out = app.post("/sign-out", &[("form_token", &token)]).await;
    assert_eq!(out.leads_to(), "/");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    // The cookie is still sent, as a stolen one would be.
    assert_eq!(app.get("/today").await.leads_to(), "/sign-in");
}

#[tokio::test]
async fn a_second_owner_link_opens_the_same_owners_session() {
    let app = TestApp::set_up().await;
    app.forget_cookie();
    app.sign_in().await;
    assert!(app.get("/today").await.says("Vrijhaven"));
}
