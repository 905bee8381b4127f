//! Keys, DIDs, the public directory and the ledger's own past.

use super::{Attack, all_fail, stopped};
use crate::documents::{Institution, profile};
use crate::house::{INSTITUTION, PATIENCE, until};
use credentials::model::Class as _;
use protocol::{Answer, Request};
use serde_json::json;
use std::fs;
use std::process::Stdio;

const OTHER: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAW";

#[test]
fn a_key_of_the_attacker_s_for_a_did_that_stands() {
    let school = Institution::founded_on_the_web("");
    school.make_key("fresh");
    let bind = |key: &str, did: &str, institution: &str| {
        let profile = profile(&school.house, did).to_value().to_string();
        json!({"ask": "bind-issuer", "key": key, "did": did, "institution": institution, "setup_code": "00000", "profile": profile})
    };
    let propose = |change: serde_json::Value| json!({"ask": "propose", "change": change});
    let other = format!("did:web:badges.example.edu:issuers:{OTHER}");
    all_fail(
        &school,
        &[
            Attack::request(
                "fresh key: bound to the DID that is another key's",
                &bind("fresh", &school.did, INSTITUTION),
                "needs-approval",
            ),
            Attack::request(
                "fresh key: bound to a DID of its own",
                &bind("fresh", &other, OTHER),
                "needs-approval",
            ),
            Attack::request(
                "fresh key: the standing DID, by a change that people might wave through",
                &propose(
                    json!({"change": "bind-issuer", "key": "fresh", "did": school.did, "institution": INSTITUTION}),
                ),
                "impossible-change",
            ),
            Attack::request(
                "fresh key: the ledger's own name",
                &json!({"ask": "create-key", "label": "checkpoint"}),
                "bad-key-label",
            ),
            Attack::request(
                "fresh key: rotation to the ledger's own key",
                &propose(json!({"change": "rotate-key", "issuer": school.did, "key": "checkpoint"})),
                "unknown-key",
            ),
        ],
    );
    let more = |label: &str| json!({"ask": "create-key", "label": label});
    all_fail(
        &school,
        &[Attack::request("key slots: a second key that no issuer uses", &more("more"), "too-many-keys")],
    );
    // Proposing a rotation changes nothing until people approve.
    let change = protocol::Change::RotateKey { issuer: school.did.clone(), key: "fresh".into() };
    school.house.propose(change);
    let signed = school.house.sign(&school.credential(1).to_value()).unwrap();
    stopped(
        "fresh key: a rotation that was asked for and that nobody approved",
        signed.document.contains(&school.public_key),
    );
}

#[test]
fn a_key_of_its_own_in_did_json() {
    let mut school = Institution::founded_on_the_web("");
    let file = school.house.path(&format!("public/issuers/{INSTITUTION}/did.json"));
    let ours = fs::read_to_string(&file).unwrap();
    let evil = ours.replace(&school.public_key, "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    assert_ne!(evil, ours);
    fs::write(&file, &evil).unwrap();
    // The desk shows what the ledger states, and its page compares that with the live document.
    let view = school.house.view();
    let stated = view["issuers"][0]["sha256"].as_str().unwrap_or_default();
    let digest = |text: &str| hex::encode(<sha2::Sha256 as sha2::Digest>::digest(text));
    stopped("key in did.json: the desk is told of ours", stated == digest(&ours) && stated != digest(&evil));
    school.house.kill_run();
    school.house.start_run();
    let put_back = fs::read_to_string(&file).unwrap() == ours;
    let said = school.house.read("run.log").contains("did.json");
    stopped("key in did.json: at the next start ours is put back, and said", put_back && said);
}

#[test]
fn an_old_disk_and_a_forked_checkpoint() {
    let mut school = Institution::founded();
    school.house.published();
    let older = school.house.read("public/checkpoint");
    school.house.keep_disk();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.published();
    let newer = school.house.read("public/checkpoint");
    let present = |note: &str| Request::PresentCheckpoint { note: Some(note.to_owned()) };
    // An older one is answered with a consistency proof; a forged one is refused.
    let Answer::Checkpoint(now) = school.house.ask(present(&older)) else { panic!() };
    assert!(now.consistency.is_some());
    let forged = newer.replacen("localhost", "1ocalhost", 1);
    let foreign = Attack::request(
        "forked checkpoint: one that the ledger's key never signed",
        &json!({"ask": "present-checkpoint", "note": forged}),
        "foreign-checkpoint",
    );
    all_fail(&school, &[foreign]);
    school.house.put_disk_back();
    let presented = Attack::request(
        "rollback: an old disk, when a newer checkpoint is shown",
        &json!({"ask": "present-checkpoint", "note": newer}),
        "ledger-rolled-back",
    );
    all_fail(&school, &[presented]);
    let credential = school.credential(2).to_value();
    let ask = json!({"ask": "sign-credentials", "credentials": [credential.to_string()]});
    all_fail(
        &school,
        &[Attack::request("rollback: signing on after an old disk was put back", &ask, "ledger-rolled-back")],
    );
}

#[test]
fn an_old_disk_before_anybody_shows_a_newer_checkpoint() {
    let mut school = Institution::founded();
    school.house.keep_disk();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.published();
    let newer = school.house.read("public/checkpoint");
    school.house.exchange_disk();
    school.house.start_run_ungreeted();
    // An honest web server continues with the same credential again, or the next one.
    let ask = |number| {
        let credential = school.credential(number).to_value().to_string();
        json!({"ask": "sign-credentials", "credentials": [credential]})
    };
    let before = |number| {
        Attack::request(
            "rollback: signing before a checkpoint is shown",
            &ask(number),
            "show-checkpoint-first",
        )
    };
    all_fail(&school, &[before(1), before(2)]);
    let shown = Attack::request(
        "rollback: showing the newer checkpoint to an old disk that was started anew",
        &json!({"ask": "present-checkpoint", "note": newer}),
        "ledger-rolled-back",
    );
    let signing = Attack::request("rollback: signing after it", &ask(2), "ledger-rolled-back");
    all_fail(&school, &[shown, signing]);
}

#[test]
fn a_tile_that_somebody_changed() {
    let mut school = Institution::founded();
    school.house.published();
    school.house.kill_run();
    let tile =
        fs::read_dir(school.house.path("public/tile/entries/000.p")).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(&tile).unwrap();
    fs::write(
        &tile,
        String::from_utf8_lossy(&bytes).replacen("badge-version", "badge-versiom", 1).as_bytes(),
    )
    .unwrap();
    stopped("changed tile: the signer does not start over it", refuses_to_start(&school));
}

/// It exits, and reports that the tiles differ.
fn refuses_to_start(school: &Institution) -> bool {
    let mut run = school.house.command(&["run"]).stderr(Stdio::piped()).spawn().unwrap();
    let ended = until(PATIENCE, || run.try_wait().unwrap());
    let _ = run.kill();
    let said = run.wait_with_output().unwrap().stderr;
    ended.is_some_and(|status| !status.success())
        && String::from_utf8_lossy(&said).contains("differs from what the journal says")
}
