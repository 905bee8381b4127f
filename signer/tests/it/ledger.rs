//! The public tree: what others can check without us.

use crate::documents::Institution;
use crate::house::House;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use protocol::Ceilings;
use sha2::{Digest, Sha256};
use std::fs;

/// Entries of one bundle file.
fn bundle(house: &House, name: &str) -> Vec<String> {
    let bytes = fs::read(house.path(&format!("public/tile/entries/{name}"))).unwrap();
    let mut rest = bytes.as_slice();
    let mut entries = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let (entry, after) = after.split_at(usize::from(u16::from_be_bytes(*length)));
        entries.push(String::from_utf8(entry.to_vec()).unwrap());
        rest = after;
    }
    entries
}

#[test]
fn the_root_over_the_published_entries_is_the_one_that_another_implementation_computes() {
    let mut school = Institution::founded();
    school.allow(Ceilings { per_batch: 300, per_minute: 300, per_day: 300 });
    let batch: Vec<_> = (1..=300).map(|n| school.credential(n).to_value()).collect();
    assert!(school.house.sign_all(&batch).iter().all(Result::is_ok));
    let mut entries = bundle(&school.house, "000");
    assert_eq!(entries.len(), 256);
    entries.extend(bundle(&school.house, "001.p/47"));
    let mut oracle = MemoryBackedTree::<sha2_oracle::Sha256, String>::new();
    for entry in &entries {
        oracle.push(entry.clone());
    }
    // The signer says its root when it starts, after it compared journal and tiles.
    school.house.kill_run();
    school.house.start_run();
    let said = format!("303 leaves, root {}", hex::encode(oracle.root().as_bytes()));
    assert!(school.house.read("run.log").contains(&said), "{said} in {}", school.house.read("run.log"));
    let hashes = fs::read(school.house.path("public/tile/0/000")).unwrap();
    for (entry, hash) in entries.iter().zip(hashes.chunks(32)) {
        let leaf: [u8; 32] = Sha256::new().chain_update([0]).chain_update(entry).finalize().into();
        assert_eq!(leaf, hash);
    }
    assert!(!school.house.path("public/tile/0/000.p").exists());
    assert_eq!(fs::read(school.house.path("public/tile/1/000.p/1")).unwrap().len(), 32);
}

#[test]
fn no_entry_says_to_whom() {
    let school = Institution::founded();
    let credential = school.credential(1);
    school.house.sign(&credential.to_value()).unwrap();
    school.house.sign_list(&school.list(&[]).to_value()).unwrap();
    let entries = bundle(&school.house, "000.p/4");
    let kinds: Vec<_> = entries
        .iter()
        .map(|e| serde_json::from_str::<serde_json::Value>(e).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["binding", "badge-version", "credential", "status-list"]);
    for private in ["Ada", "ada@", &credential.id, "1001", &school.list_url()] {
        assert!(!entries[2].contains(private), "{private} in {}", entries[2]);
    }
    assert!(entries[2].contains(&school.public_key));
    assert!(!entries[2].contains("\"salt\"") && entries[1].contains("\"salt\""));
}

#[test]
fn a_tile_that_was_changed_stops_the_next_start() {
    let mut school = Institution::founded();
    school.house.kill_run();
    let tile = school.house.path("public/tile/entries/000.p/2");
    let text = fs::read(&tile).unwrap();
    fs::write(&tile, [&text[..text.len() - 1], b"x"].concat()).unwrap();
    let ended = school.house.command(&["run"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("differs from what the journal says"));
}

#[test]
fn a_journal_that_was_put_back_to_an_older_state_stops_the_next_start() {
    let mut school = Institution::founded();
    let older = school.house.read("state/journal.jsonl");
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.kill_run();
    fs::write(school.house.path("state/journal.jsonl"), older).unwrap();
    let ended = school.house.command(&["run"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("entries were lost"));
}

#[test]
fn lost_tiles_are_written_again_from_the_journal() {
    let mut school = Institution::founded();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    let before = bundle(&school.house, "000.p/3");
    school.house.kill_run();
    fs::remove_dir_all(school.house.path("public/tile")).unwrap();
    school.house.start_run();
    assert_eq!(bundle(&school.house, "000.p/3"), before);
}

#[test]
fn two_signers_cannot_work_on_one_ledger() {
    let house = House::started();
    let second = house.command(&["run"]).output().unwrap();
    assert_eq!(second.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&second.stderr).contains("works in"));
    house.health();
}
