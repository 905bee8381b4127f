//! Enrolment of approvers: with the code, once, within 15 minutes, under the intended name.

use crate::desk_passkey::{Ceremony, PRESENT, Passkey, VERIFIED, approval};
use crate::documents::Institution;
use crate::house::{HOST, House};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use protocol::Change;
use serde_json::{Value, json};

fn names(house: &House) -> Vec<String> {
    let view = house.view();
    view["approvers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn people_enrol_with_either_kind_of_passkey_and_each_is_a_leaf() {
    let house = House::started();
    let before = house.health().ledger_size;
    house.enrol_first("Ada", &Passkey::p256(1));
    assert!(!house.path("state/enrolment-code").exists());
    house.enrol_invited("Bea", &Passkey::ed25519(2));
    assert_eq!(names(&house), ["Ada", "Bea"]);
    // Two enrolments, two confirmations and one invitation.
    assert_eq!(house.health().ledger_size, before + 5);
    let journal = house.read("state/journal.jsonl");
    assert_eq!(journal.matches(r#""statement":{"kind":"enrolled""#).count(), 2, "{journal}");
}

#[test]
fn a_code_is_kept_hashed_in_a_file_of_the_signer_s_own_and_never_in_a_log() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    let code = house.enrolment_code();
    let file = house.path("state/enrolment-code").metadata().unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777, 0o600);
    house.at_desk(&house.enrolment("Ada", &Passkey::p256(1)));
    assert_eq!(names(&house), ["Ada"]);
    for file in ["state/journal.jsonl", "run.log"] {
        assert!(!house.read(file).contains(&code), "{file}");
    }
}

#[test]
fn without_the_code_nobody_enrols() {
    let house = House::started();
    let passkey = Passkey::p256(1);
    // No code was written yet.
    let ask = |name: &str, code: &str, of: &House| {
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
    ask("Ada", "", &house);
    house.at_desk(&json!({"ask": "write-code"}));
    ask("Ada", "00000-00000-00000-00000-000000", &house);
    assert!(names(&house).is_empty());
    // Nor does its hash, which the journal holds, work as a code.
    let journal = house.read("state/journal.jsonl");
    let record = journal.lines().find(|line| line.contains(r#""record":"enrolment-code""#)).unwrap();
    let record: Value = serde_json::from_str(record).unwrap();
    ask("Ada", record["sha256"].as_str().unwrap(), &house);
}

#[test]
fn a_code_is_good_once() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    let (first, mut second) =
        (house.enrolment("Ada", &Passkey::p256(1)), house.enrolment("Bea", &Passkey::p256(2)));
    assert_eq!(house.at_desk(&first)["reply"], "enrolled");
    house.refused_at_desk(&second, "wrong-enrolment-code");
    second["name"] = "Ada".into();
    house.refused_at_desk(&second, "wrong-enrolment-code");
    assert_eq!(names(&house), ["Ada"]);
}

#[test]
fn an_invited_person_s_code_is_no_other_person_s() {
    let house = House::started();
    house.enrol_first("Ada", &Passkey::p256(1));
    let waiting = house.propose(Change::InviteApprover { name: "Bea".into() });
    house.approve_on_host(&waiting);
    let mut enrolment = house.enrolment("Bea", &Passkey::p256(2));
    enrolment["name"] = "Eve".into();
    house.refused_at_desk(&enrolment, "wrong-enrolment-code");
    let begin = json!({"ask": "begin-enrolment", "name": "Eve", "code": house.enrolment_code()});
    house.refused_at_desk(&begin, "wrong-enrolment-code");
    assert_eq!(names(&house), ["Ada"]);
}

#[test]
fn a_passkey_counts_once_somebody_on_the_host_confirmed_its_fingerprint() {
    let school = Institution::founded();
    let (house, ada) = (&school.house, Passkey::p256(1));
    house.at_desk(&json!({"ask": "write-code"}));
    let enrolled = house.at_desk(&house.enrolment("Ada", &ada));
    let fingerprint = enrolled["fingerprint"].as_str().unwrap();
    let key = BASE64URL.decode(ada.public_key()).unwrap();
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(key));
    assert_eq!(fingerprint.replace('-', ""), digest[..16]);
    // The desk does not show it: a person who copied it would compare nothing.
    let view = house.view().to_string();
    assert!(!view.contains(fingerprint) && view.contains(r#""confirmed":false"#), "{view}");
    let waiting = house.propose(Change::InviteApprover { name: "Bea".into() });
    house.refused_at_desk(&approval(&waiting, &ada, 1), "unconfirmed-passkey");
    // Nor does it count as one of the people that a change could need.
    let two = json!({"version": protocol::VERSION, "request": {"ask": "propose", "change": {"change": "set-quorum", "needed": 2}}});
    house.refused_at("run/signer.sock", &two, |reply| reply["code"].as_str(), "impossible-change");
    let confirm = |name: &str, typed: &str| json!({"ask": "confirm-approver", "name": name, "typed": typed});
    let code = |reply: &Value| reply["refusal"]["code"].as_str().map(str::to_owned);
    for wrong in ["", "0000-0000-0000-0000", &fingerprint[..18]] {
        let reply = house.ask_at(HOST, &confirm("Ada", wrong));
        assert_eq!(code(&reply).as_deref(), Some("other-fingerprint"), "{reply}");
    }
    let reply = house.ask_at(HOST, &confirm("Bea", fingerprint));
    assert_eq!(code(&reply).as_deref(), Some("unknown-passkey"), "{reply}");
    assert_eq!(house.ask_at(HOST, &confirm("Ada", &fingerprint.to_uppercase()))["reply"], "confirmed");
    assert_eq!(house.approve_at_desk(&waiting, &ada, 1)["done"], true);
}

#[test]
fn a_passkey_that_a_stolen_code_enrolled_is_rejected_and_its_owner_enrols_with_another_code() {
    let mut house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    house.at_desk(&house.enrolment("Ada", &Passkey::p256(9)));
    let reject = json!({"ask": "reject-approver", "name": "Ada"});
    assert_eq!(house.ask_at(HOST, &reject)["reply"], "rejected");
    assert!(names(&house).is_empty());
    house.enrol_first("Ada", &Passkey::p256(1));
    // A confirmed one is removed by a change, which people approve.
    assert_eq!(house.ask_at(HOST, &reject)["refusal"]["code"], "unknown-passkey");
    house.kill_run();
    house.start_run();
    assert!(house.view().to_string().contains(r#""confirmed":true"#));
    assert_eq!(names(&house), ["Ada"]);
}

#[test]
fn a_passkey_that_nobody_confirmed_keeps_nobody_from_a_first_code() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    house.at_desk(&house.enrolment("Eve", &Passkey::p256(9)));
    house.enrol_first("Ada", &Passkey::p256(1));
    assert_eq!(names(&house), ["Eve", "Ada"]);
    house.refused_at_desk(&json!({"ask": "write-code"}), "needs-approval");
}

#[test]
fn an_approver_of_an_earlier_version_counts_as_before() {
    let mut house = House::started();
    let ada = Passkey::p256(1);
    house.at_desk(&json!({"ask": "write-code"}));
    house.at_desk(&house.enrolment("Ada", &ada));
    house.kill_run();
    let journal = house.read("state/journal.jsonl");
    let before = journal.replace(r#","awaits":true"#, "");
    assert_ne!(journal, before);
    std::fs::write(house.path("state/journal.jsonl"), before).unwrap();
    house.start_run();
    let waiting = house.propose(Change::InviteApprover { name: "Bea".into() });
    assert_eq!(house.approve_at_desk(&waiting, &ada, 1)["done"], true);
}

#[test]
fn a_code_lapses() {
    let mut house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    let enrolment = house.enrolment("Ada", &Passkey::p256(1));
    house.kill_run();
    house.age("enrolment-code", "expires", 15 * 60);
    house.start_run();
    house.refused_at_desk(&enrolment, "wrong-enrolment-code");
    assert_eq!(house.view()["code"], Value::Null);
}

#[test]
fn a_code_is_void_after_ten_wrong_ones() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    let enrolment = house.enrolment("Ada", &Passkey::p256(1));
    for _ in 0..10 {
        house.at_desk(&json!({"ask": "begin-enrolment", "name": "Ada", "code": "00000"}));
    }
    house.wait_for_refusals("wrong-enrolment-code", 10);
    house.refused_at_desk(&enrolment, "wrong-enrolment-code");
    house.enrol_first("Ada", &Passkey::p256(1));
}

#[test]
fn whoever_reaches_the_desk_cannot_void_a_good_code_by_asking_for_another() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    let code = house.enrolment_code();
    assert_eq!(house.at_desk(&json!({"ask": "write-code"}))["reply"], "code-written");
    assert_eq!(house.enrolment_code(), code);
    // On the host this is possible.
    house.ask_at(HOST, &json!({"ask": "write-code", "name": null}));
    assert_ne!(house.enrolment_code(), code);
}

#[test]
fn with_approvers_there_is_no_first_code_any_more() {
    let house = House::started();
    house.enrol_first("Ada", &Passkey::p256(1));
    house.refused_at_desk(&json!({"ask": "write-code"}), "needs-approval");
    assert!(!house.path("state/enrolment-code").exists());
}

#[test]
fn a_passkey_is_one_person_s() {
    let house = House::started();
    let ada = Passkey::p256(1);
    house.enrol_first("Ada", &ada);
    let waiting = house.propose(Change::InviteApprover { name: "Bea".into() });
    house.approve_on_host(&waiting);
    house.refused_at_desk(&house.enrolment("Bea", &ada), "enrolled-before");
    // The same key under another id, and another key under the same id.
    let renamed = Passkey::p256(1).called("YW5vdGhlcg");
    house.refused_at_desk(&house.enrolment("Bea", &renamed), "enrolled-before");
    let shadow = Passkey::p256(2).called(&ada.id);
    house.refused_at_desk(&house.enrolment("Bea", &shadow), "enrolled-before");
    // The same key with a compressed point.
    let mut short = house.enrolment("Bea", &Passkey::p256(1).called("c2hvcnQ"));
    let whole = BASE64URL.decode(short["registration"]["public_key"].as_str().unwrap()).unwrap();
    let (header, point) = whole.split_at(26);
    let sign = [2 + (point[64] & 1)];
    short["registration"]["public_key"] = BASE64URL.encode([header, &sign, &point[1..33]].concat()).into();
    house.refused_at_desk(&short, "bad-assertion");
    assert_eq!(names(&house), ["Ada"]);
    // And a name belongs to one person.
    let twin = json!({"change": "invite-approver", "name": "Ada"});
    let envelope = json!({"version": protocol::VERSION, "request": {"ask": "propose", "change": twin}});
    house.refused_at("run/signer.sock", &envelope, |reply| reply["code"].as_str(), "enrolled-before");
}

#[test]
fn a_passkey_that_was_not_made_at_the_desk_for_this_person_is_refused() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    let (passkey, code) = (Passkey::p256(1), house.enrolment_code());
    let challenge = |name: &str| {
        let begun = house.at_desk(&json!({"ask": "begin-enrolment", "name": name, "code": code}));
        begun["challenge"].as_str().unwrap().to_owned()
    };
    let good = Ceremony::enrolling(&challenge("Ada"));
    for (ceremony, refusal) in [
        (Ceremony::enrolling(&challenge("Bea")), "other-statement"),
        (Ceremony { challenge: Vec::new(), ..good.clone() }, "other-statement"),
        (Ceremony { origin: house.public_url.clone(), ..good.clone() }, "wrong-origin"),
        (Ceremony { rp_id: "example.org", ..good.clone() }, "wrong-origin"),
        (Ceremony { more: json!({"crossOrigin": true}), ..good.clone() }, "wrong-origin"),
        (Ceremony { kind: "webauthn.get", ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: VERIFIED, ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: PRESENT, ..good.clone() }, "bad-assertion"),
    ] {
        let registration = passkey.registration(&ceremony);
        let ask = json!({"ask": "enrol", "name": "Ada", "code": code, "registration": registration});
        house.refused_at_desk(&ask, refusal);
    }
    // Keys that the signer does not support, or that verify anything.
    let weak = format!("302a300506032b6570032100{}", "00".repeat(32));
    let rsa = "305c300d06092a864886f70d0101010500034b00";
    for key in [&weak[..], rsa, ""] {
        let mut registration = passkey.registration(&good);
        registration["public_key"] = BASE64URL.encode(hex::decode(key).unwrap()).into();
        let ask = json!({"ask": "enrol", "name": "Ada", "code": code, "registration": registration});
        house.refused_at_desk(&ask, "bad-assertion");
    }
    assert!(names(&house).is_empty());
    // None of these used up the code.
    let registration = passkey.registration(&good);
    let ask = json!({"ask": "enrol", "name": "Ada", "code": code, "registration": registration});
    assert_eq!(house.at_desk(&ask)["reply"], "enrolled");
}

#[test]
fn a_name_that_cannot_be_shown_is_refused() {
    let house = House::started();
    house.at_desk(&json!({"ask": "write-code"}));
    for name in ["", "host:root", "Ada\u{202e}", " Ada"] {
        let begin = json!({"ask": "begin-enrolment", "name": name, "code": house.enrolment_code()});
        house.refused_at_desk(&begin, "impossible-change");
    }
}

#[test]
fn a_reset_sends_everyone_away_and_stays_to_be_seen_for_seven_days() {
    let mut school = Institution::founded();
    let ada = Passkey::p256(1);
    school.house.enrol_first("Ada", &ada);
    let waiting = school.house.propose(Change::InviteApprover { name: "Bea".into() });
    assert_eq!(school.house.ask_at(HOST, &json!({"ask": "reset-approvers"}))["reply"], "reset");
    let view = school.house.view();
    assert_eq!(view["resets"].as_array().unwrap().len(), 1, "{view}");
    assert_eq!(
        (view["approvers"].as_array().unwrap().len(), view["waiting"].as_array().unwrap().len()),
        (0, 0)
    );
    let approval = crate::desk_passkey::approval(&waiting, &ada, 1);
    school.house.refused_at_desk(&approval, "unknown-change");
    // A new first approver does not remove the notice; a week does.
    let reply = school.house.at_desk(&school.house.enrolment("Eve", &Passkey::p256(9)));
    assert_eq!(reply["reply"], "enrolled", "{reply}");
    assert_eq!(school.house.view()["resets"].as_array().unwrap().len(), 1);
    school.house.kill_run();
    school.house.age("reset", "created", 7 * 86_400);
    school.house.start_run();
    assert_eq!(school.house.view()["resets"].as_array().unwrap().len(), 0);
}
