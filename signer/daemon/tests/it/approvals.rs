//! Changes that people make: pending ones, decisions on the host, refusals.

use crate::documents::Institution;
use crate::house::{DESK, HOST, refusal};
use protocol::{Answer, Ceilings, Change, Decision, RefusalCode, Request};
use serde_json::json;

#[test]
fn a_badge_that_nobody_approved_is_not_issued() {
    let school = Institution::founded();
    let mut achievement = school.achievement();
    achievement.id = format!("{}2", achievement.id);
    let Answer::Decision(Decision::Waiting(waiting)) = school.ask_to_register(&achievement) else { panic!() };
    assert_eq!((waiting.given, waiting.needed, waiting.desk.as_str()), (0, 1, DESK));
    assert!(waiting.title.contains("Welding, first level"));
    let mut credential = school.credential(1);
    credential.achievement = achievement.clone();
    let refused = school.house.sign(&credential.to_value()).unwrap_err();
    assert_eq!(refused.code, RefusalCode::UnregisteredBadge);
    // The repeated request returns the same change.
    let Answer::Decision(Decision::Waiting(again)) = school.ask_to_register(&achievement) else { panic!() };
    assert_eq!(again, waiting);
    school.house.approve_on_host(&waiting);
    assert!(matches!(school.ask_to_register(&achievement), Answer::Registered { .. }));
    assert!(school.house.sign(&credential.to_value()).is_ok());
}

#[test]
fn an_approval_s_evidence_stands_in_the_leaf() {
    let school = Institution::founded();
    let journal = school.house.read("state/journal.jsonl");
    let badge = journal.lines().rfind(|line| line.contains("badge-version")).unwrap();
    let badge: serde_json::Value = serde_json::from_str(badge).unwrap();
    let entry: serde_json::Value = serde_json::from_str(badge["entry"].as_str().unwrap()).unwrap();
    assert_eq!(entry["approved"], badge["approved"]["change"]);
    assert_eq!(entry["approvals"].as_array().unwrap().len(), 1);
}

#[test]
fn what_was_typed_has_to_be_the_digest_s_beginning() {
    let school = Institution::founded();
    let change = Change::SetCeilings {
        issuer: school.did.clone(),
        ceilings: Ceilings { per_batch: 500, ..Ceilings::default() },
    };
    let waiting = school.house.propose(change);
    let approve = |typed: &str| {
        let ask = json!({"ask": "approve", "change": waiting.digest, "typed": typed});
        school.house.ask_at(HOST, &ask)["refusal"]["code"].as_str().map(str::to_owned)
    };
    for wrong in ["", "00000000", &waiting.digest[..7], &waiting.digest[..9]] {
        assert_eq!(approve(wrong).as_deref(), Some("other-digest"), "{wrong}");
    }
    assert_eq!(approve(&waiting.digest[..8]), None);
    assert_eq!(approve(&waiting.digest[..8]).as_deref(), Some("unknown-change"));
}

#[test]
fn the_host_is_one_person_and_can_be_switched_off() {
    let school = Institution::founded();
    let asked = school.house.ask(Request::Propose { change: Change::SetQuorum { needed: 2 } });
    assert_eq!(refusal(asked).code, RefusalCode::ImpossibleChange);
    let mut school = school;
    school.house.add_settings("[approvals]\nhost = false");
    school.house.kill_run();
    school.house.start_run();
    let waiting = school.house.propose(Change::InviteApprover { name: "Ada".into() });
    assert_eq!(school.house.approve_on_host(&waiting)["refusal"]["code"], "host-switched-off");
}

#[test]
fn a_declined_change_is_gone_and_waiting_changes_survive_a_restart() {
    let mut school = Institution::founded();
    let first = school.house.propose(Change::InviteApprover { name: "Ada".into() });
    let second = school.house.propose(Change::InviteApprover { name: "Bea".into() });
    school.house.ask_at(HOST, &json!({"ask": "decline", "change": first.digest}));
    school.house.kill_run();
    school.house.start_run();
    let Answer::Waiting { waiting } = school.house.ask(Request::ListWaiting) else { panic!() };
    assert_eq!(waiting, [second]);
}

#[test]
fn so_many_changes_wait_and_no_more() {
    let school = Institution::founded();
    for n in 0..32 {
        school.house.propose(Change::InviteApprover { name: format!("Person {n}") });
    }
    let more = Request::Propose { change: Change::InviteApprover { name: "One more".into() } };
    assert_eq!(refusal(school.house.ask(more)).code, RefusalCode::TooManyWaiting);
}

#[test]
fn the_web_server_s_door_knows_no_approvals_and_the_desk_s_knows_nothing_else() {
    let school = Institution::founded();
    let waiting = school.house.propose(Change::InviteApprover { name: "Ada".into() });
    for ask in [
        json!({"ask": "approve", "change": waiting.digest, "typed": &waiting.digest[..8]}),
        json!({"ask": "write-code"}),
        json!({"ask": "reset-approvers"}),
    ] {
        let envelope = json!({"version": protocol::VERSION, "request": ask});
        let reply = school.house.ask_at("run/signer.sock", &envelope);
        assert_eq!(reply["code"], "malformed-request", "{reply}");
    }
    for ask in [
        json!({"ask": "approve", "change": waiting.digest, "typed": &waiting.digest[..8]}),
        json!({"ask": "decline", "change": waiting.digest}),
        json!({"ask": "reset-approvers"}),
        json!({"version": protocol::VERSION, "request": {"ask": "health"}}),
    ] {
        let reply = school.house.ask_at("desk/desk.sock", &ask);
        assert_eq!(reply["refusal"]["code"], "wrong-door", "{reply}");
    }
}

#[test]
fn a_refusal_leaves_its_code_in_the_journal() {
    let school = Institution::founded();
    let mut stranger = school.credential(1);
    stranger.achievement.criteria = "Pay.".into();
    school.house.sign(&stranger.to_value()).unwrap_err();
    let journal = school.house.read("state/journal.jsonl");
    assert!(journal.contains(r#"{"record":"refused","code":"unregistered-badge","count":1"#), "{journal}");
}
