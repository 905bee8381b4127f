//! What the ledger proves to others, and what happens after it lost entries.

use crate::documents::Institution;
use crate::house::{HOST, House, refusal};
use protocol::{Answer, EntryProof, LedgerCheckpoint, RefusalCode, Request};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::Command;
use tlog::{Checkpoint, InclusionProof, is_consistent};

fn prove(house: &House, ids: &[&str]) -> Vec<Result<EntryProof, protocol::Refusal>> {
    let credentials = ids.iter().map(|id| (*id).to_owned()).collect();
    match house.ask(Request::ProveInclusion { credentials }) {
        Answer::Proven { results } => results,
        other => panic!("{other:?}"),
    }
}

fn present(house: &House, note: &str) -> Answer {
    house.ask(Request::PresentCheckpoint { note: Some(note.to_owned()) })
}

fn stands(answer: Answer) -> LedgerCheckpoint {
    match answer {
        Answer::Checkpoint(checkpoint) => checkpoint,
        other => panic!("{other:?}"),
    }
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").args(["-a", "-T"]).args([from, to]).status().unwrap().success());
}

impl House {
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
    let school = Institution::founded();
    let badges: Vec<_> = (1..=5).map(|n| school.credential(n)).collect();
    let values: Vec<Value> = badges.iter().map(crate::documents::Badge::to_value).collect();
    let signed = school.house.sign_all(&values);
    let mut ids: Vec<&str> = badges.iter().map(|badge| badge.id.as_str()).collect();
    ids.push("http://localhost:3000/credentials/never");
    school.house.published();
    let mut proven = prove(&school.house, &ids);
    assert_eq!(proven.pop().unwrap().unwrap_err().code, RefusalCode::NotEntered);
    let key = school.house.log_key().unwrap();
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
    let school = Institution::founded();
    school.house.published();
    let older = stands(school.house.ask(Request::Checkpoint));
    let key = school.house.log_key().unwrap();
    assert_eq!((older.key.as_str(), &older.consistency), (key.to_string().as_str(), &None));
    for n in 1..=3 {
        school.house.sign(&school.credential(n).to_value()).unwrap();
    }
    let newest = school.house.published();
    let answer = stands(present(&school.house, &older.note));
    assert_eq!(Checkpoint::verified(&answer.note, &key), Ok(newest.clone()));
    let old = Checkpoint::verified(&older.note, &key).unwrap();
    let path: Vec<[u8; 32]> = answer
        .consistency
        .unwrap()
        .iter()
        .map(|hash| hex::decode(hash).unwrap().try_into().unwrap())
        .collect();
    assert!(is_consistent((old.size, old.root), (newest.size, newest.root), &path));
    assert_eq!(stands(present(&school.house, &answer.note)).consistency, Some(Vec::new()));
}

#[test]
fn a_note_that_the_ledger_s_key_did_not_sign_is_refused_and_stops_nothing() {
    let school = Institution::founded();
    school.house.published();
    let note = school.house.read("public/checkpoint");
    for forged in [note.replacen("\n3\n", "\n9\n", 1), note.replace("localhost", "elsewhere"), String::new()]
    {
        assert_eq!(refusal(present(&school.house, &forged)).code, RefusalCode::ForeignCheckpoint);
    }
    school.house.sign(&school.credential(1).to_value()).unwrap();
}

#[test]
fn a_signer_that_was_started_anew_enters_nothing_until_somebody_shows_what_they_hold() {
    let mut school = Institution::founded();
    school.house.published();
    let note = school.house.read("public/checkpoint");
    school.house.kill_run();
    school.house.start_run_ungreeted();
    let credential = school.credential(1).to_value();
    let refused = |school: &Institution| {
        for request in [
            Request::SignCredentials { credentials: vec![credential.to_string()] },
            Request::SignStatusList { credential: school.list(&[]).to_value().to_string() },
            Request::SignSuperseding { credentials: Vec::new() },
            Request::CreateKey { label: "other".into() },
        ] {
            assert_eq!(refusal(school.house.ask(request)).code, RefusalCode::ShowCheckpointFirst);
        }
    };
    refused(&school);
    assert_eq!(
        refusal(present(&school.house, &note.replace("localhost", "elsewhere"))).code,
        RefusalCode::ForeignCheckpoint
    );
    refused(&school);
    assert_eq!(school.house.health().ledger_size, 3, "looking is free");
    stands(present(&school.house, &note));
    school.house.sign(&credential).unwrap();
}

#[test]
fn who_holds_no_checkpoint_says_so_and_that_is_told_where_there_are_entries() {
    let mut school = Institution::founded();
    let told = |house: &House| match house.ask(Request::ListEvents) {
        Answer::Events { events } => events.iter().filter(|event| event.kind == "no-checkpoint").count(),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(&school.house), 0, "at the beginning nobody has one");
    school.house.published();
    school.house.kill_run();
    school.house.start_run_ungreeted();
    for _ in 0..2 {
        stands(school.house.ask(Request::PresentCheckpoint { note: None }));
    }
    school.house.sign(&school.credential(1).to_value()).unwrap();
    assert_eq!(told(&school.house), 1);
}

#[test]
fn a_disk_that_was_put_back_stops_the_signer_when_a_newer_checkpoint_is_presented_until_a_person_says_so() {
    let mut school = Institution::founded();
    school.house.keep_disk();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.published();
    let newer = school.house.read("public/checkpoint");
    school.house.put_disk_back();
    // Journal, tiles and checkpoint agree: nothing on the host shows the rollback.
    assert_eq!(school.house.health().ledger_size, 3);
    assert_eq!(refusal(present(&school.house, &newer)).code, RefusalCode::LedgerRolledBack);
    let credential = school.credential(2).to_value();
    let list = school.list(&[]).to_value().to_string();
    let refused = |house: &House| {
        let credentials = vec![credential.to_string()];
        for request in [
            Request::SignCredentials { credentials },
            Request::SignStatusList { credential: list.clone() },
            Request::CreateKey { label: "other".into() },
        ] {
            assert_eq!(refusal(house.ask(request)).code, RefusalCode::LedgerRolledBack);
        }
    };
    refused(&school.house);
    school.house.kill_run();
    school.house.start_run();
    refused(&school.house);
    assert_eq!(school.house.health().ledger_size, 3);
    // A person on the host decides.
    let missing = school.house.ask_at(HOST, &json!({"ask": "look"}));
    let root = missing.pointer("/missing/1").unwrap().as_str().unwrap().to_owned();
    assert_eq!(missing.pointer("/missing/0"), Some(&json!(4)));
    let unfreeze =
        |typed: &str| school.house.ask_at(HOST, &json!({"ask": "unfreeze-ledger", "typed": typed}));
    assert_eq!(unfreeze("00000000").pointer("/reply"), Some(&json!("refused")));
    assert_eq!(unfreeze("").pointer("/reply"), Some(&json!("refused")));
    refused(&school.house);
    assert_eq!(unfreeze(&root[..8]).pointer("/reply"), Some(&json!("ledger-unfrozen")));
    school.house.sign(&serde_json::from_str(&credential.to_string()).unwrap()).unwrap();
    // That person gave up the entries of this checkpoint; another one of the lost ledger would stop the signer again.
    assert_eq!(stands(present(&school.house, &newer)).consistency, None);
    school.house.sign(&school.credential(3).to_value()).unwrap();
    assert!(school.house.published().size >= 4);
}

#[test]
fn a_ledger_that_went_another_way_stops_too() {
    let mut school = Institution::founded();
    school.house.keep_disk();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.published();
    let elsewhere = school.house.read("public/checkpoint");
    school.house.put_disk_back();
    for n in [2, 3] {
        school.house.sign(&school.credential(n).to_value()).unwrap();
    }
    let size = school.house.published().size;
    assert_eq!(size, 5);
    assert_eq!(refusal(present(&school.house, &elsewhere)).code, RefusalCode::LedgerRolledBack);
    assert_eq!(school.house.published().size, 5);
}

#[test]
fn the_command_that_goes_on_wants_a_person_at_a_terminal() {
    let mut school = Institution::founded();
    let nothing = school.house.command(&["ledger", "thaw"]).output().unwrap();
    assert!(nothing.status.success());
    assert_eq!(String::from_utf8_lossy(&nothing.stdout), "No entries are missing.\n");
    school.house.keep_disk();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.published();
    let newer = school.house.read("public/checkpoint");
    school.house.put_disk_back();
    present(&school.house, &newer);
    let piped = school.house.command(&["ledger", "thaw"]).output().unwrap();
    assert!(!piped.status.success());
    assert!(String::from_utf8_lossy(&piped.stderr).contains("needs a person at a terminal"));
}
