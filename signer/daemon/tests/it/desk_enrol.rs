//! Enrolment of approvers: with the code, once, within 15 minutes, under the intended name.

use crate::desk_passkey::{Ceremony, PRESENT, Passkey, VERIFIED, approval};
use crate::documents::Institution;
use crate::test_signer::{HOST, TestSigner};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use protocol::Change;
use serde_json::{Value, json};

fn names(signer: &TestSigner) -> Vec<String> {
    let view = signer.view();
    view["approvers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn people_enrol_with_either_kind_of_passkey_and_each_is_a_leaf() {
    let signer = TestSigner::started();
    let before = signer.health().ledger_size;
    signer.enrol_first("Ada", &Passkey::p256(1));
    assert!(!signer.path("state/enrolment-code").exists());
    signer.enrol_invited("Bea", &Passkey::ed25519(2));
    assert_eq!(names(&signer), ["Ada", "Bea"]);
    // Two enrolments, two confirmations and one invitation.
    assert_eq!(signer.health().ledger_size, before + 5);
    let journal = signer.read("state/journal.jsonl");
    assert_eq!(journal.matches(r#""statement":{"kind":"enrolled""#).count(), 2, "{journal}");
}

#[test]
fn a_code_is_kept_hashed_in_a_file_of_the_signer_s_own_and_never_in_a_log() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    let code = signer.enrolment_code();
    let file = signer.path("state/enrolment-code").metadata().unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777, 0o600);
    signer.at_desk(&signer.enrolment("Ada", &Passkey::p256(1)));
    assert_eq!(names(&signer), ["Ada"]);
    for file in ["state/journal.jsonl", "run.log"] {
        assert!(!signer.read(file).contains(&code), "{file}");
    }
}

#[test]
fn without_the_code_nobody_enrols() {
    let signer = TestSigner::started();
    let passkey = Passkey::p256(1);
    // No code was written yet.
    let ask = |name: &str, code: &str, of: &TestSigner| {
        let challenge = BASE64URL.encode([0; 32]);
        let registration = passkey.registration(&Ceremony::enrolling(&challenge));
        of.refused_at_desk(
            &json!({"ask": "enrol", "name": name, "code": code, "registration": registration}),
            "wrong-enrolment-code",
        );
        of.refused_at_desk(
            &json!({"ask": "begin-enrolment", "name": name, "code": code}),
            "wrong-enrolment-code",
        );
    };
    ask("Ada", "", &signer);
    signer.at_desk(&json!({"ask": "write-code"}));
    ask("Ada", "00000-00000-00000-00000-000000", &signer);
    assert!(names(&signer).is_empty());
    // Nor does its hash, which the journal holds, work as a code.
    let journal = signer.read("state/journal.jsonl");
    let record = journal.lines().find(|line| line.contains(r#""record":"enrolment-code""#)).unwrap();
    let record: Value = serde_json::from_str(record).unwrap();
    ask("Ada", record["sha256"].as_str().unwrap(), &signer);
}

#[test]
fn a_code_is_good_once() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    let (first, mut second) =
        (signer.enrolment("Ada", &Passkey::p256(1)), signer.enrolment("Bea", &Passkey::p256(2)));
    assert_eq!(signer.at_desk(&first)["reply"], "enrolled");
    signer.refused_at_desk(&second, "wrong-enrolment-code");
    second["name"] = "Ada".into();
    signer.refused_at_desk(&second, "wrong-enrolment-code");
    assert_eq!(names(&signer), ["Ada"]);
}

#[test]
fn an_invited_person_s_code_is_no_other_person_s() {
    let signer = TestSigner::started();
    signer.enrol_first("Ada", &Passkey::p256(1));
    let waiting = signer.propose(Change::InviteApprover { name: "Bea".into() });
    signer.approve_on_host(&waiting);
    let mut enrolment = signer.enrolment("Bea", &Passkey::p256(2));
    enrolment["name"] = "Eve".into();
    signer.refused_at_desk(&enrolment, "wrong-enrolment-code");
    let begin = json!({"ask": "begin-enrolment", "name": "Eve", "code": signer.enrolment_code()});
    signer.refused_at_desk(&begin, "wrong-enrolment-code");
    assert_eq!(names(&signer), ["Ada"]);
}

#[test]
fn a_passkey_counts_once_somebody_on_the_host_confirmed_its_fingerprint() {
    let institution = Institution::founded();
    let (signer, ada) = (&institution.signer, Passkey::p256(1));
    signer.at_desk(&json!({"ask": "write-code"}));
    let enrolled = signer.at_desk(&signer.enrolment("Ada", &ada));
    let fingerprint = enrolled["fingerprint"].as_str().unwrap();
    let key = BASE64URL.decode(ada.public_key()).unwrap();
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(key));
    assert_eq!(fingerprint.replace('-', ""), digest[..16]);
    // The desk does not show it: a person who copied it would compare nothing.
    let view = signer.view().to_string();
    assert!(!view.contains(fingerprint) && view.contains(r#""confirmed":false"#), "{view}");
    let waiting = signer.propose(Change::InviteApprover { name: "Bea".into() });
    signer.refused_at_desk(&approval(&waiting, &ada, 1), "unconfirmed-passkey");
    // Nor does it count as one of the people that a change could need.
    let two = json!({"version": protocol::VERSION, "request": {"ask": "propose", "change": {"change": "set-quorum", "needed": 2}}});
    signer.refused_at("run/signer.sock", &two, |reply| reply["code"].as_str(), "impossible-change");
    let confirm = |name: &str, typed: &str| json!({"ask": "confirm-approver", "name": name, "typed": typed});
    let code = |reply: &Value| reply["refusal"]["code"].as_str().map(str::to_owned);
    for wrong in ["", "0000-0000-0000-0000", &fingerprint[..18]] {
        let reply = signer.ask_at(HOST, &confirm("Ada", wrong));
        assert_eq!(code(&reply).as_deref(), Some("other-fingerprint"), "{reply}");
    }
    let reply = signer.ask_at(HOST, &confirm("Bea", fingerprint));
    assert_eq!(code(&reply).as_deref(), Some("unknown-passkey"), "{reply}");
    assert_eq!(signer.ask_at(HOST, &confirm("Ada", &fingerprint.to_uppercase()))["reply"], "confirmed");
    assert_eq!(signer.approve_at_desk(&waiting, &ada, 1)["done"], true);
}

#[test]
fn a_passkey_that_a_stolen_code_enrolled_is_rejected_and_its_owner_enrols_with_another_code() {
    let mut signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    signer.at_desk(&signer.enrolment("Ada", &Passkey::p256(9)));
    let reject = json!({"ask": "reject-approver", "name": "Ada"});
    assert_eq!(signer.ask_at(HOST, &reject)["reply"], "rejected");
    assert!(names(&signer).is_empty());
    signer.enrol_first("Ada", &Passkey::p256(1));
    // A confirmed one is removed by a change, which people approve.
    assert_eq!(signer.ask_at(HOST, &reject)["refusal"]["code"], "unknown-passkey");
    signer.kill_run();
    signer.start_run();
    assert!(signer.view().to_string().contains(r#""confirmed":true"#));
    assert_eq!(names(&signer), ["Ada"]);
}

#[test]
fn a_passkey_that_nobody_confirmed_keeps_nobody_from_a_first_code() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    signer.at_desk(&signer.enrolment("Eve", &Passkey::p256(9)));
    signer.enrol_first("Ada", &Passkey::p256(1));
    assert_eq!(names(&signer), ["Eve", "Ada"]);
    signer.refused_at_desk(&json!({"ask": "write-code"}), "needs-approval");
}

#[test]
fn an_approver_of_an_earlier_version_counts_as_before() {
    let mut signer = TestSigner::started();
    let ada = Passkey::p256(1);
    signer.at_desk(&json!({"ask": "write-code"}));
    signer.at_desk(&signer.enrolment("Ada", &ada));
    signer.kill_run();
    let journal = signer.read("state/journal.jsonl");
    let before = journal.replace(r#","awaits":true"#, "");
    assert_ne!(journal, before);
    std::fs::write(signer.path("state/journal.jsonl"), before).unwrap();
    signer.start_run();
    let waiting = signer.propose(Change::InviteApprover { name: "Bea".into() });
    assert_eq!(signer.approve_at_desk(&waiting, &ada, 1)["done"], true);
}

#[test]
fn a_code_lapses() {
    let mut signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    let enrolment = signer.enrolment("Ada", &Passkey::p256(1));
    signer.kill_run();
    signer.age("enrolment-code", "expires", 15 * 60);
    signer.start_run();
    signer.refused_at_desk(&enrolment, "wrong-enrolment-code");
    assert_eq!(signer.view()["code"], Value::Null);
}

#[test]
fn a_code_is_void_after_ten_wrong_ones() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    let enrolment = signer.enrolment("Ada", &Passkey::p256(1));
    for _ in 0..10 {
        signer.at_desk(&json!({"ask": "begin-enrolment", "name": "Ada", "code": "00000"}));
    }
    signer.wait_for_refusals("wrong-enrolment-code", 10);
    signer.refused_at_desk(&enrolment, "wrong-enrolment-code");
    signer.enrol_first("Ada", &Passkey::p256(1));
}

#[test]
fn whoever_reaches_the_desk_cannot_void_a_good_code_by_asking_for_another() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    let code = signer.enrolment_code();
    assert_eq!(signer.at_desk(&json!({"ask": "write-code"}))["reply"], "code-written");
    assert_eq!(signer.enrolment_code(), code);
    // On the host this is possible.
    signer.ask_at(HOST, &json!({"ask": "write-code", "name": null}));
    assert_ne!(signer.enrolment_code(), code);
}

#[test]
fn with_approvers_there_is_no_first_code_any_more() {
    let signer = TestSigner::started();
    signer.enrol_first("Ada", &Passkey::p256(1));
    signer.refused_at_desk(&json!({"ask": "write-code"}), "needs-approval");
    assert!(!signer.path("state/enrolment-code").exists());
}

#[test]
fn a_passkey_is_one_person_s() {
    let signer = TestSigner::started();
    let ada = Passkey::p256(1);
    signer.enrol_first("Ada", &ada);
    let waiting = signer.propose(Change::InviteApprover { name: "Bea".into() });
    signer.approve_on_host(&waiting);
    signer.refused_at_desk(&signer.enrolment("Bea", &ada), "enrolled-before");
    // The same key under another id, and another key under the same id.
    let renamed = Passkey::p256(1).called("YW5vdGhlcg");
    signer.refused_at_desk(&signer.enrolment("Bea", &renamed), "enrolled-before");
    let shadow = Passkey::p256(2).called(&ada.id);
    signer.refused_at_desk(&signer.enrolment("Bea", &shadow), "enrolled-before");
    // The same key with a compressed point.
    let mut short = signer.enrolment("Bea", &Passkey::p256(1).called("c2hvcnQ"));
    let whole = BASE64URL.decode(short["registration"]["public_key"].as_str().unwrap()).unwrap();
    let (header, point) = whole.split_at(26);
    let sign = [2 + (point[64] & 1)];
    short["registration"]["public_key"] = BASE64URL.encode([header, &sign, &point[1..33]].concat()).into();
    signer.refused_at_desk(&short, "bad-assertion");
    assert_eq!(names(&signer), ["Ada"]);
    // And a name belongs to one person.
    let twin = json!({"change": "invite-approver", "name": "Ada"});
    let envelope = json!({"version": protocol::VERSION, "request": {"ask": "propose", "change": twin}});
    signer.refused_at("run/signer.sock", &envelope, |reply| reply["code"].as_str(), "enrolled-before");
}

#[test]
fn a_passkey_that_was_not_made_at_the_desk_for_this_person_is_refused() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    let (passkey, code) = (Passkey::p256(1), signer.enrolment_code());
    let challenge = |name: &str| {
        let begun = signer.at_desk(&json!({"ask": "begin-enrolment", "name": name, "code": code}));
        begun["challenge"].as_str().unwrap().to_owned()
    };
    let good = Ceremony::enrolling(&challenge("Ada"));
    for (ceremony, refusal) in [
        (Ceremony::enrolling(&challenge("Bea")), "other-statement"),
        (Ceremony { challenge: Vec::new(), ..good.clone() }, "other-statement"),
        (Ceremony { origin: signer.public_url.clone(), ..good.clone() }, "wrong-origin"),
        (Ceremony { rp_id: "example.org", ..good.clone() }, "wrong-origin"),
        (Ceremony { more: json!({"crossOrigin": true}), ..good.clone() }, "wrong-origin"),
        (Ceremony { kind: "webauthn.get", ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: VERIFIED, ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: PRESENT, ..good.clone() }, "bad-assertion"),
    ] {
        let registration = passkey.registration(&ceremony);
        let ask = json!({"ask": "enrol", "name": "Ada", "code": code, "registration": registration});
        signer.refused_at_desk(&ask, refusal);
    }
    // Keys that the signer does not support, or that verify anything.
    let weak = format!("302a300506032b6570032100{}", "00".repeat(32));
    let rsa = "305c300d06092a864886f70d0101010500034b00";
    for key in [&weak[..], rsa, ""] {
        let mut registration = passkey.registration(&good);
        registration["public_key"] = BASE64URL.encode(hex::decode(key).unwrap()).into();
        let ask = json!({"ask": "enrol", "name": "Ada", "code": code, "registration": registration});
        signer.refused_at_desk(&ask, "bad-assertion");
    }
    assert!(names(&signer).is_empty());
    // None of these used up the code.
    let registration = passkey.registration(&good);
    let ask = json!({"ask": "enrol", "name": "Ada", "code": code, "registration": registration});
    assert_eq!(signer.at_desk(&ask)["reply"], "enrolled");
}

#[test]
fn a_name_that_cannot_be_shown_is_refused() {
    let signer = TestSigner::started();
    signer.at_desk(&json!({"ask": "write-code"}));
    for name in ["", "host:root", "Ada\u{202e}", " Ada"] {
        let begin = json!({"ask": "begin-enrolment", "name": name, "code": signer.enrolment_code()});
        signer.refused_at_desk(&begin, "impossible-change");
    }
}

#[test]
fn a_reset_sends_everyone_away_and_stays_to_be_seen_for_seven_days() {
    let mut institution = Institution::founded();
    let ada = Passkey::p256(1);
    institution.signer.enrol_first("Ada", &ada);
    let waiting = institution.signer.propose(Change::InviteApprover { name: "Bea".into() });
    assert_eq!(institution.signer.ask_at(HOST, &json!({"ask": "reset-approvers"}))["reply"], "reset");
    let view = institution.signer.view();
    assert_eq!(view["resets"].as_array().unwrap().len(), 1, "{view}");
    assert_eq!(
        (view["approvers"].as_array().unwrap().len(), view["waiting"].as_array().unwrap().len()),
        (0, 0)
    );
    let approval = crate::desk_passkey::approval(&waiting, &ada, 1);
    institution.signer.refused_at_desk(&approval, "unknown-change");
    // A new first approver does not remove the notice; a week does.
    let reply = institution.signer.at_desk(&institution.signer.enrolment("Eve", &Passkey::p256(9)));
    assert_eq!(reply["reply"], "enrolled", "{reply}");
    assert_eq!(institution.signer.view()["resets"].as_array().unwrap().len(), 1);
    institution.signer.kill_run();
    institution.signer.age("reset", "created", 7 * 86_400);
    institution.signer.start_run();
    assert_eq!(institution.signer.view()["resets"].as_array().unwrap().len(), 0);
}
