//! did.json after a crash or a fault between an approved change and its file: the signer repairs it.

use crate::documents::Institution;
use crate::test_signer::{INSTITUTION, PATIENCE, until};
use protocol::Change;
use std::fs;

const JOURNAL: &str = "state/journal.jsonl";

fn file() -> String {
    format!("public/issuers/{INSTITUTION}/did.json")
}

/// An institution whose power failed after the approved change of `change` was on disk. Its effects are not on disk:
/// neither the next statement of the DID document nor its file. The signer is not running.
fn lost_power_after(change: impl FnOnce(&Institution)) -> Institution {
    let mut institution = Institution::founded_on_the_web("");
    institution.make_key("next");
    institution.signer.keep_disk();
    let before = statements(&institution);
    change(&institution);
    let journal = institution.signer.read(JOURNAL);
    institution.signer.exchange_disk();
    let mut seen = 0;
    let mut kept = String::new();
    for line in journal.split_inclusive('\n') {
        seen += usize::from(is_statement(line));
        if seen > before {
            break;
        }
        kept.push_str(line);
    }
    assert!(kept.len() < journal.len() && kept.len() > institution.signer.read(JOURNAL).len());
    fs::write(institution.signer.path(JOURNAL), kept).unwrap();
    institution
}

/// Is a line of the journal a statement of a DID document?
fn is_statement(line: &str) -> bool {
    line.contains(r#""kind":"did-document""#)
}

fn statements(institution: &Institution) -> usize {
    institution.signer.read(JOURNAL).lines().filter(|line| is_statement(line)).count()
}

/// The file has it before any request; the ledger has it after a checkpoint was presented, and only once.
fn catches_up(mut institution: Institution, word: &str) {
    assert!(!institution.signer.read(&file()).contains(word));
    let before = statements(&institution);
    institution.signer.start_run_ungreeted();
    let document = institution.signer.read(&file());
    assert!(document.contains(word), "{document}");
    assert_eq!(statements(&institution), before, "nothing is entered before the checkpoint handshake");
    for _ in 0..2 {
        institution.signer.kill_run();
        institution.signer.start_run();
        let stated = || (statements(&institution) > before).then_some(());
        assert!(until(PATIENCE, stated).is_some(), "{}", institution.signer.read("run.log"));
        institution.signer.published();
        assert_eq!(statements(&institution), before + 1);
        assert_eq!(institution.signer.read(&file()), document);
    }
    let view = institution.signer.view();
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&document));
    assert_eq!(view["issuers"][0]["sha256"], digest.as_str());
}

#[test]
fn a_revocation_is_in_did_json_after_a_power_loss() {
    catches_up(lost_power_after(|institution| institution.revoke("badges")), "revoked");
}

#[test]
fn a_rotation_is_in_did_json_after_a_power_loss() {
    let institution = lost_power_after(|institution| {
        institution.make(Change::RotateKey { issuer: institution.did.clone(), key: "next".into() });
    });
    let answer = institution.signer.read(JOURNAL);
    let key = answer.lines().find(|line| line.contains(r#""label":"next""#)).unwrap();
    let key: serde_json::Value = serde_json::from_str(key).unwrap();
    catches_up(institution, key["public_key"].as_str().unwrap());
}

#[test]
fn a_status_keeper_is_in_did_json_after_a_power_loss() {
    let keeper = protocol::StatusKeeper {
        did: "did:web:lists.example.org".into(),
        lists: "https://lists.example.org/status/".into(),
    };
    let change = |institution: &Institution| Change::SetStatusKeeper {
        issuer: institution.did.clone(),
        keeper: Some(keeper.clone()),
    };
    catches_up(lost_power_after(|institution| institution.make(change(institution))), "lists.example.org");
}

#[test]
fn did_json_that_could_not_be_written_is_written_later() {
    let institution = Institution::founded_on_the_web("");
    let path = institution.signer.path(&file());
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    institution.revoke("badges");
    assert!(institution.signer.read("run.log").contains("after an approved change"));
    fs::remove_dir(&path).unwrap();
    let written = || fs::read_to_string(&path).ok().filter(|text| text.contains("revoked"));
    assert!(until(PATIENCE, written).is_some(), "{}", institution.signer.read("run.log"));
}
