//! What counts as an approval at the desk: whose, and for how long.

use crate::desk_passkey::{Ceremony, Passkey, approval};
use crate::documents::Institution;
use crate::test_signer::{HOST, TestSigner};
use protocol::{Ceilings, Change, Waiting};
use serde_json::{Value, json};

/// A change of the ceilings; each `n` is another change.
fn ceilings(institution: &Institution, n: u32) -> Waiting {
    let ceilings = Ceilings { per_day: 3_000 + n, ..Ceilings::default() };
    institution.signer.propose(Change::SetCeilings { issuer: institution.did.clone(), ceilings })
}

fn shown(signer: &TestSigner, waiting: &Waiting) -> Value {
    let view = signer.view();
    let all = view["waiting"].as_array().unwrap();
    all.iter().find(|shown| shown["change"] == waiting.digest).cloned().unwrap_or_default()
}

/// An institution that needs two approvers: Ada with P-256, Bea with Ed25519.
fn two_people() -> (Institution, Passkey, Passkey) {
    let (institution, ada, bea) = (Institution::founded(), Passkey::p256(1), Passkey::ed25519(2));
    institution.signer.enrol_first("Ada", &ada);
    institution.signer.enrol_invited("Bea", &bea);
    let quorum = institution.signer.propose(Change::SetQuorum { needed: 2 });
    assert_eq!(institution.signer.approve_on_host(&quorum)["done"], true);
    (institution, ada, bea)
}

#[test]
fn a_passkey_s_approval_puts_a_change_in_force_and_its_evidence_in_the_leaf() {
    let institution = Institution::founded();
    let keys = [Passkey::p256(1), Passkey::ed25519(2)];
    institution.signer.enrol_first("Ada", &keys[0]);
    institution.signer.enrol_invited("Bea", &keys[1]);
    for (n, key) in (0..).zip(&keys) {
        let waiting = ceilings(&institution, n);
        let reply = institution.signer.approve_at_desk(&waiting, key, 1);
        assert_eq!((&reply["reply"], &reply["done"]), (&json!("approved"), &json!(true)), "{reply}");
        assert_eq!(shown(&institution.signer, &waiting), Value::Null);
        let journal = institution.signer.read("state/journal.jsonl");
        let intent = journal.lines().rfind(|line| line.contains(r#""kind":"ceilings""#)).unwrap();
        let intent: Value = serde_json::from_str(intent).unwrap();
        let leaf: Value = serde_json::from_str(intent["entry"].as_str().unwrap()).unwrap();
        assert_eq!(leaf["approved"], waiting.digest);
        assert_eq!(leaf["approvals"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn two_different_people_are_two() {
    let (institution, ada, bea) = two_people();
    let waiting = ceilings(&institution, 0);
    let reply = institution.signer.approve_at_desk(&waiting, &ada, 1);
    assert_eq!((&reply["given"], &reply["needed"], &reply["done"]), (&json!(1), &json!(2), &json!(false)));
    assert_eq!(shown(&institution.signer, &waiting)["by"], json!(["Ada"]));
    institution.signer.refused_at_desk(&approval(&waiting, &ada, 2), "approved-before");
    assert_eq!(institution.signer.approve_at_desk(&waiting, &bea, 1)["done"], true);
}

#[test]
fn an_approval_survives_a_restart_and_is_not_given_twice() {
    let (mut institution, ada, bea) = two_people();
    let waiting = ceilings(&institution, 0);
    institution.signer.approve_at_desk(&waiting, &ada, 7);
    institution.signer.kill_run();
    institution.signer.start_run();
    institution.signer.refused_at_desk(&approval(&waiting, &ada, 7), "cloned-passkey");
    institution.signer.refused_at_desk(&approval(&waiting, &ada, 8), "approved-before");
    assert_eq!(institution.signer.approve_at_desk(&waiting, &bea, 1)["done"], true);
}

#[test]
fn an_approval_of_one_statement_is_none_of_another() {
    let institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let (seen, meant) = (ceilings(&institution, 0), ceilings(&institution, 1));
    let mut swapped = approval(&seen, &ada, 1);
    swapped["change"] = meant.digest.clone().into();
    institution.signer.refused_at_desk(&swapped, "other-statement");
    assert_eq!(shown(&institution.signer, &meant)["by"], json!([]));
    // The same change, proposed again after it was declined, is another statement.
    let before = approval(&seen, &ada, 2);
    institution.signer.ask_at(HOST, &json!({"ask": "decline", "change": seen.digest}));
    let again = ceilings(&institution, 0);
    assert_ne!(again.digest, seen.digest);
    let mut replayed = before;
    replayed["change"] = again.digest.into();
    institution.signer.refused_at_desk(&replayed, "other-statement");
}

#[test]
fn an_approval_is_used_once() {
    let institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let waiting = ceilings(&institution, 0);
    let approval = approval(&waiting, &ada, 1);
    assert_eq!(institution.signer.at_desk(&approval)["done"], true);
    institution.signer.refused_at_desk(&approval, "unknown-change");
    // Restored, and proposed again: the old approval is for a text that is gone.
    institution.allow(Ceilings::default());
    let again = ceilings(&institution, 0);
    let mut replayed = approval;
    replayed["change"] = again.digest.into();
    institution.signer.refused_at_desk(&replayed, "other-statement");
}

#[test]
fn a_counter_that_goes_back_or_stands_still_is_a_copy() {
    let institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    assert_eq!(institution.signer.approve_at_desk(&ceilings(&institution, 0), &ada, 10)["done"], true);
    let waiting = ceilings(&institution, 1);
    for count in [0, 9, 10] {
        institution.signer.refused_at_desk(&approval(&waiting, &ada, count), "cloned-passkey");
    }
    assert_eq!(institution.signer.approve_at_desk(&waiting, &ada, 11)["done"], true);
}

#[test]
fn passkeys_that_do_not_count_are_taken() {
    let institution = Institution::founded();
    let ada = Passkey::ed25519(1);
    institution.signer.enrol_first("Ada", &ada);
    for n in 0..2 {
        assert_eq!(institution.signer.approve_at_desk(&ceilings(&institution, n), &ada, 0)["done"], true);
    }
}

#[test]
fn a_change_that_lapsed_or_was_declined_takes_no_approval() {
    let mut institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let declined = ceilings(&institution, 0);
    institution.signer.ask_at(HOST, &json!({"ask": "decline", "change": declined.digest}));
    institution.signer.refused_at_desk(&approval(&declined, &ada, 1), "unknown-change");
    let lapsed = ceilings(&institution, 1);
    institution.signer.kill_run();
    institution.signer.age("proposal", "expires", 7 * 86_400);
    institution.signer.start_run();
    institution.signer.refused_at_desk(&approval(&lapsed, &ada, 1), "change-lapsed");
    assert_eq!(shown(&institution.signer, &lapsed), Value::Null);
}

#[test]
fn a_passkey_that_nobody_enrolled_approves_nothing() {
    let institution = Institution::founded();
    institution.signer.enrol_first("Ada", &Passkey::p256(1));
    let waiting = ceilings(&institution, 0);
    institution.signer.refused_at_desk(&approval(&waiting, &Passkey::p256(3), 1), "unknown-passkey");
    // Nor under an approver's id: the key is not hers.
    let forged = Passkey::p256(3).called(&Passkey::p256(1).id);
    institution.signer.refused_at_desk(&approval(&waiting, &forged, 1), "bad-assertion");
    // Nor does a made-up digest become a change.
    let invented = Waiting { digest: "ab".repeat(32), ..waiting };
    institution.signer.refused_at_desk(&approval(&invented, &Passkey::p256(1), 1), "unknown-change");
}

#[test]
fn who_was_sent_away_approves_no_more_and_what_they_approved_counts_no_more() {
    let (institution, ada, bea) = two_people();
    let waiting = ceilings(&institution, 0);
    assert_eq!(institution.signer.approve_at_desk(&waiting, &bea, 1)["given"], 1);
    let removal = institution.signer.propose(Change::RemoveApprover { name: "Bea".into() });
    institution.signer.approve_at_desk(&removal, &ada, 1);
    assert_eq!(institution.signer.approve_on_host(&removal)["done"], true);
    assert_eq!(shown(&institution.signer, &waiting)["by"], json!([]));
    institution.signer.refused_at_desk(&approval(&waiting, &bea, 2), "unknown-passkey");
    // Nor once another person of her name is enrolled.
    let invitation = institution.signer.propose(Change::InviteApprover { name: "Bea".into() });
    institution.signer.approve_at_desk(&invitation, &ada, 2);
    assert_eq!(institution.signer.approve_on_host(&invitation)["done"], true);
    let enrolled = institution.signer.at_desk(&institution.signer.enrolment("Bea", &Passkey::p256(3)));
    assert_eq!(enrolled["reply"], "enrolled", "{enrolled}");
    assert_eq!(shown(&institution.signer, &waiting)["by"], json!([]));
    // One of two: Bea's approval does not count.
    let reply = institution.signer.approve_at_desk(&waiting, &ada, 3);
    assert_eq!((&reply["given"], &reply["done"]), (&json!(1), &json!(false)), "{reply}");
}

#[test]
fn a_change_that_an_earlier_version_proposed_lapses_and_what_was_approved_stays() {
    let mut institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let waiting = ceilings(&institution, 0);
    institution.signer.kill_run();
    institution.signer.write_proposals_as_before();
    institution.signer.start_run();
    institution.signer.refused_at_desk(&approval(&waiting, &ada, 1), "change-lapsed");
    assert_eq!(shown(&institution.signer, &waiting), Value::Null);
    let lapses =
        format!("the change {} waited for approval in the form of an earlier version", waiting.digest);
    let log = institution.signer.read("run.log");
    assert!(log.contains(&lapses), "{log}");
    assert_eq!(log.matches("in the form of an earlier version").count(), 1, "{log}");
    assert!(institution.signer.sign(&institution.credential(1).to_value()).is_ok());
    let again = ceilings(&institution, 0);
    assert_ne!(again.digest, waiting.digest);
    assert_eq!(institution.signer.approve_at_desk(&again, &ada, 2)["done"], true);
}

#[test]
fn what_is_shown_is_the_text_whose_digest_is_approved() {
    let institution = Institution::founded();
    let waiting = ceilings(&institution, 0);
    let shown = shown(&institution.signer, &waiting);
    let text = shown["text"].as_str().unwrap();
    let digest = <sha2::Sha256 as sha2::Digest>::digest(text);
    assert_eq!(hex::encode(digest), waiting.digest);
    let statement: Value = serde_json::from_str(text).unwrap();
    assert_eq!(
        (&statement["title"], &statement["facts"]),
        (&shown["summary"]["title"], &shown["summary"]["facts"])
    );
    assert_eq!((&statement["version"], &statement["title"]["code"]), (&json!(2), &json!("set-ceilings")));
    assert_eq!(statement["signer"], institution.signer.public_url);
}

#[test]
fn the_desk_s_door_signs_nothing_and_asks_for_no_change_and_the_web_server_s_approves_nothing() {
    let institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let waiting = ceilings(&institution, 0);
    let credential = institution.credential(1).to_value().to_string();
    for request in [
        json!({"ask": "sign-credentials", "credentials": [credential]}),
        json!({"ask": "propose", "change": {"change": "invite-approver", "name": "Eve"}}),
        json!({"ask": "freeze", "issuer": institution.did, "reason": "no reason"}),
    ] {
        institution.signer.refused_at_desk(&request, "wrong-endpoint");
        institution
            .signer
            .refused_at_desk(&json!({"version": protocol::VERSION, "request": request}), "wrong-endpoint");
    }
    for ask in [
        approval(&waiting, &ada, 1),
        json!({"ask": "look"}),
        json!({"ask": "write-code"}),
        json!({"ask": "begin-enrolment", "name": "Eve", "code": "0"}),
    ] {
        let envelope = json!({"version": protocol::VERSION, "request": ask});
        institution.signer.refused_at(
            "run/signer.sock",
            &envelope,
            |reply| reply["code"].as_str(),
            "malformed-request",
        );
    }
    assert_eq!(shown(&institution.signer, &waiting)["by"], json!([]));
}

#[test]
fn an_answer_that_is_not_exactly_what_the_desk_asked_for_is_refused() {
    let institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let waiting = ceilings(&institution, 0);
    let good = Ceremony::approving(&waiting.digest, 1);
    let other = |origin: &str| Ceremony { origin: origin.into(), ..good.clone() };
    for (ceremony, code) in [
        // The web application's own page, on the same machine: RP ID and passkey are the same, the origin is not.
        (other(&institution.signer.public_url), "wrong-origin"),
        (other("https://localhost:3001"), "wrong-origin"),
        (other("http://localhost:30011"), "wrong-origin"),
        (other("null"), "wrong-origin"),
        (Ceremony { rp_id: "example.org", ..good.clone() }, "wrong-origin"),
        (Ceremony { more: json!({"crossOrigin": true}), ..good.clone() }, "wrong-origin"),
        (Ceremony { more: json!({"topOrigin": "http://localhost:3001"}), ..good.clone() }, "wrong-origin"),
        (Ceremony { kind: "webauthn.create", ..good.clone() }, "bad-assertion"),
        (Ceremony { kind: "payment.get", ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: 0x01, ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: 0x04, ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: 0, ..good.clone() }, "bad-assertion"),
        // Backed up, and not eligible for backup.
        (Ceremony { flags: 0x05 | 0x10, ..good.clone() }, "bad-assertion"),
        (Ceremony { tail: vec![0], ..good.clone() }, "bad-assertion"),
        (Ceremony { challenge: vec![0; 32], ..good.clone() }, "other-statement"),
        // The digest as text, not as bytes.
        (Ceremony { challenge: waiting.digest.clone().into_bytes(), ..good.clone() }, "other-statement"),
    ] {
        let ask = json!({"ask": "approve", "change": waiting.digest, "assertion": ada.assertion(&ceremony)});
        institution.signer.refused_at_desk(&ask, code);
    }
    let (whole, stranger) = (ada.assertion(&good), Passkey::p256(3).assertion(&good));
    for (member, value) in [
        ("signature", stranger["signature"].clone()),
        ("signature", json!("")),
        ("signature", json!("MAYCAQACAQA")),
        ("signature", json!("not base64url!")),
        ("authenticator_data", json!("AAAA")),
        ("client_data_json", json!("e30")),
        ("client_data_json", json!("bm90IEpTT04")),
    ] {
        let mut assertion = whole.clone();
        assertion[member] = value;
        let ask = json!({"ask": "approve", "change": waiting.digest, "assertion": assertion});
        institution.signer.refused_at_desk(&ask, "bad-assertion");
    }
    assert_eq!(shown(&institution.signer, &waiting)["by"], json!([]));
    assert_eq!(institution.signer.approve_at_desk(&waiting, &ada, 1)["done"], true);
}
