//! Clients that are slow, numerous or send many requests, through a real socket. A limit under test is a second long; a
//! test waits for its end as long as it takes.

use crate::app::{TestApp, listen};
use crate::vc_api::{EVERYTHING, token};
use axum::Router;
use axum::routing::get;
use insignia_server::config::{Limits, Proxy};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long anything may take before a test fails instead of waiting indefinitely.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);
const SECOND: &str = "head_seconds = 1\nbody_seconds = 1";

pub(crate) fn limits(text: &str) -> Limits {
    toml::from_str(text).unwrap()
}

fn trusted(header: &str) -> Proxy {
    toml::from_str(&format!("addresses = ['127.0.0.1']\nheader = '{header}'")).unwrap()
}

/// Sends `begin`, then a byte at a time for as long as the server accepts them, and returns the answer.
async fn trickle(address: SocketAddr, begin: &str) -> String {
    let (mut read, mut write) = TcpStream::connect(address).await.unwrap().into_split();
    write.write_all(begin.as_bytes()).await.unwrap();
    let drip = tokio::spawn(async move {
        while write.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    let read = tokio::time::timeout(PATIENCE, read.read_to_end(&mut answer)).await;
    // A reset after the answer is an end, too.
    let _ = read.unwrap_or_else(|_| panic!("the server waits for ever"));
    drip.abort();
    String::from_utf8(answer).unwrap()
}

/// The whole answer to one request.
pub(crate) async fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(PATIENCE, stream.read_to_string(&mut answer))
        .await
        .unwrap_or_else(|_| panic!("no answer"))
        .unwrap();
    answer
}

pub(crate) fn post(path: &str, header: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost:3000\r\nconnection: close\r\n{header}content-length: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_head_that_never_ends_ends_the_connection() {
    let address = listen(Router::new(), &limits("head_seconds = 1"), None).await;
    assert_eq!(trickle(address, "GET / HTTP/1.1\r\nhost: localhost:3000\r\nx-a: ").await, "");
    assert_eq!(trickle(address, "").await, "");
}

#[tokio::test]
async fn a_body_that_never_ends_is_answered_with_408() {
    let app = TestApp::set_up().await.restart_with(|config| config.limits = limits(SECOND)).await;
    let token = token(&app, EVERYTHING, None).await;
    let address = app.listen().await;
    let part = "--x\r\nContent-Disposition: form-data; name=\"credential\"\r\n\r\n";
    for (path, kind, begin) in [
        ("/verify", "application/x-www-form-urlencoded", "credential="),
        ("/verify", "multipart/form-data; boundary=x", part),
        ("/vc-api/credentials/verify", "application/json", "{\"verifiableCredential\": \""),
    ] {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost:3000\r\nauthorization: Bearer {token}\r\n\
             content-type: {kind}\r\ncontent-length: 60000\r\n\r\n{begin}"
        );
        let answer = trickle(address, &head).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{path} {kind}: {answer}");
        assert!(answer.contains("connection: close\r\n"), "{path} {kind}: {answer}");
        let problem = path.starts_with("/vc-api/");
        assert_eq!(answer.contains("content-type: application/problem+json"), problem, "{path}");
        assert!(problem || answer.contains("took longer than this server waits"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_large_body_that_arrives_steadily_earns_its_time() {
    let app = TestApp::set_up().await.restart_with(|config| config.limits = limits(SECOND)).await;
    let address = app.listen().await;
    // Each piece of 2 MiB extends the limit by 32 seconds; the test waits a second and a half.
    let text = format!("credential={}", "a".repeat(2 * 1024 * 1024));
    let head = post("/verify", "", &"a".repeat(text.len() * 3));
    let head = head.trim_end_matches('a');
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    for piece in [&text, &text] {
        stream.write_all(piece.as_bytes()).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(PATIENCE, stream.read_to_string(&mut answer))
        .await
        .unwrap_or_else(|_| panic!("no answer"))
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn an_answer_that_nobody_reads_gives_its_place_back() {
    let much = Router::new().route("/much", get(async || vec![b'a'; 64 * 1024 * 1024]));
    // Four connections, of which one address gets one.
    let address = listen(much, &limits("head_seconds = 600\nbody_seconds = 1\nconnections = 4"), None).await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET /much HTTP/1.1\r\nhost: h\r\n\r\n").await.unwrap();
    idle.readable().await.unwrap();
    let again = async {
        while !ask(address, "GET /nothing HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n")
            .await
            .contains("404")
        {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.unwrap_or_else(|_| panic!("the place is never given back"));
}

#[tokio::test]
async fn connections_beyond_the_bound_are_refused_with_a_sentence() {
    let hello = || Router::new().route("/", get(async || "hello"));
    let few = limits("head_seconds = 600\nconnections = 4");
    let request = "GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n";
    for (proxy, places) in [(None, 1), (Some(trusted("x-real-ip")), 4)] {
        let address = listen(hello(), &few, proxy.as_ref()).await;
        let mut open = Vec::new();
        for _ in 0..places {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: h\r\n\r\n").await.unwrap();
            // It was answered, so it was accepted; it stays open.
            let mut answer = vec![0; 12];
            stream.read_exact(&mut answer).await.unwrap();
            assert_eq!(answer, b"HTTP/1.1 200");
            open.push(stream);
        }
        let refused = ask(address, request).await;
        assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
        assert!(refused.contains("retry-after: ") && refused.contains("Too many connections"), "{refused}");
        open.pop();
        let again = async {
            while !ask(address, request).await.ends_with("hello") {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, again)
            .await
            .unwrap_or_else(|_| panic!("a closed connection keeps its place"));
    }
}

#[tokio::test]
async fn one_address_may_check_open_links_and_sign_in_so_often_in_a_minute() {
    let few = "verify_per_minute = 2\nclaim_per_minute = 2\nsign_in_per_minute = 2";
    let change = |config: &mut insignia_server::config::Config| {
        config.limits = limits(few);
        config.proxy = Some(trusted("X-Real-IP"));
    };
    let app = TestApp::set_up().await.restart_with(change).await;
    let address = app.listen().await;
    let secret = "0".repeat(32);
    let claim = |from: &str| {
        format!(
            "GET /claim/{secret} HTTP/1.1\r\nhost: localhost:3000\r\nconnection: close\r\nx-real-ip: {from}\r\n\r\n"
        )
    };
    let verify = |from: &str| post("/verify", &format!("x-real-ip: {from}\r\n"), "credential=a");
    let sign_in = |from: &str| post(&format!("/owner/{secret}"), &format!("x-real-ip: {from}\r\n"), "");
    let requests: [&dyn Fn(&str) -> String; 3] = [&claim, &verify, &sign_in];
    for request in requests {
        for _ in 0..2 {
            let answer = ask(address, &request("203.0.113.1")).await;
            assert!(!answer.starts_with("HTTP/1.1 429"), "{answer}");
        }
        let refused = ask(address, &request("203.0.113.1")).await;
        assert!(refused.starts_with("HTTP/1.1 429 "), "{refused}");
        assert!(
            refused.contains("retry-after: 30\r\n") && refused.contains("try again in 30 s"),
            "{refused}"
        );
        let other = ask(address, &request("203.0.113.2")).await;
        assert!(!other.starts_with("HTTP/1.1 429"), "{other}");
    }
    app.pass(30);
    assert!(!ask(address, &verify("203.0.113.1")).await.starts_with("HTTP/1.1 429"));
    assert!(ask(address, &verify("203.0.113.1")).await.starts_with("HTTP/1.1 429"));
}

#[tokio::test]
async fn nobody_but_the_proxy_names_the_client() {
    let app = TestApp::set_up().await;
    let app = app.restart_with(|config| config.limits = limits("verify_per_minute = 1")).await;
    let address = app.listen().await;
    let verify = |from: &str| post("/verify", &format!("x-real-ip: {from}\r\n"), "credential=a");
    assert!(!ask(address, &verify("203.0.113.1")).await.starts_with("HTTP/1.1 429"));
    assert!(
        ask(address, &verify("203.0.113.2")).await.starts_with("HTTP/1.1 429"),
        "the header was believed"
    );
}
