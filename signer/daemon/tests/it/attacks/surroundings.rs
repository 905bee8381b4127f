//! Keys, DIDs, the public directory and the ledger's own past.

use super::{Attack, all_fail, stopped};
use crate::documents::{Institution, profile};
use crate::test_signer::{INSTITUTION, PATIENCE, until};
use credentials::model::Class as _;
use protocol::request;
use serde_json::json;
use std::fs;
use std::process::Stdio;

const OTHER: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAW";

#[test]
fn a_key_of_the_attacker_s_for_a_did_that_stands() {
    let institution = Institution::founded_on_the_web("");
    institution.make_key("fresh");
    let bind = |key: &str, did: &str, ulid: &str| {
        let profile = profile(&institution.signer, did).to_value().to_string();
        json!({"ask": "bind-issuer", "key": key, "did": did, "institution": ulid, "profile": profile})
    };
    let propose = |change: serde_json::Value| json!({"ask": "propose", "change": change});
    let other = format!("did:web:badges.example.edu:issuers:{OTHER}");
    all_fail(
        &institution,
        &[
            Attack::request(
                "fresh key: bound to the DID that is another key's",
                &bind("fresh", &institution.did, INSTITUTION),
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
                    json!({"change": "bind-issuer", "key": "fresh", "did": institution.did, "institution": INSTITUTION}),
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
                &propose(json!({"change": "rotate-key", "issuer": institution.did, "key": "checkpoint"})),
                "unknown-key",
            ),
        ],
    );
    let more = |label: &str| json!({"ask": "create-key", "label": label});
    all_fail(
        &institution,
        &[Attack::request("key slots: a second key that no issuer uses", &more("more"), "too-many-keys")],
    );
    // Proposing a rotation changes nothing until people approve.
    let change = protocol::Change::RotateKey { issuer: institution.did.clone(), key: "fresh".into() };
    institution.signer.propose(change);
    let signed = institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    stopped(
        "fresh key: a rotation that was asked for and that nobody approved",
        signed.document.contains(&institution.public_key),
    );
}

#[test]
fn a_key_of_its_own_in_did_json() {
    let mut institution = Institution::founded_on_the_web("");
    let file = institution.signer.path(&format!("public/issuers/{INSTITUTION}/did.json"));
    let ours = fs::read_to_string(&file).unwrap();
    let evil = ours.replace(&institution.public_key, "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    assert_ne!(evil, ours);
    fs::write(&file, &evil).unwrap();
    // The desk shows what the ledger states, and its page compares that with the live document.
    let view = institution.signer.view();
    let stated = view["issuers"][0]["sha256"].as_str().unwrap_or_default();
    let digest = |text: &str| hex::encode(<sha2::Sha256 as sha2::Digest>::digest(text));
    stopped("key in did.json: the desk is told of ours", stated == digest(&ours) && stated != digest(&evil));
    institution.signer.kill_run();
    institution.signer.start_run();
    let put_back = fs::read_to_string(&file).unwrap() == ours;
    let said = institution.signer.read("run.log").contains("did.json");
    stopped("key in did.json: at the next start ours is put back, and said", put_back && said);
}

#[test]
fn an_old_disk_and_a_forked_checkpoint() {
    let mut institution = Institution::founded();
    institution.signer.published();
    let older = institution.signer.read("public/checkpoint");
    institution.signer.keep_disk();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    let newer = institution.signer.read("public/checkpoint");
    let present = |note: &str| request::PresentCheckpoint { note: Some(note.to_owned()) };
    // An older one is answered with a consistency proof; a forged one is refused.
    let Ok(now) = institution.signer.ask(&present(&older)) else { panic!() };
    assert!(now.consistency.is_some());
    let forged = newer.replacen("localhost", "1ocalhost", 1);
    let foreign = Attack::request(
        "forked checkpoint: one that the ledger's key never signed",
        &json!({"ask": "present-checkpoint", "note": forged}),
        "foreign-checkpoint",
    );
    all_fail(&institution, &[foreign]);
    institution.signer.put_disk_back();
    let presented = Attack::request(
        "rollback: an old disk, when a newer checkpoint is shown",
        &json!({"ask": "present-checkpoint", "note": newer}),
        "ledger-rolled-back",
    );
    all_fail(&institution, &[presented]);
    let credential = institution.credential(2).to_value();
    let ask = json!({"ask": "sign-credentials", "credentials": [credential.to_string()]});
    all_fail(
        &institution,
        &[Attack::request("rollback: signing on after an old disk was put back", &ask, "ledger-rolled-back")],
    );
}

#[test]
fn an_old_disk_before_anybody_shows_a_newer_checkpoint() {
    let mut institution = Institution::founded();
    institution.signer.keep_disk();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    let newer = institution.signer.read("public/checkpoint");
    institution.signer.exchange_disk();
    institution.signer.start_run_ungreeted();
    // An honest web server continues with the same credential again, or the next one.
    let ask = |number| {
        let credential = institution.credential(number).to_value().to_string();
        json!({"ask": "sign-credentials", "credentials": [credential]})
    };
    let before = |number| {
        Attack::request(
            "rollback: signing before a checkpoint is shown",
            &ask(number),
            "show-checkpoint-first",
        )
    };
    all_fail(&institution, &[before(1), before(2)]);
    let shown = Attack::request(
        "rollback: showing the newer checkpoint to an old disk that was restarted",
        &json!({"ask": "present-checkpoint", "note": newer}),
        "ledger-rolled-back",
    );
    let signing = Attack::request("rollback: signing after it", &ask(2), "ledger-rolled-back");
    all_fail(&institution, &[shown, signing]);
}

#[test]
fn a_tile_that_somebody_changed() {
    let mut institution = Institution::founded();
    institution.signer.published();
    institution.signer.kill_run();
    let tile = fs::read_dir(institution.signer.path("public/tile/entries/000.p"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = fs::read(&tile).unwrap();
    fs::write(
        &tile,
        String::from_utf8_lossy(&bytes).replacen("badge-version", "badge-versiom", 1).as_bytes(),
    )
    .unwrap();
    stopped("changed tile: the signer does not start over it", refuses_to_start(&institution));
}

/// It exits, and reports that the tiles differ.
fn refuses_to_start(institution: &Institution) -> bool {
    let mut run = institution.signer.command(&["run"]).stderr(Stdio::piped()).spawn().unwrap();
    let ended = until(PATIENCE, || run.try_wait().unwrap());
    let _ = run.kill();
    let said = run.wait_with_output().unwrap().stderr;
    ended.is_some_and(|status| !status.success())
        && String::from_utf8_lossy(&said).contains("differs from the journal")
}
