use crate::app::{BASE, TestApp};
use axum::body::Body;
use axum::http::StatusCode;

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_post_from_another_site_does_nothing() {
    let (app, register, _) = TestApp::with_credential().await;
    let token = app.get("/designs/new").await.input("form_token");
    let body = format!("form_token={token}&reason=misconduct&sure=yes");
    for (name, value) in
        [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        let request = app
            .request("POST", &format!("{register}/revoke"))
            .header("content-type", FORM)
            .header(name, value);
        let reply = app.send(request.body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(reply.says("Another site sent this"));
    }
    assert!(!app.get(&register).await.says("Misconduct on"));
    assert_eq!(app.revoke(&register, "misconduct").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_forged_form_token_does_nothing_and_loses_nothing() {
    let (app, design) = TestApp::with_design().await;
    let request = app.get(&format!("/issue/{design}")).await.input("request");
    for token in ["", "00", &"ab".repeat(32)] {
        let fields =
            [("form_token", token), ("request", &request), ("name", "Maren"), ("email", "maren@example.edu")];
        let reply = app.post(&format!("/issue/{design}"), &fields).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        assert!(reply.says("send it again"), "{}", reply.words());
        assert_eq!(reply.input("name"), "Maren");
    }
    app.work().await;
    assert!(app.mails().is_empty());
}

#[tokio::test]
async fn the_form_token_of_another_session_is_not_good() {
    let (app, design) = TestApp::with_design().await;
    let form = app.get(&format!("/issue/{design}")).await;
    let (token, request) = (form.input("form_token"), form.input("request"));
    app.sign_in().await;
    let fields =
        [("form_token", &*token), ("request", &*request), ("name", "Maren"), ("email", "maren@example.edu")];
    assert_eq!(app.post(&format!("/issue/{design}"), &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_is_not_signed_in_sees_and_does_nothing_of_the_workspace() {
    let (app, register, _) = TestApp::with_credential().await;
    let token = app.get("/designs/new").await.input("form_token");
    app.forget_cookie();
    for path in
        ["/today", "/designs", "/designs/new", "/issue", "/register", &register, "/keys", "/institution"]
    {
        assert_eq!(app.get(path).await.leads_to(), "/sign-in", "{path}");
    }
    let fields = [("form_token", &*token), ("reason", "misconduct"), ("sure", "yes")];
    let reply = app.post(&format!("{register}/revoke"), &fields).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.says("You are not signed in"));
    let reply = app.post_files("/designs/new", &[("form_token", &token)], &[]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_body_of_another_kind_a_broken_one_and_one_without_end_are_told_apart() {
    let (app, register, _) = TestApp::with_credential().await;
    let post = |kind: &'static str, path: String, body: Vec<u8>| {
        let request = app.request("POST", &path).header("origin", BASE).header("content-type", kind);
        app.send(request.body(Body::from(body)).unwrap())
    };
    let revoke = format!("{register}/revoke");
    assert_eq!(
        post("application/json", revoke.clone(), b"{}".to_vec()).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    let long = post(FORM, revoke, vec![b'a'; 65 * 1024]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(long.says("64 KiB"));
    let half = "a".repeat(600 * 1024);
    let texts = app.post_files("/designs/new", &[("name", &half), ("description", &half)], &[]).await;
    assert_eq!(texts.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(texts.says("1 MiB of text"));
    let broken = b"--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nMar".to_vec();
    let reply = post("multipart/form-data; boundary=x", "/designs/new".to_owned(), broken).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    let endless = vec![b'a'; 65 * 1024 * 1024];
    let whole =
        [b"--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n".to_vec(), endless]
            .concat();
    let reply = post("multipart/form-data; boundary=x", "/designs/new".to_owned(), whole).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.says("64 MiB"));
}

#[tokio::test]
async fn another_name_for_this_server_is_not_answered() {
    let app = TestApp::set_up().await;
    let ask = |host: &'static str| {
        let request = axum::http::Request::builder().uri("/verify?a=b").header("host", host);
        app.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!(ask("evil.example").await.status, StatusCode::MISDIRECTED_REQUEST);
    let led = ask("127.0.0.1:3000").await;
    assert_eq!(
        (led.status, led.header("location")),
        (StatusCode::TEMPORARY_REDIRECT, "http://localhost:3000/verify?a=b")
    );
}

#[tokio::test]
async fn every_answer_is_guarded_by_its_headers() {
    let (app, _, claim) = TestApp::with_credential().await;
    for path in ["/", "/verify", "/today", "/nothing", &claim, "/api/v1/issuers?id=x"] {
        let reply = app.get(path).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
            "{path}: {policy}"
        );
    }
    assert_eq!(app.get(&claim).await.header("cache-control"), "no-store");
}
