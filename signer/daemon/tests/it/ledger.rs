//! The public tree: what others can check without us.

use crate::documents::Institution;
use crate::test_signer::{INSTITUTION, PATIENCE, TestSigner, fault, refusal, until};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use protocol::{Ceilings, FaultCode, PublicKeys, RefusalCode, request};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tlog::Checkpoint;

/// Entries of one bundle file.
fn bundle(signer: &TestSigner, name: &str) -> Vec<String> {
    let bytes = fs::read(signer.path(&format!("public/tile/entries/{name}"))).unwrap();
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
    let mut institution = Institution::founded();
    institution.allow(Ceilings { per_batch: 300, per_minute: 300, per_day: 300 });
    let batch: Vec<_> = (1..=300).map(|n| institution.credential(n).to_value()).collect();
    assert!(institution.signer.sign_all(&batch).iter().all(Result::is_ok));
    let checkpoint = institution.signer.published();
    let mut entries = bundle(&institution.signer, "000");
    assert_eq!(entries.len(), 256);
    entries.extend(bundle(&institution.signer, "001.p/48"));
    let mut oracle = MemoryBackedTree::<sha2_oracle::Sha256, String>::new();
    for entry in &entries {
        oracle.push(entry.clone());
    }
    assert_eq!((checkpoint.size, checkpoint.root.as_slice()), (304, oracle.root().as_bytes().as_slice()));
    assert_eq!(checkpoint.origin, "localhost:3000/ledger");
    // The signer logs its root when it starts, after it compared journal and tiles.
    institution.signer.kill_run();
    institution.signer.start_run();
    let said = format!("304 leaves, root {}", hex::encode(oracle.root().as_bytes()));
    assert!(
        institution.signer.read("run.log").contains(&said),
        "{said} in {}",
        institution.signer.read("run.log")
    );
    let hashes = fs::read(institution.signer.path("public/tile/0/000")).unwrap();
    for (entry, hash) in entries.iter().zip(hashes.chunks(32)) {
        let leaf: [u8; 32] = Sha256::new().chain_update([0]).chain_update(entry).finalize().into();
        assert_eq!(leaf, hash);
    }
    assert!(!institution.signer.path("public/tile/0/000.p").exists());
    assert_eq!(fs::read(institution.signer.path("public/tile/1/000.p/1")).unwrap().len(), 32);
}

#[test]
fn no_entry_says_to_whom() {
    let institution = Institution::founded();
    let credential = institution.credential(1);
    institution.signer.sign(&credential.to_value()).unwrap();
    institution.signer.sign_list(&institution.list(&[]).to_value()).unwrap();
    institution.signer.published();
    let entries = bundle(&institution.signer, "000.p/5");
    let kinds: Vec<_> = entries
        .iter()
        .map(|e| serde_json::from_str::<serde_json::Value>(e).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["key-pinned", "binding", "badge-version", "credential", "status-list"]);
    for private in ["Ada", "ada@", &credential.id, "1001", &institution.list_url()] {
        assert!(!entries[3].contains(private), "{private} in {}", entries[3]);
    }
    assert!(entries[3].contains(&institution.public_key));
    assert!(!entries[3].contains("\"salt\"") && entries[2].contains("\"salt\""));
}

#[test]
fn a_tile_that_was_changed_stops_the_next_start() {
    let mut institution = Institution::founded();
    institution.signer.published();
    institution.signer.kill_run();
    let tile = institution.signer.path("public/tile/entries/000.p/3");
    let text = fs::read(&tile).unwrap();
    fs::write(&tile, [&text[..text.len() - 1], b"x"].concat()).unwrap();
    let ended = institution.signer.command(&["run"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("differs from the journal"));
}

#[test]
fn a_journal_that_was_put_back_to_an_older_state_stops_the_next_start() {
    let mut institution = Institution::founded();
    let older = institution.signer.read("state/journal.jsonl");
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    institution.signer.kill_run();
    fs::write(institution.signer.path("state/journal.jsonl"), older).unwrap();
    let ended = institution.signer.command(&["run"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("entries were lost"));
}

#[test]
fn lost_tiles_are_written_again_from_the_journal() {
    let mut institution = Institution::founded();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    let before = bundle(&institution.signer, "000.p/4");
    institution.signer.kill_run();
    fs::remove_dir_all(institution.signer.path("public/tile")).unwrap();
    institution.signer.start_run();
    assert_eq!(bundle(&institution.signer, "000.p/4"), before);
}

#[test]
fn two_signers_cannot_work_on_one_ledger() {
    let signer = TestSigner::started();
    let second = signer.command(&["run"]).output().unwrap();
    assert_eq!(second.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&second.stderr).contains("works in"));
    signer.health();
}

#[test]
fn a_checkpoint_tells_of_no_more_than_the_tiles_and_the_tiles_of_no_more_than_the_journal() {
    let institution = Institution::founded();
    institution.allow(Ceilings { per_batch: 300, per_minute: 300, per_day: 300 });
    let journal = || institution.signer.read("state/journal.jsonl").matches("\"record\":\"intent\"").count();
    let told = || {
        let note = fs::read_to_string(institution.signer.path("public/checkpoint")).ok()?;
        Some(Checkpoint::parse(note.split_inclusive("\n\n").next()?.strip_suffix('\n')?).ok()?.size)
    };
    let (busy, seen) = (AtomicBool::new(true), AtomicUsize::new(0));
    std::thread::scope(|threads| {
        threads.spawn(|| {
            for n in 1..=300 {
                institution.signer.sign(&institution.credential(n).to_value()).unwrap();
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
                .map(|name| institution.signer.path("public/tile/entries").join(name));
            assert!(entries.iter().any(|path| path.exists()), "no entries for {size}");
            assert!(journal() as u64 >= size);
            sizes.insert(size);
            seen.store(sizes.len(), Ordering::SeqCst);
        }
        assert!(sizes.len() > 1, "{sizes:?}");
    });
    assert_eq!(institution.signer.published().size, institution.signer.health().ledger_size);
}

#[test]
fn a_checkpoint_of_another_tree_or_key_and_one_that_is_ahead_stop_the_next_start() {
    let mut institution = Institution::founded();
    institution.signer.published();
    let older = institution.signer.read("state/journal.jsonl");
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    institution.signer.published();
    institution.signer.kill_run();
    let (path, note) =
        (institution.signer.path("public/checkpoint"), institution.signer.read("public/checkpoint"));
    let refused = |signer: &TestSigner, why: &str| {
        let ended = signer.command(&["run"]).output().unwrap();
        let says = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(78));
        assert!(says.contains(why), "{says}");
    };
    fs::write(&path, note.replacen("\n4\n", "\n5\n", 1)).unwrap();
    refused(&institution.signer, "is not a checkpoint that this signer's key signed");
    fs::write(&path, &note).unwrap();
    // The tiles were restored with the journal, the checkpoint was not.
    let (newer, tiles) =
        (institution.signer.read("state/journal.jsonl"), institution.signer.path("public/tile"));
    fs::write(institution.signer.path("state/journal.jsonl"), older).unwrap();
    fs::rename(&tiles, institution.signer.path("tile")).unwrap();
    refused(&institution.signer, "entries were lost");
    fs::write(institution.signer.path("state/journal.jsonl"), newer).unwrap();
    fs::rename(institution.signer.path("tile"), &tiles).unwrap();
    fs::remove_file(&path).unwrap();
    institution.signer.start_run();
    assert_eq!(institution.signer.published().size, 4);
    assert_eq!(institution.signer.read("public/checkpoint"), note);
}

#[test]
fn the_checkpoint_key_is_the_token_s_own_and_no_statement_can_be_under_it() {
    let institution = Institution::founded();
    institution.signer.published();
    let key = institution.signer.log_key().unwrap();
    assert_eq!(key.name(), "localhost:3000/ledger");
    let Ok(PublicKeys { keys }) = institution.signer.ask(&request::ListPublicKeys) else { panic!() };
    assert!(keys.iter().all(|key| key.label != "checkpoint"));
    let asked = institution.signer.ask(&request::CreateKey { label: "checkpoint".into() });
    assert_eq!(refusal(asked).code, RefusalCode::BadKeyLabel);
    let bound = institution.signer.ask(&request::BindIssuer {
        key: "checkpoint".into(),
        did: "did:key".into(),
        institution: INSTITUTION.into(),
        profile: String::new(),
    });
    assert_eq!(refusal(bound).code, RefusalCode::UnknownKey);
}

#[test]
fn while_the_public_tree_cannot_be_written_nothing_new_is_entered() {
    let institution = Institution::founded();
    institution.signer.published();
    // A file in place of a directory simulates a disk that takes nothing more.
    let tile = institution.signer.path("public/tile");
    fs::rename(&tile, institution.signer.path("tile")).unwrap();
    fs::write(&tile, "").unwrap();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let mut n = 1;
    let stopped = until(PATIENCE, || {
        n += 1;
        let credentials = vec![institution.credential(n).to_value().to_string()];
        institution.signer.ask(&request::SignCredentials { credentials }).err()
    });
    assert_eq!(fault(Err::<(), _>(stopped.unwrap())).code, FaultCode::Ledger);
    assert!(institution.signer.read("run.log").contains("nothing is published for now"));
    fs::remove_file(&tile).unwrap();
    fs::rename(institution.signer.path("tile"), &tile).unwrap();
    // All earlier entries are published now, and signing goes on.
    let size = institution.signer.published().size;
    institution.signer.sign(&institution.credential(n).to_value()).unwrap();
    assert_eq!(institution.signer.published().size, size + 1);
}
