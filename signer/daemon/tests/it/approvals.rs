//! Changes that people make: pending ones, decisions on the host, refusals.

use crate::documents::Institution;
use crate::test_signer::{DESK, HOST, refusal};
use messages::Language;
use protocol::{Ceilings, Change, Decision, RefusalCode, WaitingChanges, request};
use serde_json::json;

#[test]
fn a_badge_that_nobody_approved_is_not_issued() {
    let institution = Institution::founded();
    let mut achievement = institution.achievement();
    achievement.id = format!("{}2", achievement.id);
    let Ok(Decision::Waiting(waiting)) = institution.ask_to_register(&achievement) else { panic!() };
    assert_eq!((waiting.given, waiting.needed, waiting.desk.as_str()), (0, 1, DESK));
    assert!(Language::English.change_title(&waiting.title).contains("Welding, first level"));
    let mut credential = institution.credential(1);
    credential.achievement = achievement.clone();
    let refused = institution.signer.sign(&credential.to_value()).unwrap_err();
    assert_eq!(refused.code, RefusalCode::UnregisteredBadge);
    // The repeated request returns the same change.
    let Ok(Decision::Waiting(again)) = institution.ask_to_register(&achievement) else { panic!() };
    assert_eq!(again, waiting);
    institution.signer.approve_on_host(&waiting);
    assert!(matches!(institution.ask_to_register(&achievement), Ok(Decision::Done { .. })));
    assert!(institution.signer.sign(&credential.to_value()).is_ok());
}

#[test]
fn an_approval_s_evidence_stands_in_the_leaf() {
    let institution = Institution::founded();
    let journal = institution.signer.read("state/journal.jsonl");
    let badge = journal.lines().rfind(|line| line.contains("badge-version")).unwrap();
    let badge: serde_json::Value = serde_json::from_str(badge).unwrap();
    let entry: serde_json::Value = serde_json::from_str(badge["entry"].as_str().unwrap()).unwrap();
    assert_eq!(entry["approved"], badge["approved"]["change"]);
    assert_eq!(entry["approvals"].as_array().unwrap().len(), 1);
}

#[test]
fn what_was_typed_has_to_be_the_digest_s_beginning() {
    let institution = Institution::founded();
    let change = Change::SetCeilings {
        issuer: institution.did.clone(),
        ceilings: Ceilings { per_batch: 500, ..Ceilings::default() },
    };
    let waiting = institution.signer.propose(change);
    let approve = |typed: &str| {
        let ask = json!({"ask": "approve", "change": waiting.digest, "typed": typed});
        institution.signer.ask_at(HOST, &ask)["refusal"]["code"].as_str().map(str::to_owned)
    };
    for wrong in ["", "00000000", &waiting.digest[..7], &waiting.digest[..9]] {
        assert_eq!(approve(wrong).as_deref(), Some("other-digest"), "{wrong}");
    }
    assert_eq!(approve(&waiting.digest[..8]), None);
    assert_eq!(approve(&waiting.digest[..8]).as_deref(), Some("unknown-change"));
}

#[test]
fn the_host_is_one_person_and_can_be_switched_off() {
    let institution = Institution::founded();
    let asked = institution.signer.ask(&request::Propose { change: Change::SetQuorum { needed: 2 } });
    assert_eq!(refusal(asked).code, RefusalCode::ImpossibleChange);
    let mut institution = institution;
    institution.signer.add_settings("[approvals]\nhost = false");
    institution.signer.kill_run();
    institution.signer.start_run();
    let waiting = institution.signer.propose(Change::InviteApprover { name: "Ada".into() });
    assert_eq!(institution.signer.approve_on_host(&waiting)["refusal"]["code"], "host-switched-off");
}

#[test]
fn a_declined_change_is_gone_and_waiting_changes_survive_a_restart() {
    let mut institution = Institution::founded();
    let first = institution.signer.propose(Change::InviteApprover { name: "Ada".into() });
    let second = institution.signer.propose(Change::InviteApprover { name: "Bea".into() });
    institution.signer.ask_at(HOST, &json!({"ask": "decline", "change": first.digest}));
    institution.signer.kill_run();
    institution.signer.start_run();
    let Ok(WaitingChanges { waiting }) = institution.signer.ask(&request::ListWaiting) else { panic!() };
    assert_eq!(waiting, [second]);
}

#[test]
fn so_many_changes_wait_and_no_more() {
    let institution = Institution::founded();
    for n in 0..32 {
        institution.signer.propose(Change::InviteApprover { name: format!("Person {n}") });
    }
    let more = request::Propose { change: Change::InviteApprover { name: "One more".into() } };
    assert_eq!(refusal(institution.signer.ask(&more)).code, RefusalCode::TooManyWaiting);
}

#[test]
fn the_web_server_s_door_knows_no_approvals_and_the_desk_s_knows_nothing_else() {
    let institution = Institution::founded();
    let waiting = institution.signer.propose(Change::InviteApprover { name: "Ada".into() });
    for ask in [
        json!({"ask": "approve", "change": waiting.digest, "typed": &waiting.digest[..8]}),
        json!({"ask": "write-code"}),
        json!({"ask": "reset-approvers"}),
    ] {
        let envelope = json!({"version": protocol::VERSION, "request": ask});
        let reply = institution.signer.ask_at("run/signer.sock", &envelope);
        assert_eq!(reply["code"], "malformed-request", "{reply}");
    }
    for ask in [
        json!({"ask": "approve", "change": waiting.digest, "typed": &waiting.digest[..8]}),
        json!({"ask": "decline", "change": waiting.digest}),
        json!({"ask": "reset-approvers"}),
        json!({"version": protocol::VERSION, "request": {"ask": "health"}}),
    ] {
        let reply = institution.signer.ask_at("desk/desk.sock", &ask);
        assert_eq!(reply["refusal"]["code"], "wrong-endpoint", "{reply}");
    }
}

#[test]
fn a_refusal_leaves_its_code_in_the_journal() {
    let institution = Institution::founded();
    let mut stranger = institution.credential(1);
    stranger.achievement.criteria = "Pay.".into();
    institution.signer.sign(&stranger.to_value()).unwrap_err();
    let journal = institution.signer.read("state/journal.jsonl");
    assert!(journal.contains(r#"{"record":"refused","code":"unregistered-badge","count":1"#), "{journal}");
}
