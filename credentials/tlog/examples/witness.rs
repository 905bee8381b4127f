//! A witness of a log: accepts a checkpoint only if the log still begins with the last accepted checkpoint.
//!
//! `cargo run --package tlog --example witness`

#![expect(clippy::print_stdout, reason = "the output is the result")]

use std::collections::HashMap;
use std::error::Error;
use std::io;

use ed25519_dalek::{Signer, SigningKey};
use tlog::{Checkpoint, Nodes, TileName, Tree, VerifierKey, consistency_path, is_consistent};

/// A log with its tiles in memory.
struct Log {
    signing_key: SigningKey,
    key: VerifierKey,
    tree: Tree,
    full: HashMap<(u8, u64), Vec<u8>>,
}

impl Log {
    fn append(&mut self, entry: String) {
        for tile in self.tree.append(entry) {
            self.full.insert((tile.level, tile.index), tile.hashes.concat());
        }
    }

    fn checkpoint(&self) -> String {
        let origin = self.key.name().to_owned();
        let checkpoint = Checkpoint { origin, size: self.tree.size(), root: self.tree.root() };
        checkpoint.note(&self.key, &self.signing_key.sign(checkpoint.text().as_bytes()).to_bytes())
    }

    fn tile(&self, name: TileName) -> io::Result<Vec<u8>> {
        let open = || {
            let mut open = self.tree.open_tiles();
            open.find(|(level, index, _)| (*level, *index) == (name.level, name.index))
                .map(|(_, _, hashes)| hashes.concat())
        };
        let full = self.full.get(&(name.level, name.index)).cloned();
        full.or_else(open).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // A real log takes its key from the system's randomness, or keeps the key in a token.
    let signing_key = SigningKey::from_bytes(&[7; 32]);
    let key = VerifierKey::new("log.example/2026", signing_key.verifying_key().to_bytes())?;
    let mut log = Log { signing_key, key: key.clone(), tree: Tree::default(), full: HashMap::new() };

    let mut accepted: Option<Checkpoint> = None;
    for size in [10, 300, 1_000] {
        while log.tree.size() < size {
            log.append(format!("entry {}", log.tree.size()));
        }
        let newer = Checkpoint::verified(&log.checkpoint(), &key)?;
        if let Some(older) = &accepted {
            let mut nodes = Nodes::new(newer.size, |name| log.tile(name));
            let path = consistency_path(older.size, &mut nodes)?;
            if !is_consistent((older.size, older.root), (newer.size, newer.root), &path) {
                return Err("the log does not begin with the last accepted checkpoint".into());
            }
        }
        println!("accepted {} entries", newer.size);
        accepted = Some(newer);
    }
    Ok(())
}
