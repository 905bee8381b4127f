//! Frames, versions and floods at the web server's door.

use super::SERVER;
use crate::documents::Institution;
use crate::house::refusal;
use protocol::{Answer, MAX_FRAME, Request};
use serde_json::{Value, json};
use std::io::{Read, Write};

#[test]
fn frames_that_are_too_large_or_half() {
    let school = Institution::founded();
    let signed = || school.house.health().ledger_size;
    let before = signed();
    for length in [u32::MAX, u32::try_from(MAX_FRAME).unwrap() + 1, 0] {
        let mut stream = school.house.connect();
        stream.write_all(&length.to_be_bytes()).unwrap();
        let answer: Answer = protocol::read_message(&mut stream).unwrap();
        assert_eq!(refusal(answer).code, protocol::RefusalCode::MalformedRequest);
        assert_eq!(stream.read(&mut [0]).unwrap(), 0, "the connection goes on");
    }
    let mut halves: Vec<_> = (0..40).map(|_| school.house.connect()).collect();
    for half in &mut halves {
        let _ = half.write_all(&[0, 0, 1, 0, b'{']);
    }
    assert!(school.house.sign(&school.credential(1).to_value()).is_ok());
    assert_eq!(signed(), before + 1);
}

#[test]
fn words_of_another_version_or_of_nobody() {
    let school = Institution::founded();
    let refused = |ask: &Value, code: &str| {
        school.house.refused_at(SERVER, ask, |reply| reply["code"].as_str(), code);
    };
    for version in [0, 1, protocol::VERSION - 1, protocol::VERSION + 1, u16::MAX] {
        refused(&json!({"version": version, "request": {"ask": "health"}}), "wrong-version");
    }
    // The first version registered a badge without asking anyone.
    refused(&json!({"version": 1, "request": {"ask": "register-badge-version"}}), "wrong-version");
    for request in [
        json!({"ask": "sign-bytes", "key": "badges", "bytes": "00"}),
        json!({"ask": "sign-hash", "key": "badges", "hash": "00".repeat(32)}),
        json!({"ask": "export-key", "label": "badges"}),
        json!({"ask": "create-key", "label": "new", "extractable": true}),
        json!({"ask": "thaw", "issuer": school.did}),
        json!({"ask": "sign-checkpoint", "origin": "localhost:3000/ledger", "size": 1, "root": "00"}),
    ] {
        refused(&json!({"version": protocol::VERSION, "request": request}), "malformed-request");
    }
}

#[test]
fn a_flood_of_requests_to_change_what_may_be_signed() {
    let school = Institution::founded();
    let invite = |n: usize| {
        let change = protocol::Change::InviteApprover { name: format!("Person {n}") };
        school.house.ask(Request::Propose { change })
    };
    let refused = (0..100).filter(|n| matches!(invite(*n), Answer::Problem(_))).count();
    assert_eq!(refused, 100 - 32);
    assert!(school.house.sign(&school.credential(1).to_value()).is_ok());
    // What people have to decide stays readable, and the journal counts instead of growing.
    assert_eq!(school.house.view()["waiting"].as_array().unwrap().len(), 32);
    let journal = school.house.read("state/journal.jsonl");
    assert!(journal.matches("too-many-waiting").count() < 10);
}
