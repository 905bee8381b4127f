//! All other clients are refused before any of their frames is read.

use crate::authority::{Authority, Identity};
use crate::test_proxy::{TestProxy, ask, command};
use protocol::{MAX_FRAME, Problem, RefusalCode, Reply};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

fn is_refused(proxy: &TestProxy, identity: Option<&Identity>, why: &str) {
    assert!(ask(&mut proxy.connect(identity), b"{}").is_err());
    proxy.logged(why);
    assert!(proxy.asked.lock().unwrap().is_empty(), "a frame went through");
}

const HANDSHAKE: &str = "no TLS 1.3 with a certificate of the clients' authority";

#[test]
fn a_client_without_a_certificate() {
    is_refused(&TestProxy::new(), None, HANDSHAKE);
}

#[test]
fn a_certificate_of_another_authority_whatever_its_name() {
    let proxy = TestProxy::new();
    is_refused(&proxy, Some(&Authority::new().certify("web.internal")), HANDSHAKE);
    // The authority of the proxy's own certificate is not that of the clients.
    is_refused(&proxy, Some(&proxy.servers.certify("web.internal")), HANDSHAKE);
}

#[test]
fn a_certificate_that_is_not_listed() {
    let proxy = TestProxy::new();
    let other = proxy.clients.certify("other.internal");
    is_refused(&proxy, Some(&other), &format!("sha256:{} is not listed", other.fingerprint()));
}

#[test]
fn an_older_tls() {
    let proxy = TestProxy::new();
    let web = proxy.clients.certify("web.internal");
    let mut client = proxy.connect_with(Some(&web), &rustls::version::TLS12);
    assert!(ask(&mut client, b"{}").is_err());
    proxy.logged(HANDSHAKE);
}

#[test]
fn plain_tcp() {
    let proxy = TestProxy::new();
    let mut stream = TcpStream::connect(proxy.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(b"\0\0\0\x02{}").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.windows(6).any(|window| window == b"answer"), "{answer:?}");
    proxy.logged(HANDSHAKE);
    assert!(proxy.asked.lock().unwrap().is_empty());
}

#[test]
fn a_frame_above_the_limit() {
    let proxy = TestProxy::new();
    let web = proxy.clients.certify("web.internal");
    let mut client = proxy.connect(Some(&web));
    client.write_all(&u32::try_from(MAX_FRAME + 1).unwrap().to_be_bytes()).unwrap();
    let answer: Reply<()> = protocol::read_message(&mut client).unwrap();
    let Reply::Problem(Problem::Refused(refusal)) = answer else { panic!("{answer:?}") };
    assert_eq!(refusal.code, RefusalCode::MalformedRequest);
    assert!(proxy.asked.lock().unwrap().is_empty());
}

#[test]
fn a_key_that_others_may_read_is_not_used_and_a_proxy_for_nobody_does_not_start() {
    let proxy = TestProxy::new();
    let start = || command().arg("--config").arg(proxy.path("mtls-proxy.toml")).output().unwrap();
    std::process::Command::new("chmod").arg("0640").arg(proxy.path("mtls-proxy.key")).status().unwrap();
    let ended = start();
    assert_eq!(ended.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("chmod 0600"));
    let text = std::fs::read_to_string(proxy.path("mtls-proxy.toml")).unwrap();
    std::fs::write(proxy.path("mtls-proxy.toml"), text.replace("[\"dns:web.internal\"]", "[]")).unwrap();
    assert!(String::from_utf8_lossy(&start().stderr).contains("nobody could connect"));
}
