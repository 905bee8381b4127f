//! The public tree: signature, every hash, every entry, and that it begins with what was seen before.

use super::{Finding, Source};
use credentials::log::{
    Checkpoint, FullTile, Hash, LedgerEntry, TILE_WIDTH, TileName, Tree, VerifierKey, bundle_path, leaf_hash,
    tile_path, unbundle,
};

/// Entries as they were published.
pub(crate) type Entries = Vec<(String, LedgerEntry)>;

/// A tree that was checked.
#[derive(Debug)]
pub(crate) struct Checked {
    /// Its checkpoint.
    pub(crate) note: String,
    /// In order.
    pub(crate) entries: Entries,
}

/// Checks a ledger by its key, and against a checkpoint that was seen before. None when nothing can be said of it.
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
    let note = source
        .read("checkpoint")
        .map_err(|why| Finding::unchecked(format!("the checkpoint cannot be read: {why}")))?;
    let note = String::from_utf8(note).map_err(|_| Finding::wrong("the checkpoint is no text"))?;
    let checkpoint = Checkpoint::verified(&note, key)
        .map_err(|e| Finding::wrong(format!("the checkpoint does not hold: {e}")))?;
    findings.push(Finding::good(format!(
        "the checkpoint is signed by the key of {}, for {} entries",
        key.name(),
        checkpoint.size
    )));
    let before = before.map(|note| Checkpoint::verified(note, key)).transpose().map_err(|_| {
        Finding::wrong(
            "the checkpoint that was seen before is not signed by this key: the ledger's key was changed",
        )
    })?;
    let grown = grow(source, &checkpoint, before.as_ref().map(|before| before.size))?;
    if grown.tree.root() != checkpoint.root {
        return Err(Finding::wrong("the entries do not add up to the root that the checkpoint tells"));
    }
    findings
        .push(Finding::good("every entry and every hash is there, and they add up to the checkpoint's root"));
    match (&before, grown.root_before) {
        (None, _) => findings.push(Finding::note(
            "this ledger was not seen before (or `--seen FILE` was not given): that nothing was taken back since then cannot be told",
        )),
        (Some(before), Some(root)) if root == before.root => findings.push(Finding::good(format!(
            "it begins with the {} entries that were seen before",
            before.size
        ))),
        (Some(before), Some(_)) => {
            return Err(Finding::wrong(format!("of the {} entries that were seen before, some were changed", before.size)));
        }
        (Some(before), None) => {
            return Err(Finding::wrong(format!(
                "{} entries were seen before, and the ledger has {}: entries were taken back",
                before.size, checkpoint.size
            )));
        }
    }
    Ok(Checked { note, entries: grown.entries })
}

struct Grown {
    tree: Tree,
    entries: Entries,
    /// Root over as many entries as were seen before.
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
        let entries =
            entries.ok_or_else(|| Finding::wrong(format!("{} is no bundle of {count} entries", names[0])))?;
        let mut hashes: Vec<Hash> = Vec::new();
        for text in entries.into_iter().take(count) {
            let number = grown.entries.len();
            let read = LedgerEntry::parse(&text)
                .ok_or_else(|| Finding::wrong(format!("entry {number} is not of a ledger's form")))?;
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

/// Are these the hashes that are published, or the first of them?
fn compare(source: &Source, name: TileName, hashes: &[Hash]) -> Result<(), Finding> {
    let names = [tile_path(name), tile_path(TileName { width: TILE_WIDTH, ..name })];
    let published = read_one_of(source, &names)?;
    if published.starts_with(&hashes.concat()) {
        return Ok(());
    }
    Err(Finding::wrong(format!("{} has other hashes than its entries", names[0])))
}

/// An open tile gives way to the full one.
fn read_one_of(source: &Source, names: &[String; 2]) -> Result<Vec<u8>, Finding> {
    let [open, full] = names;
    source.read(open).or_else(|_| source.read(full)).map_err(|why| {
        Finding::wrong(format!("{open} cannot be read although the checkpoint tells of it: {why}"))
    })
}
