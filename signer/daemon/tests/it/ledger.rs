//! The public tree: what others can check without us.

use crate::documents::Institution;
use crate::house::{House, INSTITUTION, PATIENCE, fault, refusal, until};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use protocol::{Answer, Ceilings, FaultCode, RefusalCode, Request};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tlog::Checkpoint;

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
    let checkpoint = school.house.published();
    let mut entries = bundle(&school.house, "000");
    assert_eq!(entries.len(), 256);
    entries.extend(bundle(&school.house, "001.p/48"));
    let mut oracle = MemoryBackedTree::<sha2_oracle::Sha256, String>::new();
    for entry in &entries {
        oracle.push(entry.clone());
    }
    assert_eq!((checkpoint.size, checkpoint.root.as_slice()), (304, oracle.root().as_bytes().as_slice()));
    assert_eq!(checkpoint.origin, "localhost:3000/ledger");
    // The signer logs its root when it starts, after it compared journal and tiles.
    school.house.kill_run();
    school.house.start_run();
    let said = format!("304 leaves, root {}", hex::encode(oracle.root().as_bytes()));
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
    school.house.published();
    let entries = bundle(&school.house, "000.p/5");
    let kinds: Vec<_> = entries
        .iter()
        .map(|e| serde_json::from_str::<serde_json::Value>(e).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["key-pinned", "binding", "badge-version", "credential", "status-list"]);
    for private in ["Ada", "ada@", &credential.id, "1001", &school.list_url()] {
        assert!(!entries[3].contains(private), "{private} in {}", entries[3]);
    }
    assert!(entries[3].contains(&school.public_key));
    assert!(!entries[3].contains("\"salt\"") && entries[2].contains("\"salt\""));
}

#[test]
fn a_tile_that_was_changed_stops_the_next_start() {
    let mut school = Institution::founded();
    school.house.published();
    school.house.kill_run();
    let tile = school.house.path("public/tile/entries/000.p/3");
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
    school.house.published();
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
    school.house.published();
    let before = bundle(&school.house, "000.p/4");
    school.house.kill_run();
    fs::remove_dir_all(school.house.path("public/tile")).unwrap();
    school.house.start_run();
    assert_eq!(bundle(&school.house, "000.p/4"), before);
}

#[test]
fn two_signers_cannot_work_on_one_ledger() {
    let house = House::started();
    let second = house.command(&["run"]).output().unwrap();
    assert_eq!(second.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&second.stderr).contains("works in"));
    house.health();
}

#[test]
fn a_checkpoint_tells_of_no_more_than_the_tiles_and_the_tiles_of_no_more_than_the_journal() {
    let school = Institution::founded();
    school.allow(Ceilings { per_batch: 300, per_minute: 300, per_day: 300 });
    let journal = || school.house.read("state/journal.jsonl").matches("\"record\":\"intent\"").count();
    let told = || {
        let note = fs::read_to_string(school.house.path("public/checkpoint")).ok()?;
        Some(Checkpoint::parse(note.split_inclusive("\n\n").next()?.strip_suffix('\n')?).ok()?.size)
    };
    let (busy, seen) = (AtomicBool::new(true), AtomicUsize::new(0));
    std::thread::scope(|threads| {
        threads.spawn(|| {
            for n in 1..=300 {
                school.house.sign(&school.credential(n).to_value()).unwrap();
                // On a machine of any speed, one checkpoint is seen before the half, another after it.
                if n % 150 == 0 {
                    let met = |times| (seen.load(Ordering::SeqCst) >= times).then_some(());
                    until(PATIENCE, || met(n as usize / 150));
                }
            }
            busy.store(false, Ordering::SeqCst);
        });
        let mut sizes = BTreeSet::new();
        while busy.load(Ordering::SeqCst) {
            // In this order, since what is read later may be newer, never older.
            let Some(size) = told().filter(|size| *size > 0) else { continue };
            let (bundles, rest) = (size / 256, size % 256);
            let tile =
                if rest == 0 { format!("{:03}", bundles - 1) } else { format!("{bundles:03}.p/{rest}") };
            let entries = [tile, format!("{bundles:03}")]
                .map(|name| school.house.path("public/tile/entries").join(name));
            assert!(entries.iter().any(|path| path.exists()), "no entries for {size}");
            assert!(journal() as u64 >= size);
            sizes.insert(size);
            seen.store(sizes.len(), Ordering::SeqCst);
        }
        assert!(sizes.len() > 1, "{sizes:?}");
    });
    assert_eq!(school.house.published().size, school.house.health().ledger_size);
}

#[test]
fn a_checkpoint_of_another_tree_or_key_and_one_that_is_ahead_stop_the_next_start() {
    let mut school = Institution::founded();
    school.house.published();
    let older = school.house.read("state/journal.jsonl");
    school.house.sign(&school.credential(1).to_value()).unwrap();
    school.house.published();
    school.house.kill_run();
    let (path, note) = (school.house.path("public/checkpoint"), school.house.read("public/checkpoint"));
    let refused = |house: &House, why: &str| {
        let ended = house.command(&["run"]).output().unwrap();
        let says = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(78));
        assert!(says.contains(why), "{says}");
    };
    fs::write(&path, note.replacen("\n4\n", "\n5\n", 1)).unwrap();
    refused(&school.house, "is not a checkpoint that this signer's key signed");
    fs::write(&path, &note).unwrap();
    // The tiles were restored with the journal, the checkpoint was not.
    let (newer, tiles) = (school.house.read("state/journal.jsonl"), school.house.path("public/tile"));
    fs::write(school.house.path("state/journal.jsonl"), older).unwrap();
    fs::rename(&tiles, school.house.path("tile")).unwrap();
    refused(&school.house, "entries were lost");
    fs::write(school.house.path("state/journal.jsonl"), newer).unwrap();
    fs::rename(school.house.path("tile"), &tiles).unwrap();
    fs::remove_file(&path).unwrap();
    school.house.start_run();
    assert_eq!(school.house.published().size, 4);
    assert_eq!(school.house.read("public/checkpoint"), note);
}

#[test]
fn the_checkpoint_key_is_the_token_s_own_and_no_statement_can_be_under_it() {
    let school = Institution::founded();
    school.house.published();
    let key = school.house.log_key().unwrap();
    assert_eq!(key.name(), "localhost:3000/ledger");
    let Answer::Keys { keys } = school.house.ask(Request::ListPublicKeys) else { panic!() };
    assert!(keys.iter().all(|key| key.label != "checkpoint"));
    let asked = school.house.ask(Request::CreateKey { label: "checkpoint".into() });
    assert_eq!(refusal(asked).code, RefusalCode::BadKeyLabel);
    let bound = school.house.ask(Request::BindIssuer {
        key: "checkpoint".into(),
        did: "did:key".into(),
        institution: INSTITUTION.into(),
        setup_code: String::new(),
        profile: String::new(),
    });
    assert_eq!(refusal(bound).code, RefusalCode::UnknownKey);
}

#[test]
fn while_the_public_tree_cannot_be_written_nothing_new_is_entered() {
    let school = Institution::founded();
    school.house.published();
    // A file in place of a directory simulates a disk that takes nothing more.
    let tile = school.house.path("public/tile");
    fs::rename(&tile, school.house.path("tile")).unwrap();
    fs::write(&tile, "").unwrap();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    let mut n = 1;
    let stopped = until(PATIENCE, || {
        n += 1;
        let credentials = vec![school.credential(n).to_value().to_string()];
        match school.house.ask(Request::SignCredentials { credentials }) {
            Answer::Problem(problem) => Some(problem),
            Answer::Signed { .. } => None,
            other => panic!("{other:?}"),
        }
    });
    assert_eq!(fault(Answer::Problem(stopped.unwrap())).code, FaultCode::Ledger);
    assert!(school.house.read("run.log").contains("nothing is published for now"));
    fs::remove_file(&tile).unwrap();
    fs::rename(school.house.path("tile"), &tile).unwrap();
    // All earlier entries are published now, and signing goes on.
    let size = school.house.published().size;
    school.house.sign(&school.credential(n).to_value()).unwrap();
    assert_eq!(school.house.published().size, size + 1);
}
