//! The fake signer's ledger: a real tree and real checkpoints, in memory.

use super::State;
use ed25519_dalek::{Signer as _, SigningKey};
use protocol::{Answer, EntryProof, LedgerCheckpoint, Problem, Refusal, RefusalCode};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;
use tlog::{
    Checkpoint, Hash, InclusionProof, Nodes, TILE_WIDTH, TileName, Tree, VerifierKey, bundle, bundle_path,
    consistency_path, inclusion_path, tile_path,
};

const ORIGIN: &str = "localhost:3000/ledger";

fn key(state: &State) -> (SigningKey, VerifierKey) {
    let key = SigningKey::from_bytes(&[if state.other_log_key { 8 } else { 7 }; 32]);
    let verifier = VerifierKey::new(ORIGIN, key.verifying_key().to_bytes()).unwrap();
    (key, verifier)
}

struct Grown {
    tree: Tree,
    tiles: HashMap<(u8, u64, usize), Vec<u8>>,
}

fn grown(state: &State) -> Grown {
    let mut grown = Grown { tree: Tree::default(), tiles: HashMap::new() };
    for entry in &state.entries {
        for full in grown.tree.append(entry.clone()) {
            grown.tiles.insert((full.level, full.index, TILE_WIDTH), full.hashes.concat());
        }
    }
    let open: Vec<_> = grown
        .tree
        .open_tiles()
        .map(|(level, index, hashes)| ((level, index, hashes.len()), hashes.concat()))
        .collect();
    grown.tiles.extend(open);
    grown
}

impl Grown {
    fn nodes(&self) -> Nodes<'_, ()> {
        Nodes::new(self.tree.size(), |tile| {
            self.tiles.get(&(tile.level, tile.index, tile.width)).cloned().ok_or(())
        })
    }

    fn note(&self, state: &State) -> (String, String) {
        let (signing, verifier) = key(state);
        let checkpoint =
            Checkpoint { origin: ORIGIN.to_owned(), size: self.tree.size(), root: self.tree.root() };
        let signature = signing.sign(checkpoint.text().as_bytes()).to_bytes();
        (verifier.to_string(), checkpoint.note(&verifier, &signature))
    }
}

/// Appends a statement and returns its leaf.
pub(super) fn enter(state: &mut State, kind: &str, key: &str, id: &str, canonical: &str) -> u64 {
    let leaf = state.entries.len() as u64;
    let salt = Sha256::digest(leaf.to_be_bytes());
    let commitment = hex::encode(Sha256::new().chain_update(salt).chain_update(canonical).finalize());
    state.entries.push(format!(
        r#"{{"v":1,"kind":"{kind}","key":"{key}","time":"2026-02-25T06:00:00Z","commitment":"{commitment}"}}"#
    ));
    state.leaves.insert(id.to_owned(), (leaf, hex::encode(salt)));
    leaf
}

pub(super) fn checkpoint(state: &State, consistency: Option<Vec<Hash>>) -> LedgerCheckpoint {
    let (key, note) = grown(state).note(state);
    LedgerCheckpoint {
        key,
        note,
        consistency: consistency.map(|path| path.iter().map(hex::encode).collect()),
    }
}

/// Writes its public files, as the real signer does.
pub(super) fn publish(state: &State, public: &Path) {
    let write = |name: &str, bytes: &[u8]| {
        let path = public.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    let grown = grown(state);
    for ((level, index, width), hashes) in &grown.tiles {
        write(&tile_path(TileName { level: *level, index: *index, width: *width }), hashes);
    }
    for (index, entries) in (0..).zip(state.entries.chunks(TILE_WIDTH)) {
        write(&bundle_path(index, entries.len()), &bundle(entries).unwrap());
    }
    write("checkpoint", grown.note(state).1.as_bytes());
}

/// As in the real signer, but it does not record that it stopped.
pub(super) fn present(state: &State, note: Option<&str>) -> Answer {
    let Some(note) = note else { return Answer::Checkpoint(checkpoint(state, None)) };
    let presented = Checkpoint::verified(note, &key(state).1);
    let grown = grown(state);
    match presented {
        Ok(older) if older.size > grown.tree.size() => Answer::Problem(Problem::Refused(Refusal::new(
            RefusalCode::LedgerRolledBack,
            "entries were lost",
        ))),
        Ok(older) => {
            let path = consistency_path(older.size, &mut grown.nodes()).unwrap();
            Answer::Checkpoint(checkpoint(state, Some(path)))
        }
        // A lying signer: it pretends that another key was its own from the start.
        Err(_) => Answer::Checkpoint(checkpoint(state, Some(Vec::new()))),
    }
}

pub(super) fn prove(state: &State, id: &str) -> Result<EntryProof, Refusal> {
    let Some((leaf, salt)) = state.leaves.get(id).cloned() else {
        return Err(Refusal::new(RefusalCode::NotEntered, "never entered"));
    };
    let grown = grown(state);
    let path = inclusion_path(leaf, &mut grown.nodes()).unwrap();
    let proof = InclusionProof { index: leaf, path, checkpoint: grown.note(state).1 };
    let entry = state.entries[usize::try_from(leaf).unwrap()].clone();
    Ok(EntryProof { ledger_index: leaf, entry, salt, proof: proof.text() })
}
