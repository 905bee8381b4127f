//! Verifies the public tree: signature, every hash, every entry, and consistency with an earlier checkpoint.

use crate::{Finding, Source};
use audit_facts::{CheckpointFact, TreeFact};
use credentials::ledger_entry::LedgerEntry;
use tlog::{
    Checkpoint, FullTile, Hash, TILE_WIDTH, TileName, Tree, VerifierKey, bundle_path, leaf_hash, tile_path,
    unbundle,
};

/// Published entries: the text of each, and its parts.
pub type Entries = Vec<(String, LedgerEntry)>;

/// A verified tree.
#[derive(Debug)]
pub struct Checked {
    /// Its checkpoint.
    pub note: String,
    /// In the ledger's order.
    pub entries: Entries,
}

/// Verifies a ledger with its key, and against an earlier checkpoint. `None` if nothing can be concluded.
pub(crate) fn check(
    source: &Source,
    key: &VerifierKey,
    before: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Option<Checked> {
    match try_check(source, key, before, findings) {
        Ok(checked) => Some(checked),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

fn try_check(
    source: &Source,
    key: &VerifierKey,
    before: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Result<Checked, Finding> {
    let note = source.read("checkpoint").map_err(|why| Finding::unchecked(CheckpointFact::Unread(why)))?;
    let note = String::from_utf8(note).map_err(|_| Finding::wrong(CheckpointFact::NotText))?;
    let checkpoint =
        Checkpoint::verified(&note, key).map_err(|error| Finding::wrong(CheckpointFact::Invalid(error)))?;
    let (name, entries) = (key.name().to_owned(), checkpoint.size);
    findings.push(Finding::good(CheckpointFact::Signed { name, entries }));
    let before = before
        .map(|note| Checkpoint::verified(note, key))
        .transpose()
        .map_err(|_| Finding::wrong(CheckpointFact::OtherKey))?;
    let grown = grow(source, &checkpoint, before.as_ref().map(|before| before.size))?;
    if grown.tree.root() != checkpoint.root {
        return Err(Finding::wrong(TreeFact::OtherRoot));
    }
    findings.push(Finding::good(TreeFact::Complete));
    match (&before, grown.root_before) {
        (None, _) => findings.push(Finding::note(TreeFact::NotSeen)),
        (Some(before), Some(root)) if root == before.root => {
            findings.push(Finding::good(TreeFact::Grew { before: before.size }));
        }
        (Some(before), Some(_)) => return Err(Finding::wrong(TreeFact::Changed { before: before.size })),
        (Some(before), None) => {
            return Err(Finding::wrong(TreeFact::Removed { before: before.size, now: checkpoint.size }));
        }
    }
    Ok(Checked { note, entries: grown.entries })
}

struct Grown {
    tree: Tree,
    entries: Entries,
    /// Root over as many entries as the earlier checkpoint has.
    root_before: Option<Hash>,
}

fn grow(source: &Source, checkpoint: &Checkpoint, seen: Option<u64>) -> Result<Grown, Finding> {
    let mut grown = Grown { tree: Tree::default(), entries: Vec::new(), root_before: None };
    let width = TILE_WIDTH as u64;
    grown.note_root(seen);
    for bundle in 0..checkpoint.size.div_ceil(width) {
        let count = usize::try_from(width.min(checkpoint.size - bundle * width)).unwrap_or(TILE_WIDTH);
        let names = [bundle_path(bundle, count), bundle_path(bundle, TILE_WIDTH)];
        let entries = unbundle(&read_one_of(source, &names)?).filter(|entries| entries.len() >= count);
        let bundle = || Finding::wrong(TreeFact::Bundle { name: names[0].clone(), count });
        let entries = entries.ok_or_else(bundle)?;
        let mut hashes: Vec<Hash> = Vec::new();
        for text in entries.into_iter().take(count) {
            let index = grown.entries.len();
            let read =
                LedgerEntry::parse(&text).ok_or_else(|| Finding::wrong(TreeFact::EntryForm { index }))?;
            hashes.push(leaf_hash(text.as_bytes()));
            for full in grown.tree.append(text.clone()) {
                compare_full(source, &full)?;
            }
            grown.entries.push((text, read));
            grown.note_root(seen);
        }
    }
    for (level, index, hashes) in grown.tree.open_tiles() {
        compare(source, TileName { level, index, width: hashes.len() }, hashes)?;
    }
    Ok(grown)
}

impl Grown {
    fn note_root(&mut self, seen: Option<u64>) {
        if seen == Some(self.tree.size()) {
            self.root_before = Some(self.tree.root());
        }
    }
}

fn compare_full(source: &Source, full: &FullTile) -> Result<(), Finding> {
    compare(source, TileName { level: full.level, index: full.index, width: TILE_WIDTH }, &full.hashes)
}

/// Does the published tile consist of these hashes, or begin with them?
fn compare(source: &Source, name: TileName, hashes: &[Hash]) -> Result<(), Finding> {
    let names = [tile_path(name), tile_path(TileName { width: TILE_WIDTH, ..name })];
    let published = read_one_of(source, &names)?;
    if published.starts_with(&hashes.concat()) {
        return Ok(());
    }
    let [name, _] = names;
    Err(Finding::wrong(TreeFact::OtherHashes { name }))
}

/// A partial tile may be replaced by the full one.
fn read_one_of(source: &Source, names: &[String; 2]) -> Result<Vec<u8>, Finding> {
    let [open, full] = names;
    source
        .read(open)
        .or_else(|_| source.read(full))
        .map_err(|why| Finding::wrong(TreeFact::Unread { name: open.clone(), why }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Outcome, at};
    use ed25519_dalek::{Signer as _, SigningKey};
    use messages::Language;
    use std::path::Path;
    use tempfile::TempDir;
    use tlog::bundle;

    fn key(seed: u8) -> (SigningKey, VerifierKey) {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let verifier = VerifierKey::new("a.example/ledger", key.verifying_key().to_bytes()).unwrap();
        (key, verifier)
    }

    fn entry(n: u64, kind: &str) -> String {
        format!(r#"{{"v":1,"kind":"{kind}","key":"z6Mk","time":"","commitment":"{n:064x}"}}"#)
    }

    fn write(directory: &Path, name: &str, bytes: &[u8]) {
        let path = directory.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Writes a ledger of `size` entries, as the signer does, and returns its checkpoint.
    fn publish(directory: &Path, size: u64, kind: &str) -> String {
        let mut tree = Tree::default();
        for n in 0..size {
            for full in tree.append(entry(n, kind)) {
                let name = TileName { level: full.level, index: full.index, width: TILE_WIDTH };
                write(directory, &tile_path(name), &full.hashes.concat());
                if full.level == 0 {
                    let name = bundle_path(full.index, TILE_WIDTH);
                    write(directory, &name, &bundle(&full.entries).unwrap());
                }
            }
        }
        for (level, index, hashes) in tree.open_tiles() {
            write(directory, &tile_path(TileName { level, index, width: hashes.len() }), &hashes.concat());
        }
        let open = tree.open_entries();
        if !open.is_empty() {
            write(directory, &bundle_path(size / 256, open.len()), &bundle(open).unwrap());
        }
        let checkpoint = Checkpoint { origin: "a.example/ledger".into(), size, root: tree.root() };
        let (signing, verifier) = key(7);
        let note = checkpoint.note(&verifier, &signing.sign(checkpoint.text().as_bytes()).to_bytes());
        write(directory, "checkpoint", note.as_bytes());
        note
    }

    /// The worst outcome of the findings, and their sentences.
    fn look(directory: &TempDir, seed: u8, before: Option<&str>) -> (Outcome, String) {
        let source = at(directory.path().to_str().unwrap()).unwrap();
        let mut findings = Vec::new();
        let checked = check(&source, &key(seed).1, before, &mut findings);
        let worst = [Outcome::Wrong, Outcome::Unchecked, Outcome::Note, Outcome::Good]
            .into_iter()
            .find(|outcome| findings.iter().any(|finding| finding.outcome == *outcome))
            .unwrap();
        assert_eq!(checked.is_some(), !matches!(worst, Outcome::Wrong | Outcome::Unchecked), "{findings:?}");
        let of_worst = findings.iter().filter(|finding| finding.outcome == worst);
        (worst, of_worst.map(|finding| Language::English.audit(&finding.fact)).collect())
    }

    #[test]
    fn a_ledger_that_grew_is_good_against_what_was_seen_before() {
        let directory = tempfile::tempdir().unwrap();
        let first = publish(directory.path(), 300, "credential");
        assert_eq!(look(&directory, 7, None).0, Outcome::Note);
        assert_eq!(look(&directory, 7, Some(&first)).0, Outcome::Good);
        publish(directory.path(), 700, "credential");
        assert_eq!(look(&directory, 7, Some(&first)).0, Outcome::Good);
    }

    #[test]
    fn entries_taken_back_or_changed_since_are_wrong() {
        let directory = tempfile::tempdir().unwrap();
        let seen = publish(directory.path(), 300, "credential");
        let shorter = tempfile::tempdir().unwrap();
        publish(shorter.path(), 299, "credential");
        assert!(look(&shorter, 7, Some(&seen)).1.contains("entries were removed"));
        let other = tempfile::tempdir().unwrap();
        publish(other.path(), 400, "status-list");
        assert!(look(&other, 7, Some(&seen)).1.contains("some were changed"));
    }

    #[test]
    fn a_changed_entry_hash_or_checkpoint_a_missing_tile_and_another_key_are_wrong() {
        for (file, why) in [
            ("tile/entries/000", "other hashes"),
            ("tile/0/000", "other hashes"),
            ("tile/1/000.p/1", "other hashes"),
            ("tile/0/001.p/44", "other hashes"),
            ("tile/entries/001.p/44", "other hashes"),
            ("checkpoint", "is not valid"),
        ] {
            let directory = tempfile::tempdir().unwrap();
            publish(directory.path(), 300, "credential");
            let path = directory.path().join(file);
            let mut bytes = std::fs::read(&path).unwrap();
            // A digit of a commitment, of a hash, of the size.
            let place = match file {
                "checkpoint" => bytes.iter().position(|byte| *byte == b'3').unwrap(),
                _ => bytes.len() - 5,
            };
            bytes[place] ^= 1;
            std::fs::write(&path, bytes).unwrap();
            let (outcome, says) = look(&directory, 7, None);
            assert!(outcome == Outcome::Wrong && says.contains(why), "{file}: {says}");
            if file != "checkpoint" {
                std::fs::remove_file(&path).unwrap();
                assert!(look(&directory, 7, None).1.contains("cannot be read although"), "{file}");
            }
        }
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(look(&directory, 7, None).0, Outcome::Unchecked);
        publish(directory.path(), 3, "credential");
        assert_eq!(look(&directory, 8, None).0, Outcome::Wrong);
        publish(directory.path(), 0, "credential");
        assert_eq!(look(&directory, 7, None).0, Outcome::Note);
    }
}
