//! What the ledger proves to others, and what happens after it lost entries.

use crate::documents::Institution;
use crate::test_signer::{HOST, TestSigner, refusal};
use protocol::{EntryProof, Events, LedgerCheckpoint, Problem, Proofs, RefusalCode, request};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::Command;
use tlog::{Checkpoint, InclusionProof, is_consistent};

fn prove(signer: &TestSigner, ids: &[&str]) -> Vec<Result<EntryProof, protocol::Refusal>> {
    let credentials = ids.iter().map(|id| (*id).to_owned()).collect();
    match signer.ask(&request::ProveInclusion { credentials }) {
        Ok(Proofs { results }) => results,
        other => panic!("{other:?}"),
    }
}

fn present(signer: &TestSigner, note: &str) -> Result<LedgerCheckpoint, Problem> {
    signer.ask(&request::PresentCheckpoint { note: Some(note.to_owned()) })
}

fn stands(answer: Result<LedgerCheckpoint, Problem>) -> LedgerCheckpoint {
    match answer {
        Ok(checkpoint) => checkpoint,
        other => panic!("{other:?}"),
    }
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").args(["-a", "-T"]).args([from, to]).status().unwrap().success());
}

impl TestSigner {
    /// Copies the signer's disk once all entries are published.
    pub(crate) fn keep_disk(&self) {
        self.published();
        for name in ["state", "public"] {
            copy(&self.path(name), &self.path(&format!("old-{name}")));
        }
    }

    /// Restores the signer's disk from the copy, and starts it again.
    pub(crate) fn put_disk_back(&mut self) {
        self.exchange_disk();
        self.start_run();
    }

    /// Stops the signer, and restores its disk from the copy.
    pub(crate) fn exchange_disk(&mut self) {
        self.kill_run();
        for name in ["state", "public"] {
            fs::remove_dir_all(self.path(name)).unwrap();
            copy(&self.path(&format!("old-{name}")), &self.path(name));
        }
    }
}

#[test]
fn every_signed_credential_is_shown_to_be_in_the_ledger_and_its_holder_can_open_the_commitment() {
    let institution = Institution::founded();
    let badges: Vec<_> = (1..=5).map(|n| institution.credential(n)).collect();
    let values: Vec<Value> = badges.iter().map(crate::documents::Badge::to_value).collect();
    let signed = institution.signer.sign_all(&values);
    let mut ids: Vec<&str> = badges.iter().map(|badge| badge.id.as_str()).collect();
    ids.push("http://localhost:3000/credentials/never");
    institution.signer.published();
    let mut proven = prove(&institution.signer, &ids);
    assert_eq!(proven.pop().unwrap().unwrap_err().code, RefusalCode::NotEntered);
    let key = institution.signer.log_key().unwrap();
    for ((proof, signed), value) in proven.into_iter().zip(signed).zip(values) {
        let (proof, signed) = (proof.unwrap(), signed.unwrap());
        assert_eq!(proof.ledger_index, signed.ledger_index);
        let shown = InclusionProof::parse(&proof.proof).unwrap();
        shown.verify(&proof.entry, &key).unwrap();
        assert_eq!(shown.index, proof.ledger_index);
        assert!(shown.verify(&proof.entry.replace("credential", "binding"), &key).is_err());
        let unsigned = credentials::lint::UnsignedCredential::parse(value.to_string().as_bytes()).unwrap();
        let linted = credentials::lint::lint(unsigned).unwrap();
        let commitment =
            Sha256::new().chain_update(hex::decode(&proof.salt).unwrap()).chain_update(linted.canonical());
        let entry: Value = serde_json::from_str(&proof.entry).unwrap();
        assert_eq!(entry.get("commitment").unwrap(), &json!(hex::encode(commitment.finalize())));
    }
}

#[test]
fn the_newest_checkpoint_begins_with_every_one_before_it() {
    let institution = Institution::founded();
    institution.signer.published();
    let older = stands(institution.signer.ask(&request::Checkpoint));
    let key = institution.signer.log_key().unwrap();
    assert_eq!((older.key.as_str(), &older.consistency), (key.to_string().as_str(), &None));
    for n in 1..=3 {
        institution.signer.sign(&institution.credential(n).to_value()).unwrap();
    }
    let newest = institution.signer.published();
    let answer = stands(present(&institution.signer, &older.note));
    assert_eq!(Checkpoint::verified(&answer.note, &key), Ok(newest.clone()));
    let old = Checkpoint::verified(&older.note, &key).unwrap();
    let path: Vec<[u8; 32]> = answer
        .consistency
        .unwrap()
        .iter()
        .map(|hash| hex::decode(hash).unwrap().try_into().unwrap())
        .collect();
    assert!(is_consistent((old.size, old.root), (newest.size, newest.root), &path));
    assert_eq!(stands(present(&institution.signer, &answer.note)).consistency, Some(Vec::new()));
}

#[test]
fn a_note_that_the_ledger_s_key_did_not_sign_is_refused_and_stops_nothing() {
    let institution = Institution::founded();
    institution.signer.published();
    let note = institution.signer.read("public/checkpoint");
    for forged in [note.replacen("\n3\n", "\n9\n", 1), note.replace("localhost", "elsewhere"), String::new()]
    {
        assert_eq!(refusal(present(&institution.signer, &forged)).code, RefusalCode::ForeignCheckpoint);
    }
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
}

#[test]
fn a_signer_that_was_started_anew_enters_nothing_until_somebody_shows_what_they_hold() {
    let mut institution = Institution::founded();
    institution.signer.published();
    let note = institution.signer.read("public/checkpoint");
    institution.signer.kill_run();
    institution.signer.start_run_ungreeted();
    let credential = institution.credential(1).to_value();
    let refused = |institution: &Institution| {
        let (signer, list) = (&institution.signer, institution.list(&[]).to_value().to_string());
        for refusal in [
            refusal(signer.ask(&request::SignCredentials { credentials: vec![credential.to_string()] })),
            refusal(signer.ask(&request::SignStatusList { credential: list })),
            refusal(signer.ask(&request::SignSuperseding { credentials: Vec::new() })),
            refusal(signer.ask(&request::CreateKey { label: "other".into() })),
        ] {
            assert_eq!(refusal.code, RefusalCode::HandshakeRequired);
        }
    };
    refused(&institution);
    assert_eq!(
        refusal(present(&institution.signer, &note.replace("localhost", "elsewhere"))).code,
        RefusalCode::ForeignCheckpoint
    );
    refused(&institution);
    assert_eq!(institution.signer.health().ledger_size, 3, "looking is free");
    stands(present(&institution.signer, &note));
    institution.signer.sign(&credential).unwrap();
}

#[test]
fn who_holds_no_checkpoint_says_so_and_that_is_told_where_there_are_entries() {
    let mut institution = Institution::founded();
    let told = |signer: &TestSigner| match signer.ask(&request::ListEvents) {
        Ok(Events { events }) => events.iter().filter(|event| event.alert.kind() == "no-checkpoint").count(),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(&institution.signer), 0, "at the beginning nobody has one");
    institution.signer.published();
    institution.signer.kill_run();
    institution.signer.start_run_ungreeted();
    for _ in 0..2 {
        stands(institution.signer.ask(&request::PresentCheckpoint { note: None }));
    }
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    assert_eq!(told(&institution.signer), 1);
}

#[test]
fn a_disk_that_was_put_back_stops_the_signer_when_a_newer_checkpoint_is_presented_until_a_person_says_so() {
    let mut institution = Institution::founded();
    institution.signer.keep_disk();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    let newer = institution.signer.read("public/checkpoint");
    institution.signer.put_disk_back();
    // Journal, tiles and checkpoint agree: nothing on the host shows the rollback.
    assert_eq!(institution.signer.health().ledger_size, 3);
    assert_eq!(refusal(present(&institution.signer, &newer)).code, RefusalCode::LedgerRolledBack);
    let credential = institution.credential(2).to_value();
    let list = institution.list(&[]).to_value().to_string();
    let refused = |signer: &TestSigner| {
        let credentials = vec![credential.to_string()];
        for refusal in [
            refusal(signer.ask(&request::SignCredentials { credentials })),
            refusal(signer.ask(&request::SignStatusList { credential: list.clone() })),
            refusal(signer.ask(&request::CreateKey { label: "other".into() })),
        ] {
            assert_eq!(refusal.code, RefusalCode::LedgerRolledBack);
        }
    };
    refused(&institution.signer);
    institution.signer.kill_run();
    institution.signer.start_run();
    refused(&institution.signer);
    assert_eq!(institution.signer.health().ledger_size, 3);
    // A person on the host decides.
    let missing = institution.signer.ask_at(HOST, &json!({"ask": "look"}));
    let root = missing.pointer("/missing/1").unwrap().as_str().unwrap().to_owned();
    assert_eq!(missing.pointer("/missing/0"), Some(&json!(4)));
    let unfreeze =
        |typed: &str| institution.signer.ask_at(HOST, &json!({"ask": "unfreeze-ledger", "typed": typed}));
    assert_eq!(unfreeze("00000000").pointer("/reply"), Some(&json!("refused")));
    assert_eq!(unfreeze("").pointer("/reply"), Some(&json!("refused")));
    refused(&institution.signer);
    assert_eq!(unfreeze(&root[..8]).pointer("/reply"), Some(&json!("ledger-unfrozen")));
    institution.signer.sign(&serde_json::from_str(&credential.to_string()).unwrap()).unwrap();
    // That person gave up the entries of this checkpoint; another one of the lost ledger would stop the signer again.
    assert_eq!(stands(present(&institution.signer, &newer)).consistency, None);
    institution.signer.sign(&institution.credential(3).to_value()).unwrap();
    assert!(institution.signer.published().size >= 4);
}

#[test]
fn a_ledger_that_went_another_way_stops_too() {
    let mut institution = Institution::founded();
    institution.signer.keep_disk();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    let elsewhere = institution.signer.read("public/checkpoint");
    institution.signer.put_disk_back();
    for n in [2, 3] {
        institution.signer.sign(&institution.credential(n).to_value()).unwrap();
    }
    let size = institution.signer.published().size;
    assert_eq!(size, 5);
    assert_eq!(refusal(present(&institution.signer, &elsewhere)).code, RefusalCode::LedgerRolledBack);
    assert_eq!(institution.signer.published().size, 5);
}

#[test]
fn the_command_that_goes_on_wants_a_person_at_a_terminal() {
    let mut institution = Institution::founded();
    let nothing = institution.signer.command(&["ledger", "unfreeze"]).output().unwrap();
    assert!(nothing.status.success());
    assert_eq!(String::from_utf8_lossy(&nothing.stdout), "No entries are missing.\n");
    institution.signer.keep_disk();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    let newer = institution.signer.read("public/checkpoint");
    institution.signer.put_disk_back();
    let _ = present(&institution.signer, &newer);
    let piped = institution.signer.command(&["ledger", "unfreeze"]).output().unwrap();
    assert!(!piped.status.success());
    assert!(String::from_utf8_lossy(&piped.stderr).contains("needs a person at a terminal"));
}
