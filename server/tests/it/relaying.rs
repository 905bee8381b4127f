//! `GET /fetch`: documents of other servers for a verification in a visitor's browser, and nothing else.

use crate::app::{BASE, TestApp, json};
use crate::reply::Reply;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::StatusCode;
use credentials::verify::Supply;
use insignia_server::config::{AcceptedIssuer, Limits};
use insignia_server::fetcher::Fetcher;
use std::sync::{Arc, Mutex};

/// Other servers with one document each; records what it is asked for.
#[derive(Default)]
struct Elsewhere {
    documents: Vec<(&'static str, &'static str)>,
    asked: Mutex<Vec<String>>,
}

#[async_trait]
impl Fetcher for Elsewhere {
    async fn fetch(&self, url: String) -> Supply {
        let found = self.documents.iter().find(|(at, _)| *at == url);
        self.asked.lock().unwrap().push(url);
        match found {
            Some((_, text)) => Supply::Found(text.as_bytes().to_vec()),
            None => Supply::Unavailable("there is nothing at its address".to_owned()),
        }
    }
}

const DID_DOCUMENT: &str = r#"{"id": "did:web:school.example", "verificationMethod": []}"#;

async fn with(documents: &[(&'static str, &'static str)], limits: &str) -> (TestApp, Arc<Elsewhere>) {
    let elsewhere = Arc::new(Elsewhere { documents: documents.to_vec(), ..Elsewhere::default() });
    let limits: Limits = toml::from_str(limits).unwrap();
    let app = TestApp::new().await;
    let app = app.restart_fetching(elsewhere.clone(), |config| config.limits = limits).await;
    (app, elsewhere)
}

async fn ask(app: &TestApp, url: &str, site: Option<&str>) -> Reply {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("url", url).finish();
    let mut request = app.request("GET", &format!("/fetch?{query}"));
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn our_own_page_gets_a_did_document_as_data_that_can_run_nothing() {
    let (app, elsewhere) = with(&[("https://school.example/.well-known/did.json", DID_DOCUMENT)], "").await;
    let reply = ask(&app, "https://school.example/.well-known/did.json", Some("same-origin")).await;
    assert_eq!((reply.status, reply.text()), (StatusCode::OK, DID_DOCUMENT.to_owned()));
    for (name, value) in [
        ("content-type", "application/octet-stream"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("content-disposition", "attachment"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
        ("cross-origin-resource-policy", "same-origin"),
        ("access-control-allow-origin", ""),
    ] {
        assert_eq!(reply.header(name), value, "{name}");
    }
    assert_eq!(*elsewhere.asked.lock().unwrap(), ["https://school.example/.well-known/did.json"]);
}

#[tokio::test]
async fn other_sites_links_and_programs_without_the_header_are_refused_and_nobody_is_asked() {
    let (app, elsewhere) = with(&[("https://school.example/did.json", DID_DOCUMENT)], "").await;
    for site in [None, Some("cross-site"), Some("same-site"), Some("none"), Some("")] {
        let reply = ask(&app, "https://school.example/did.json", site).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{site:?}");
        assert!(!reply.text().contains("did:web"), "{site:?}");
    }
    assert!(elsewhere.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn only_documents_that_a_verification_asks_for_are_relayed() {
    let list = r#"{"id": "https://a.example/r", "type": "1EdTechRevocationList", "revokedCredential": []}"#;
    let documents = [
        ("https://a.example/keys", r#"{"keys": []}"#),
        ("https://a.example/list", list),
        ("https://a.example/proof", r#"{"entry": "{}", "salt": "00", "proof": "x"}"#),
        ("https://a.example/page", "<!doctype html><title>Intranet</title>"),
        ("https://a.example/secret", r#"{"access_token": "secret"}"#),
        ("https://a.example/badge", r#"{"type": ["VerifiableCredential"], "credentialSubject": {}}"#),
    ];
    let (app, _) = with(&documents, "").await;
    for (url, text) in documents {
        let reply = ask(&app, url, Some("same-origin")).await;
        let is_kept = ["keys", "list", "proof"].iter().any(|end| url.ends_with(end));
        let status = if is_kept { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!(reply.status, status, "{url}");
        assert_eq!(reply.text() == text, is_kept, "{url}");
    }
}

#[tokio::test]
async fn only_https_addresses_of_other_servers_are_asked() {
    let (app, elsewhere) = with(&[], "").await;
    let own = format!("{BASE}/status/1");
    for url in [
        "http://school.example/did.json",
        "file:///etc/passwd",
        "https://user@school.example/did.json",
        "https://school.example\\@other.example/did.json",
        "https://school.example/a b",
        &own,
        &format!("https://school.example/{}", "a".repeat(2048)),
        "",
    ] {
        let reply = ask(&app, url, Some("same-origin")).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{url}");
    }
    assert!(elsewhere.asked.lock().unwrap().is_empty());
    let missing = ask(&app, "https://school.example/did.json", Some("same-origin")).await;
    assert_eq!(missing.status, StatusCode::BAD_GATEWAY);
    assert_eq!(missing.text(), "there is nothing at its address");
}

#[tokio::test]
async fn private_addresses_are_not_asked() {
    // The fetcher of the real program.
    let app = TestApp::new().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    for host in ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"] {
        let reply = ask(&app, &format!("https://{host}:{port}/did.json"), Some("same-origin")).await;
        assert_eq!(reply.status, StatusCode::BAD_GATEWAY, "{host}");
        assert_eq!(reply.text(), "its server cannot be reached", "{host}");
    }
    assert!(listener.accept().is_err(), "somebody was asked inside our network");
}

#[tokio::test]
async fn one_address_may_ask_only_so_often() {
    let (app, _) = with(&[("https://a.example/keys", r#"{"keys": []}"#)], "relay_per_minute = 2").await;
    let address = app.listen().await;
    let get = || async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let request = "GET /fetch?url=https%3A%2F%2Fa.example%2Fkeys HTTP/1.1\r\nhost: localhost:3000\r\n\
                       sec-fetch-site: same-origin\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await.unwrap();
        reply
    };
    assert!(get().await.starts_with("HTTP/1.1 200"));
    assert!(get().await.starts_with("HTTP/1.1 200"));
    assert!(get().await.starts_with("HTTP/1.1 429"));
}

#[tokio::test]
async fn a_verification_in_the_browser_knows_the_installation_and_the_issuers_that_its_operator_accepts() {
    let accepted = AcceptedIssuer { id: "did:key:z6Mk".to_owned(), name: "Harbour School".to_owned() };
    let app = TestApp::new().await;
    let app = app.restart_with(|config| config.verify.accepted_issuers.push(accepted)).await;
    let settings = json(&app.get("/verify/settings").await);
    let issuers = serde_json::json!([{"id": "did:key:z6Mk", "name": "Harbour School"}]);
    let list = serde_json::json!({"owner": "localhost:3000", "issuers": issuers});
    assert_eq!(settings, serde_json::json!({"own": BASE, "trustList": list}));
}

#[tokio::test]
async fn the_page_verify_alone_may_ask_other_sites_and_its_worker_nobody() {
    let app = TestApp::new().await;
    let policy = |reply: &Reply| reply.header("content-security-policy").to_owned();
    let verify = policy(&app.get("/verify").await);
    assert!(
        verify.contains("connect-src 'self' https:;") && verify.contains("worker-src 'self';"),
        "{verify}"
    );
    assert!(!policy(&app.get("/").await).contains("connect-src"));
    let worker = policy(&app.get("/verifier/worker.js").await);
    assert_eq!(worker, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'");
}
