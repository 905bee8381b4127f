//! Frames, versions and floods at the web server's door.

use super::{Attack, SERVER, all_fail, stopped};
use crate::documents::Institution;
use crate::house::{PATIENCE, refusal};
use protocol::{Answer, MAX_FRAME, Request};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::time::Instant;

#[test]
fn frames_that_are_too_large_or_half() {
    let school = Institution::founded();
    let signed = || school.house.health().ledger_size;
    let before = signed();
    let largest = u32::try_from(MAX_FRAME).unwrap();
    for (name, length) in [
        ("oversized frame: one that says it has 4 GiB", u32::MAX),
        ("oversized frame: one byte too many", largest + 1),
        ("empty frame", 0),
    ] {
        let mut stream = school.house.connect();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(&length.to_be_bytes()).unwrap();
        let refused = protocol::read_message::<Answer>(&mut stream)
            .is_ok_and(|answer| refusal(answer).code == protocol::RefusalCode::MalformedRequest);
        stopped(name, refused && stream.read(&mut [0]).is_ok_and(|more| more == 0));
    }
    let mut halves: Vec<_> = (0..40).map(|_| school.house.connect()).collect();
    for half in &mut halves {
        let _ = half.write_all(&[0, 0, 1, 0, b'{']);
    }
    let mut other = school.house.connect();
    other.set_read_timeout(Some(PATIENCE)).unwrap();
    let health = protocol::Envelope::new(Request::Health);
    let heard = protocol::write_message(&mut other, &health).is_ok()
        && protocol::read_message::<Answer>(&mut other).is_ok();
    stopped("half frames: forty of them hold nobody up", heard);
    assert!(!heard || school.house.sign(&school.credential(1).to_value()).is_ok() && signed() == before + 1);
}

#[test]
fn words_of_another_version_or_of_nobody() {
    let school = Institution::founded();
    let wrong = |name, ask: Value| Attack { name, door: SERVER, ask, at: "/code", code: "wrong-version" };
    let health = |version: u16| json!({"version": version, "request": {"ask": "health"}});
    let unknown = |name, request: Value| Attack::request(name, &request, "malformed-request");
    all_fail(
        &school,
        &[
            wrong("protocol downgrade: version 0", health(0)),
            wrong("protocol downgrade: version 1", health(1)),
            wrong("protocol downgrade: the version before", health(protocol::VERSION - 1)),
            wrong("another version: the next one", health(protocol::VERSION + 1)),
            wrong("another version: the last one there can be", health(u16::MAX)),
            // The first version registered a badge without asking anyone.
            wrong(
                "protocol downgrade: registering a badge as the first version did",
                json!({"version": 1, "request": {"ask": "register-badge-version"}}),
            ),
            unknown("no such word: bytes", json!({"ask": "sign-bytes", "key": "badges", "bytes": "00"})),
            unknown(
                "no such word: a hash",
                json!({"ask": "sign-hash", "key": "badges", "hash": "00".repeat(32)}),
            ),
            unknown("no such word: a key's private half", json!({"ask": "export-key", "label": "badges"})),
            unknown(
                "no such word: a key that can be taken out",
                json!({"ask": "create-key", "label": "new", "extractable": true}),
            ),
            unknown("no such word: thaw", json!({"ask": "thaw", "issuer": school.did})),
            unknown(
                "no such word: a checkpoint of its own",
                json!({"ask": "sign-checkpoint", "origin": "localhost:3000/ledger", "size": 1, "root": "00"}),
            ),
        ],
    );
}

#[test]
fn a_flood_of_requests_to_change_what_may_be_signed() {
    let school = Institution::founded();
    let invite = |n: usize| {
        let change = protocol::Change::InviteApprover { name: format!("Person {n}") };
        school.house.ask(Request::Propose { change })
    };
    let began = Instant::now();
    let refused = (0..100).filter(|n| matches!(invite(*n), Answer::Problem(_))).count();
    let seconds = usize::try_from(began.elapsed().as_secs()).unwrap();
    let signs = school.house.sign(&school.credential(1).to_value()).is_ok();
    let waiting = school.house.view()["waiting"].as_array().unwrap().len();
    stopped(
        "flooding: what people have to decide stays readable, and badges are signed",
        refused == 100 - 32 && waiting == 32 && signs,
    );
    let journal = school.house.read("state/journal.jsonl");
    // One record a second, and what was asked before and after.
    stopped(
        "flooding: the journal counts instead of growing",
        journal.matches("too-many-waiting").count() < 10 + seconds,
    );
}
