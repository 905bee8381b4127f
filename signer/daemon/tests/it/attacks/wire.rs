//! Frames, versions and floods at the web server's endpoint.

use super::{Attack, SERVER, all_fail, stopped};
use crate::documents::Institution;
use crate::test_signer::{HOST, PATIENCE, refusal};
use credentials::model::Class as _;
use protocol::{Change, MAX_FRAME, Reply, WaitingChanges, request};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::time::Instant;

#[test]
fn frames_that_are_too_large_or_half() {
    let institution = Institution::founded();
    let signed = || institution.signer.health().ledger_size;
    let before = signed();
    let largest = u32::try_from(MAX_FRAME).unwrap();
    for (name, length) in [
        ("oversized frame: one that says it has 4 GiB", u32::MAX),
        ("oversized frame: one byte too many", largest + 1),
        ("empty frame", 0),
    ] {
        let mut stream = institution.signer.connect();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(&length.to_be_bytes()).unwrap();
        let refused = protocol::read_message::<Reply<Value>>(&mut stream).is_ok_and(|answer| {
            refusal(Result::from(answer)).code == protocol::RefusalCode::MalformedRequest
        });
        stopped(name, refused && stream.read(&mut [0]).is_ok_and(|more| more == 0));
    }
    let mut halves: Vec<_> = (0..40).map(|_| institution.signer.connect()).collect();
    for half in &mut halves {
        let _ = half.write_all(&[0, 0, 1, 0, b'{']);
    }
    let mut other = institution.signer.connect();
    other.set_read_timeout(Some(PATIENCE)).unwrap();
    let heard = protocol::ask(&mut other, &request::Health).is_ok();
    stopped("half frames: forty of them hold nobody up", heard);
    assert!(
        !heard
            || institution.signer.sign(&institution.credential(1).to_value()).is_ok()
                && signed() == before + 1
    );
}

#[test]
fn words_of_another_version_or_of_nobody() {
    let institution = Institution::founded();
    let wrong = |name, ask: Value| Attack { name, endpoint: SERVER, ask, at: "/code", code: "wrong-version" };
    let health = |version: u16| json!({"version": version, "request": {"ask": "health"}});
    let unknown = |name, request: Value| Attack::request(name, &request, "malformed-request");
    all_fail(
        &institution,
        &[
            wrong("protocol downgrade: version 0", health(0)),
            wrong("protocol downgrade: version 1", health(1)),
            wrong("protocol downgrade: the version before", health(protocol::VERSION - 1)),
            wrong("another version: the next one", health(protocol::VERSION + 1)),
            wrong("another version: the last one there can be", health(u16::MAX)),
            // The first version registered a badge without an approval.
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
            unknown("no such word: unfreeze", json!({"ask": "unfreeze", "issuer": institution.did})),
            unknown(
                "no such word: a checkpoint of its own",
                json!({"ask": "sign-checkpoint", "origin": "localhost:3000/ledger", "size": 1, "root": "00"}),
            ),
        ],
    );
}

#[test]
fn a_flood_of_requests_to_change_what_may_be_signed() {
    let institution = Institution::founded();
    let invite = |n: usize| {
        let change = protocol::Change::InviteApprover { name: format!("Person {n}") };
        institution.signer.ask(&request::Propose { change })
    };
    let began = Instant::now();
    let refused = (0..100).filter(|n| invite(*n).is_err()).count();
    let signs = institution.signer.sign(&institution.credential(1).to_value()).is_ok();
    let waiting = institution.signer.view()["waiting"].as_array().unwrap().len();
    stopped(
        "flooding: what people have to decide stays readable, and badges are signed",
        refused == 100 - 32 && waiting == 32 && signs,
    );
    let revoke = |since| protocol::Change::RevokeKey { key: "badges".into(), since };
    let taken = |change| institution.signer.ask(&request::Propose { change }).is_ok();
    stopped("flooding: no place is left to tell that a key is lost", taken(revoke(1)));
    let refused = (2..100).filter(|since| !taken(revoke(*since))).count();
    stopped("flooding: a lost key told in a hundred ways", refused == 98 - 3);
    let freeze = request::Freeze { issuer: institution.did.clone(), reason: "x".into() };
    stopped(
        "flooding: no place is left to freeze the issuer",
        matches!(institution.signer.ask(&freeze), Ok(())),
    );
    let on_host = json!({"ask": "propose", "change": {"change": "unfreeze", "issuer": institution.did}});
    stopped(
        "flooding: no place is left for a change that the host asks for",
        institution.signer.ask_at(HOST, &on_host)["reply"] == "decision",
    );
    let seconds = usize::try_from(began.elapsed().as_secs()).unwrap();
    let journal = institution.signer.read("state/journal.jsonl");
    // One record per second, and those of the requests before and after.
    stopped(
        "flooding: the journal counts instead of growing",
        journal.matches("too-many-waiting").count() < 10 + seconds,
    );
}

#[test]
fn proposals_too_large_for_people() {
    let institution = Institution::founded();
    let signer = &institution.signer;
    // So large that a frame of the desk's view could hold four of them.
    let large = |n: usize, length: usize| {
        let mut achievement = institution.achievement();
        achievement.id = format!("{}{n}", achievement.id);
        achievement.name = "x".repeat(10_000);
        achievement.description = "\"".repeat(length);
        achievement.to_value().to_string()
    };
    let register = |text: &str| {
        let change = json!({"change": "register-badge", "issuer": institution.did, "achievement": text});
        json!({"ask": "propose", "change": change})
    };
    let nonsense = {
        let mut achievement = institution.achievement().to_value();
        achievement["id"] = json!(format!("{}9", institution.achievement().id));
        achievement["undefined"] = json!("never signed");
        achievement.to_string()
    };
    all_fail(
        &institution,
        &[
            Attack::request(
                "large proposal: an achievement of 1.8 MB",
                &register(&large(2, 900_000)),
                "change-too-large",
            ),
            Attack::request(
                "useless proposal: an achievement that no badge can hold",
                &register(&nonsense),
                "lint",
            ),
        ],
    );
    // The maximum number of pending changes, each of the maximum size.
    for n in 10..42 {
        let answer = signer.ask(&request::Propose {
            change: Change::RegisterBadge {
                issuer: institution.did.clone(),
                achievement: large(n, 25_000),
                per_recipient: String::new(),
            },
        });
        assert!(answer.is_ok(), "{answer:?}");
    }
    let view = signer.view();
    stopped("large proposal: the desk shows what waits, page by page", view["waiting_in_all"] == 32);
    let mut shown = view["waiting"].as_array().cloned().unwrap_or_default();
    let mut after = view["more_after"].clone();
    while let Some(digest) = after.as_str() {
        let page = signer.at_desk(&json!({"ask": "look", "after": digest}));
        shown.extend(page["waiting"].as_array().unwrap().iter().cloned());
        after = page["more_after"].clone();
    }
    stopped("large proposal: every change is on a page", shown.len() == 32);
    let listed = signer.ask(&request::ListWaiting);
    stopped(
        "large proposal: the web application is told what waits",
        matches!(&listed, Ok(WaitingChanges { waiting }) if waiting.len() == 32)
            && serde_json::to_vec(&listed).unwrap().len() < 64 * 1024,
    );
    let first = shown[0]["change"].as_str().unwrap();
    let declined = signer.ask_at(HOST, &json!({"ask": "decline", "change": &first[..8]}));
    stopped("large proposal: one is declined by its digest", declined["reply"] == "declined");
    let all = signer.ask_at(HOST, &json!({"ask": "decline-all"}));
    let none_left = signer.view()["waiting_in_all"] == 0;
    stopped("large proposal: all are declined at once", all["changes"] == 31 && none_left);
}

#[test]
fn proposals_while_they_are_paused() {
    let mut institution = Institution::founded();
    let pause = |paused: bool| json!({"ask": "pause-proposals", "paused": paused});
    assert_eq!(institution.signer.ask_at(HOST, &pause(true))["reply"], "proposals");
    institution.signer.kill_run();
    institution.signer.start_run();
    let invite = json!({"ask": "propose", "change": {"change": "invite-approver", "name": "Eve"}});
    let name = "paused proposals: an ordinary one";
    all_fail(&institution, &[Attack::request(name, &invite, "proposals-paused")]);
    let revoke = protocol::Change::RevokeKey { key: "badges".into(), since: 1 };
    institution.signer.propose(revoke);
    let on_host = json!({"ask": "propose", "change": {"change": "invite-approver", "name": "Ada"}});
    assert_eq!(institution.signer.ask_at(HOST, &on_host)["reply"], "decision");
    institution.signer.ask_at(HOST, &pause(false));
    institution.signer.propose(protocol::Change::InviteApprover { name: "Eve".into() });
}

#[test]
fn withdrawing_more_than_its_own_proposals() {
    let mut institution = Institution::founded();
    let signer = &institution.signer;
    let invite = |name: &str| Change::InviteApprover { name: name.to_owned() };
    let withdraw = |change: &Change| json!({"ask": "withdraw-change", "digest": change.digest()});
    let on_host = json!({"ask": "propose", "change": invite("Ada")});
    assert_eq!(signer.ask_at(HOST, &on_host)["reply"], "decision");
    all_fail(
        &institution,
        &[Attack::request(
            "withdrawing: a change that was proposed on the host",
            &withdraw(&invite("Ada")),
            "proposed-on-host",
        )],
    );
    let signer = &institution.signer;
    stopped(
        "withdrawing: the change of the host still waits",
        signer.view()["waiting"].as_array().unwrap().len() == 1,
    );
    let withdrawn = |name: &str| {
        signer.propose(invite(name));
        signer.ask(&request::WithdrawChange { digest: invite(name).digest() }).is_ok()
    };
    let granted = (0..110).take_while(|n| withdrawn(&format!("Person {n}"))).count();
    stopped("withdrawing: proposals without end, each withdrawn, grow the journal", granted == 100);
    institution.signer.kill_run();
    institution.signer.start_run();
    let last = withdraw(&invite("Person 100"));
    let name = "withdrawing: one more after a restart";
    all_fail(&institution, &[Attack::request(name, &last, "too-many-waiting")]);
}
