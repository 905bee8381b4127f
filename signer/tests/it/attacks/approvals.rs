//! Approvals that nobody gave: by the web server's own means, and by what it can see of people's.

use super::{Attack, SERVER, all_fail, envelope};
use crate::desk_passkey::{Ceremony, Passkey, approval};
use crate::documents::Institution;
use protocol::{Ceilings, Change, Waiting};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A school with one approver, whose passkey answers for somebody who can look over its shoulder.
fn school() -> (Institution, Passkey) {
    let (school, ada) = (Institution::founded(), Passkey::p256(1));
    school.house.enrol_first("Ada", &ada);
    (school, ada)
}

fn asked(school: &Institution, per_day: u32) -> Waiting {
    let ceilings = Ceilings { per_batch: 500, per_minute: 500, per_day };
    school.house.propose(Change::SetCeilings { issuer: school.did.clone(), ceilings })
}

/// The same assertion for another change.
fn swapped(approval: &Value, waiting: &Waiting) -> Value {
    let mut approval = approval.clone();
    approval["change"] = json!(waiting.digest);
    approval
}

#[test]
fn what_the_web_server_can_make_itself() {
    let (school, _) = school();
    let house = &school.house;
    let eve = Passkey::p256(9);
    let waiting = asked(&school, 501);
    house.refused_at_desk(&approval(&waiting, &eve, 1), "unknown-passkey");
    // Under an approver's own id, which anyone may know.
    let posing = Passkey::p256(9).called(&Passkey::p256(1).id);
    house.refused_at_desk(&approval(&waiting, &posing, 1), "bad-assertion");
    let ask = json!({"ask": "enrol", "name": "Eve", "code": "00000-00000-00000-00000-000000",
        "registration": eve.registration(&Ceremony::enrolling("AAAA"))});
    house.refused_at_desk(&ask, "wrong-enrolment-code");
    house.refused_at_desk(&json!({"ask": "write-code"}), "needs-approval");
    // While a code is good for that very name, with another one.
    let invite = house.propose(Change::InviteApprover { name: "Eve".into() });
    house.decide(&invite);
    let challenge: Vec<u8> = Sha256::digest(format!("Eve\0{}", "0".repeat(26))).to_vec();
    let ceremony = Ceremony { challenge, ..Ceremony::enrolling("AAAA") };
    let ask = json!({"ask": "enrol", "name": "Eve", "code": "0".repeat(26), "registration": eve.registration(&ceremony)});
    house.refused_at_desk(&ask, "wrong-enrolment-code");
    // By its own door.
    for ask in [
        json!({"ask": "approve", "change": waiting.digest, "typed": &waiting.digest[..8]}),
        approval(&waiting, &eve, 1),
        json!({"ask": "reset-approvers"}),
        json!({"ask": "write-code", "name": null}),
    ] {
        house.refused_at(SERVER, &envelope(&ask), |reply| reply["code"].as_str(), "malformed-request");
    }
    assert_eq!(house.view()["waiting"][0]["by"], json!([]));
}

#[test]
fn what_it_gets_people_to_do_elsewhere() {
    let (school, ada) = school();
    let waiting = asked(&school, 501);
    let answer = |change: &dyn Fn(&mut Ceremony)| {
        let mut ceremony = Ceremony::approving(&waiting.digest, 1);
        change(&mut ceremony);
        json!({"ask": "approve", "change": waiting.digest, "assertion": ada.assertion(&ceremony)})
    };
    let refused = |ask: &Value, code: &str| school.house.refused_at_desk(ask, code);
    // A page of the web application asks the passkey: on one machine both have the host name `localhost`.
    refused(&answer(&|c| c.origin = "http://localhost:3000".into()), "wrong-origin");
    refused(&answer(&|c| c.origin = "http://localhost".into()), "wrong-origin");
    refused(&answer(&|c| c.rp_id = "example.org"), "wrong-origin");
    // A passkey that was touched, and did not ask who touched it.
    refused(&answer(&|c| c.flags = 0x01), "bad-assertion");
    // An answer to a sign-in, or to a registration, somewhere.
    refused(&answer(&|c| c.challenge = vec![7; 32]), "other-statement");
    refused(&answer(&|c| c.kind = "webauthn.create"), "bad-assertion");
    assert_eq!(school.house.view()["waiting"][0]["by"], json!([]));
}

#[test]
fn what_it_saw_before() {
    let (mut school, ada) = school();
    let first = asked(&school, 501);
    let good = approval(&first, &ada, 5);
    assert_eq!(school.house.at_desk(&good)["done"], true);
    // Replayed: used, and for the same change asked for again.
    school.house.refused_at_desk(&good, "unknown-change");
    let second = asked(&school, 502);
    school.house.refused_at_desk(&swapped(&good, &second), "other-statement");
    assert_eq!(school.house.approve_at_desk(&second, &ada, 6)["done"], true);
    let back = asked(&school, 501);
    assert_ne!(back.digest, first.digest, "the same change again is the same statement");
    school.house.refused_at_desk(&swapped(&good, &back), "other-statement");
    // A copy of the passkey, whose counter stands still.
    school.house.refused_at_desk(&approval(&back, &ada, 6), "cloned-passkey");
    // Kept until nobody looks any more.
    let kept = approval(&back, &ada, 7);
    school.house.kill_run();
    school.house.age("proposal", "expires", 8 * 86_400);
    school.house.start_run();
    school.house.refused_at_desk(&kept, "change-lapsed");
}

#[test]
fn one_person_as_two() {
    let (school, ada) = school();
    let bea = Passkey::ed25519(2);
    school.house.enrol_invited("Bea", &bea);
    let quorum = school.house.propose(Change::SetQuorum { needed: 2 });
    assert_eq!(school.house.approve_at_desk(&quorum, &ada, 1)["done"], true);
    let waiting = asked(&school, 501);
    assert_eq!(school.house.approve_at_desk(&waiting, &ada, 2)["done"], false);
    school.house.refused_at_desk(&approval(&waiting, &ada, 3), "approved-before");
    // The same passkey under a second name, let in by two people.
    let invite = school.house.propose(Change::InviteApprover { name: "Ada's other name".into() });
    assert_eq!(school.house.approve_at_desk(&invite, &ada, 4)["done"], false);
    assert_eq!(school.house.approve_at_desk(&invite, &bea, 1)["done"], true);
    school.house.refused_at_desk(&school.house.enrolment("Ada's other name", &ada), "enrolled-before");
    // Fewer people than are needed cannot be arranged, nor a number that nobody reaches.
    let ask = |change: Value| json!({"ask": "propose", "change": change});
    let remove = ask(json!({"change": "set-quorum", "needed": 9}));
    let none = ask(json!({"change": "set-quorum", "needed": 0}));
    all_fail(
        &school,
        &[
            Attack::request("self-approval: a quorum that nobody reaches", &remove, "impossible-change"),
            Attack::request("self-approval: a quorum of nobody", &none, "impossible-change"),
        ],
    );
}
