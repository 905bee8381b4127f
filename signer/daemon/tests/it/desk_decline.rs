//! Declining changes with a passkey at the desk.

use crate::desk_passkey::{Ceremony, Passkey, approval};
use crate::documents::Institution;
use crate::test_signer::TestSigner;
use protocol::{Ceilings, Change, Waiting};
use serde_json::{Value, json};

/// An institution with one approver.
fn with_ada() -> (Institution, Passkey) {
    let (institution, ada) = (Institution::founded(), Passkey::p256(1));
    institution.signer.enrol_first("Ada", &ada);
    (institution, ada)
}

fn ceilings(institution: &Institution) -> Waiting {
    let ceilings = Ceilings { per_day: 3_000, ..Ceilings::default() };
    institution.signer.propose(Change::SetCeilings { issuer: institution.did.clone(), ceilings })
}

/// The challenge for declining a change, as the desk shows it.
fn challenge(signer: &TestSigner, waiting: &Waiting) -> String {
    let view = signer.view();
    let all = view["waiting"].as_array().unwrap();
    let shown = all.iter().find(|shown| shown["change"] == waiting.digest).unwrap();
    shown["decline"].as_str().unwrap().to_owned()
}

/// The request that declines a change.
pub(crate) fn decline(signer: &TestSigner, waiting: &Waiting, passkey: &Passkey, count: u32) -> Value {
    let ceremony = Ceremony::approving(&challenge(signer, waiting), count);
    json!({"ask": "decline", "change": waiting.digest, "assertion": passkey.assertion(&ceremony)})
}

fn is_waiting(signer: &TestSigner, waiting: &Waiting) -> bool {
    let view = signer.view();
    view["waiting"].as_array().unwrap().iter().any(|shown| shown["change"] == waiting.digest)
}

#[test]
fn one_approver_declines_a_change_by_name_and_it_stays_declined() {
    let (mut institution, ada) = with_ada();
    let waiting = ceilings(&institution);
    let ask = decline(&institution.signer, &waiting, &ada, 1);
    assert_eq!(institution.signer.at_desk(&ask), json!({"reply": "declined"}));
    assert!(!is_waiting(&institution.signer, &waiting));
    let journal = institution.signer.read("state/journal.jsonl");
    let record = journal.lines().rfind(|line| line.contains(r#""record":"declined-at-desk""#)).unwrap();
    let record: Value = serde_json::from_str(record).unwrap();
    assert_eq!((&record["name"], &record["change"]), (&json!("Ada"), &json!(waiting.digest)));
    assert_eq!(record["assertion"], ask["assertion"]);
    institution.signer.refused_at_desk(&ask, "unknown-change");
    institution.signer.kill_run();
    institution.signer.start_run();
    assert!(!is_waiting(&institution.signer, &waiting));
    institution.signer.refused_at_desk(&approval(&waiting, &ada, 2), "unknown-change");
    // The counter survives, so a copy of the passkey is noticed.
    let again = ceilings(&institution);
    institution.signer.refused_at_desk(&approval(&again, &ada, 1), "cloned-passkey");
    assert_eq!(institution.signer.approve_at_desk(&again, &ada, 2)["done"], true);
}

#[test]
fn a_decline_is_no_approval_and_an_approval_is_no_decline() {
    let (institution, ada) = with_ada();
    let waiting = ceilings(&institution);
    let mut declined = decline(&institution.signer, &waiting, &ada, 1);
    declined["ask"] = "approve".into();
    institution.signer.refused_at_desk(&declined, "other-statement");
    // Under the digest that the passkey saw, too.
    let challenge = challenge(&institution.signer, &waiting);
    declined["change"] = challenge.into();
    institution.signer.refused_at_desk(&declined, "unknown-change");
    let mut approved = approval(&waiting, &ada, 1);
    approved["ask"] = "decline".into();
    institution.signer.refused_at_desk(&approved, "other-statement");
    assert!(is_waiting(&institution.signer, &waiting));
    assert_eq!(institution.signer.approve_at_desk(&waiting, &ada, 1)["done"], true);
}

#[test]
fn a_decline_of_one_change_is_none_of_another() {
    let (institution, ada) = with_ada();
    let waiting = ceilings(&institution);
    let other = institution.signer.propose(Change::InviteApprover { name: "Bea".into() });
    let mut swapped = decline(&institution.signer, &other, &ada, 1);
    swapped["change"] = waiting.digest.clone().into();
    institution.signer.refused_at_desk(&swapped, "other-statement");
    // The same change, proposed again, is another statement.
    let before = decline(&institution.signer, &waiting, &ada, 1);
    assert_eq!(institution.signer.at_desk(&before)["reply"], "declined");
    let again = ceilings(&institution);
    let mut replayed = before;
    replayed["change"] = again.digest.clone().into();
    institution.signer.refused_at_desk(&replayed, "other-statement");
    assert!(is_waiting(&institution.signer, &again) && is_waiting(&institution.signer, &other));
}

#[test]
fn only_confirmed_approvers_on_the_desk_s_page_decline() {
    let (institution, ada) = with_ada();
    let waiting = ceilings(&institution);
    institution
        .signer
        .refused_at_desk(&decline(&institution.signer, &waiting, &Passkey::p256(9), 1), "unknown-passkey");
    let invitation = institution.signer.propose(Change::InviteApprover { name: "Bea".into() });
    assert_eq!(institution.signer.approve_on_host(&invitation)["done"], true);
    let bea = Passkey::ed25519(2);
    let enrolled = institution.signer.at_desk(&institution.signer.enrolment("Bea", &bea));
    assert_eq!(enrolled["reply"], "enrolled", "{enrolled}");
    institution
        .signer
        .refused_at_desk(&decline(&institution.signer, &waiting, &bea, 1), "unconfirmed-passkey");
    let good = Ceremony::approving(&challenge(&institution.signer, &waiting), 1);
    for (ceremony, code) in [
        (Ceremony { origin: institution.signer.public_url.clone(), ..good.clone() }, "wrong-origin"),
        (Ceremony { kind: "webauthn.create", ..good.clone() }, "bad-assertion"),
        (Ceremony { flags: 0x01, ..good.clone() }, "bad-assertion"),
        (Ceremony { challenge: vec![0; 32], ..good }, "other-statement"),
    ] {
        let ask = json!({"ask": "decline", "change": waiting.digest, "assertion": ada.assertion(&ceremony)});
        institution.signer.refused_at_desk(&ask, code);
    }
    assert!(is_waiting(&institution.signer, &waiting));
}

#[test]
fn nobody_declines_their_own_removal_and_another_approver_does() {
    let (institution, ada) = with_ada();
    let bea = Passkey::ed25519(2);
    institution.signer.enrol_invited("Bea", &bea);
    let removal = institution.signer.propose(Change::RemoveApprover { name: "Bea".into() });
    institution.signer.refused_at_desk(&decline(&institution.signer, &removal, &bea, 1), "own-removal");
    assert!(is_waiting(&institution.signer, &removal));
    let ask = decline(&institution.signer, &removal, &ada, 1);
    assert_eq!(institution.signer.at_desk(&ask)["reply"], "declined");
}

#[test]
fn the_web_server_s_socket_takes_no_decline_with_a_passkey() {
    let (institution, ada) = with_ada();
    let waiting = ceilings(&institution);
    let ask = decline(&institution.signer, &waiting, &ada, 1);
    let envelope = json!({"version": protocol::VERSION, "request": ask});
    institution.signer.refused_at(
        "run/signer.sock",
        &envelope,
        |reply| reply["code"].as_str(),
        "malformed-request",
    );
    assert!(is_waiting(&institution.signer, &waiting));
}
