//! All other clients are refused before any of their frames is read.

use crate::authority::{Authority, Identity};
use crate::house::{House, ask, command};
use protocol::{Answer, MAX_FRAME, Problem, RefusalCode};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

fn is_refused(house: &House, identity: Option<&Identity>, why: &str) {
    assert!(ask(&mut house.connect(identity), b"{}").is_err());
    house.logged(why);
    assert!(house.asked.lock().unwrap().is_empty(), "a frame went through");
}

const HANDSHAKE: &str = "no TLS 1.3 with a certificate of the clients' authority";

#[test]
fn a_client_without_a_certificate() {
    is_refused(&House::new(), None, HANDSHAKE);
}

#[test]
fn a_certificate_of_another_authority_whatever_its_name() {
    let house = House::new();
    is_refused(&house, Some(&Authority::new().certify("web.internal")), HANDSHAKE);
    // The proxy's own authority is not the clients'.
    is_refused(&house, Some(&house.servers.certify("web.internal")), HANDSHAKE);
}

#[test]
fn a_certificate_that_is_not_listed() {
    let house = House::new();
    let other = house.clients.certify("other.internal");
    is_refused(&house, Some(&other), &format!("sha256:{} is not listed", other.fingerprint()));
}

#[test]
fn an_older_tls() {
    let house = House::new();
    let web = house.clients.certify("web.internal");
    let mut client = house.connect_with(Some(&web), &rustls::version::TLS12);
    assert!(ask(&mut client, b"{}").is_err());
    house.logged(HANDSHAKE);
}

#[test]
fn plain_tcp() {
    let house = House::new();
    let mut stream = TcpStream::connect(house.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(b"\0\0\0\x02{}").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.windows(6).any(|window| window == b"answer"), "{answer:?}");
    house.logged(HANDSHAKE);
    assert!(house.asked.lock().unwrap().is_empty());
}

#[test]
fn a_frame_above_the_limit() {
    let house = House::new();
    let web = house.clients.certify("web.internal");
    let mut client = house.connect(Some(&web));
    client.write_all(&u32::try_from(MAX_FRAME + 1).unwrap().to_be_bytes()).unwrap();
    let answer: Answer = protocol::read_message(&mut client).unwrap();
    let Answer::Problem(Problem::Refused(refusal)) = answer else { panic!("{answer:?}") };
    assert_eq!(refusal.code, RefusalCode::MalformedRequest);
    assert!(house.asked.lock().unwrap().is_empty());
}

#[test]
fn a_key_that_others_may_read_is_not_used_and_a_gate_for_nobody_does_not_start() {
    let house = House::new();
    let start = || command().arg("--config").arg(house.path("gate.toml")).output().unwrap();
    std::process::Command::new("chmod").arg("0640").arg(house.path("gate.key")).status().unwrap();
    let ended = start();
    assert_eq!(ended.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("chmod 0600"));
    let text = std::fs::read_to_string(house.path("gate.toml")).unwrap();
    std::fs::write(house.path("gate.toml"), text.replace("[\"dns:web.internal\"]", "[]")).unwrap();
    assert!(String::from_utf8_lossy(&start().stderr).contains("nobody could come in"));
}
