//! Approvals that nobody gave: by the web server's own means, and with what it can see of people's approvals.

use super::{Attack, SERVER, all_fail, envelope, stopped};
use crate::desk_decline::decline;
use crate::desk_passkey::{Ceremony, Passkey, approval};
use crate::documents::Institution;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use protocol::{Ceilings, Change, Waiting};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::cell::Cell;

/// An institution with one approver, and her passkey, whose answers the attacker can see.
fn institution() -> (Institution, Passkey) {
    let (institution, ada) = (Institution::founded(), Passkey::p256(1));
    institution.signer.enrol_first("Ada", &ada);
    (institution, ada)
}

fn asked(institution: &Institution, per_day: u32) -> Waiting {
    let ceilings = Ceilings { per_batch: 500, per_minute: 500, per_day };
    institution.signer.propose(Change::SetCeilings { issuer: institution.did.clone(), ceilings })
}

/// The same assertion for another change.
fn swapped(approval: &Value, waiting: &Waiting) -> Value {
    let mut approval = approval.clone();
    approval["change"] = json!(waiting.digest);
    approval
}

#[test]
fn what_the_web_server_can_make_itself() {
    let (institution, _) = institution();
    let signer = &institution.signer;
    let eve = Passkey::p256(9);
    let waiting = asked(&institution, 501);
    let posing = Passkey::p256(9).called(&Passkey::p256(1).id);
    // A passkey that was made for the code that Eve types: only the code itself is wrong.
    let challenge: Vec<u8> = Sha256::digest(format!("Eve\0{}", "0".repeat(26))).to_vec();
    let ceremony = Ceremony { challenge, ..Ceremony::enrolling("AAAA") };
    let enrol = json!({"ask": "enrol", "name": "Eve", "code": "0".repeat(26), "registration": eve.registration(&ceremony)});
    all_fail(
        &institution,
        &[
            Attack::desk(
                "forged approval: a passkey of its own",
                &approval(&waiting, &eve, 1),
                "unknown-passkey",
            ),
            Attack::desk(
                "forged approval: a passkey of its own under an approver's id, which anyone may know",
                &approval(&waiting, &posing, 1),
                "bad-assertion",
            ),
            Attack::desk("enrolling: without any code being good", &enrol, "wrong-enrolment-code"),
            Attack::desk(
                "enrolling: having a code written by the desk's endpoint",
                &json!({"ask": "write-code"}),
                "needs-approval",
            ),
        ],
    );
    let invite = signer.propose(Change::InviteApprover { name: "Eve".into() });
    signer.decide(&invite);
    let name = "enrolling: with another code while one is good for that very name";
    all_fail(&institution, &[Attack::desk(name, &enrol, "wrong-enrolment-code")]);
    let at_its_own_door = |name, ask: &Value| Attack {
        name,
        endpoint: SERVER,
        ask: envelope(ask),
        at: "/code",
        code: "malformed-request",
    };
    all_fail(
        &institution,
        &[
            at_its_own_door(
                "self-approval: the host's words at the web server's endpoint",
                &json!({"ask": "approve", "change": waiting.digest, "typed": &waiting.digest[..8]}),
            ),
            at_its_own_door(
                "self-approval: the desk's words at the web server's endpoint",
                &approval(&waiting, &eve, 1),
            ),
            at_its_own_door(
                "self-approval: letting all approvers go at the web server's endpoint",
                &json!({"ask": "reset-approvers"}),
            ),
            at_its_own_door(
                "enrolling: having a code written at the web server's endpoint",
                &json!({"ask": "write-code", "name": null}),
            ),
        ],
    );
    stopped(
        "self-approval: nothing of all this counted as an approval",
        signer.view()["waiting"][0]["by"] == json!([]),
    );
}

#[test]
fn a_code_that_was_stolen() {
    let institution = Institution::founded();
    let signer = &institution.signer;
    let (eve, ada) = (Passkey::p256(9), Passkey::p256(1));
    assert_eq!(signer.at_desk(&json!({"ask": "write-code"}))["reply"], "code-written");
    let enrolled = signer.at_desk(&signer.enrolment("Ada", &eve));
    assert_eq!(enrolled["reply"], "enrolled", "{enrolled}");
    let confirm = |typed: &str| json!({"ask": "confirm-approver", "name": "Ada", "typed": typed});
    // The fingerprint that Ada would read at the desk for her own passkey.
    let key = BASE64URL.decode(ada.public_key()).unwrap();
    let hers = hex::encode(Sha256::digest(key));
    all_fail(
        &institution,
        &[
            Attack::desk(
                "enrolling: a passkey that a stolen code enrolled approves",
                &approval(&asked(&institution, 501), &eve, 1),
                "unconfirmed-passkey",
            ),
            Attack::on_host(
                "enrolling: the fingerprint of the person's own passkey confirms that of the thief",
                &confirm(&hers[..16]),
                "other-fingerprint",
            ),
            Attack::on_host(
                "enrolling: a fingerprint that is confirmed without being typed",
                &confirm(""),
                "other-fingerprint",
            ),
            Attack {
                endpoint: SERVER,
                ask: envelope(&confirm(enrolled["fingerprint"].as_str().unwrap())),
                at: "/code",
                ..Attack::desk(
                    "enrolling: the host's confirmation at the web server's endpoint",
                    &json!({}),
                    "malformed-request",
                )
            },
        ],
    );
}

#[test]
fn a_decline_of_a_person() {
    let (institution, ada) = institution();
    let signer = &institution.signer;
    let (waiting, other) = (asked(&institution, 501), asked(&institution, 502));
    let as_request = |request: Value, ask: &str| {
        let mut request = request;
        request["ask"] = ask.into();
        request
    };
    let declined = decline(signer, &waiting, &ada, 1);
    let removal = signer.propose(Change::RemoveApprover { name: "Ada".into() });
    all_fail(
        &institution,
        &[
            Attack::desk(
                "declining: a person's decline taken as an approval",
                &as_request(declined.clone(), "approve"),
                "other-statement",
            ),
            Attack::desk(
                "declining: a person's approval taken as a decline",
                &as_request(approval(&waiting, &ada, 2), "decline"),
                "other-statement",
            ),
            Attack::desk(
                "declining: a person's decline taken for another change",
                &swapped(&declined, &other),
                "other-statement",
            ),
            Attack::desk(
                "declining: a stolen passkey declines its own removal",
                &decline(signer, &removal, &ada, 3),
                "own-removal",
            ),
        ],
    );
}

#[test]
fn what_it_gets_people_to_do_elsewhere() {
    let (institution, ada) = institution();
    let counts = Cell::new(0);
    // Each attempt has a change of its own, so that one that is approved without a check does not affect the others.
    let answer = |name, change: &dyn Fn(&mut Ceremony), code| {
        let count = counts.get() + 1;
        counts.set(count);
        let waiting = asked(&institution, 500 + count);
        let mut ceremony = Ceremony::approving(&waiting.digest, count);
        change(&mut ceremony);
        let ask = json!({"ask": "approve", "change": waiting.digest, "assertion": ada.assertion(&ceremony)});
        Attack::desk(name, &ask, code)
    };
    all_fail(
        &institution,
        &[
            // On one machine both have the host name `localhost`.
            answer(
                "web server's own page: a page of the web application asks the passkey",
                &|c| c.origin = "http://localhost:3000".into(),
                "wrong-origin",
            ),
            answer(
                "web server's own page: at the desk's name without its port",
                &|c| c.origin = "http://localhost".into(),
                "wrong-origin",
            ),
            answer("web server's own page: for another site", &|c| c.rp_id = "example.org", "wrong-origin"),
            answer(
                "forged approval: a passkey that was touched and did not ask who touched it",
                &|c| c.flags = 0x01,
                "bad-assertion",
            ),
            answer(
                "swapped approval: the answer to a sign-in somewhere",
                &|c| c.challenge = vec![7; 32],
                "other-statement",
            ),
            answer(
                "swapped approval: the answer to a registration",
                &|c| c.kind = "webauthn.create",
                "bad-assertion",
            ),
        ],
    );
}

#[test]
fn what_it_saw_before() {
    let (mut institution, ada) = institution();
    assert_eq!(institution.signer.approve_at_desk(&asked(&institution, 500), &ada, 4)["done"], true);
    let first = asked(&institution, 501);
    let good = approval(&first, &ada, 5);
    assert_eq!(institution.signer.at_desk(&good)["done"], true);
    let name = "replayed approval: one that was used";
    all_fail(&institution, &[Attack::desk(name, &good, "unknown-change")]);
    let second = asked(&institution, 500);
    let name = "swapped approval: one that was given for another change";
    all_fail(&institution, &[Attack::desk(name, &swapped(&good, &second), "other-statement")]);
    assert_eq!(institution.signer.approve_at_desk(&second, &ada, 6)["done"], true);
    let back = asked(&institution, 501);
    stopped("replayed approval: the same change again is another statement", back.digest != first.digest);
    let name = "replayed approval: for the same change asked for again";
    all_fail(&institution, &[Attack::desk(name, &swapped(&good, &back), "other-statement")]);
    let name = "forged approval: a copy of the passkey, whose counter stands still";
    all_fail(&institution, &[Attack::desk(name, &approval(&back, &ada, 6), "cloned-passkey")]);
    let kept = approval(&back, &ada, 7);
    institution.signer.kill_run();
    institution.signer.age("proposal", "expires", 8 * 86_400);
    institution.signer.start_run();
    let name = "expired approval: kept until nobody looks any more";
    all_fail(&institution, &[Attack::desk(name, &kept, "change-lapsed")]);
}

#[test]
fn one_person_as_two() {
    let (institution, ada) = institution();
    let bea = Passkey::ed25519(2);
    institution.signer.enrol_invited("Bea", &bea);
    let quorum = institution.signer.propose(Change::SetQuorum { needed: 2 });
    assert_eq!(institution.signer.approve_at_desk(&quorum, &ada, 1)["done"], true);
    let waiting = asked(&institution, 501);
    assert_eq!(institution.signer.approve_at_desk(&waiting, &ada, 2)["done"], false);
    let name = "self-approval: the same person once more";
    all_fail(&institution, &[Attack::desk(name, &approval(&waiting, &ada, 3), "approved-before")]);
    // Two people approve the invitation.
    let invite = institution.signer.propose(Change::InviteApprover { name: "Ada's other name".into() });
    assert_eq!(institution.signer.approve_at_desk(&invite, &ada, 4)["done"], false);
    assert_eq!(institution.signer.approve_at_desk(&invite, &bea, 1)["done"], true);
    let enrolment = institution.signer.enrolment("Ada's other name", &ada);
    let name = "self-approval: the same passkey under a second name";
    all_fail(&institution, &[Attack::desk(name, &enrolment, "enrolled-before")]);
    let ask = |change: Value| json!({"ask": "propose", "change": change});
    let remove = ask(json!({"change": "set-quorum", "needed": 9}));
    let none = ask(json!({"change": "set-quorum", "needed": 0}));
    all_fail(
        &institution,
        &[
            Attack::request("self-approval: a quorum that nobody reaches", &remove, "impossible-change"),
            Attack::request("self-approval: a quorum of nobody", &none, "impossible-change"),
        ],
    );
}
