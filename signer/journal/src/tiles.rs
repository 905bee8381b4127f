//! The tree as public files: C2SP tlog-tiles, with entry bundles of our own entries.
//!
//! `tile/<level>/<index>` and `tile/entries/<index>` for full tiles, `….p/<width>` for open ones. The file `checkpoint`
//! is next to `tile/`. The journal is authoritative: tiles are derived from it and compared with it.

use host_files::atomic_file;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use tlog::{FullTile, Hash, TILE_WIDTH, TileName, Tree, bundle, numbered, unbundle};

/// Why the tiles on disk contradict the journal, or cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// A tile is not the journal's.
    #[error("{0} differs from the journal")]
    Differs(PathBuf),
    /// There is a tile beyond the journal.
    #[error("{0} holds more entries than the journal: entries were lost")]
    Ahead(PathBuf),
    /// An entry does not fit into a bundle, or a bundle cannot be read.
    #[error("an entry is longer than a bundle holds")]
    Entry,
    /// A tile cannot be read or written.
    #[error("reading or writing {0}")]
    Io(PathBuf, #[source] io::Error),
}

/// The directory of the tiles.
#[derive(Clone, Debug)]
pub struct Tiles {
    root: PathBuf,
}

impl Tiles {
    /// Tiles below `public`, in `tile/`.
    #[must_use]
    pub fn new(public: &Path) -> Self {
        Self { root: public.join("tile") }
    }

    /// Writes full tiles, and the open tiles of their tree. Files and names are on disk when this returns.
    pub(crate) fn write_all(&self, full: &[FullTile], tree: &Tree) -> Result<(), TileError> {
        let mut directories = BTreeSet::new();
        for tile in full {
            self.write_full(tile, &mut directories)?;
        }
        self.write_open(tree, &mut directories)?;
        for directory in directories {
            atomic_file::sync_directory(&directory).map_err(|e| TileError::Io(directory, e))?;
        }
        Ok(())
    }

    /// Writes a full tile, then removes its open forms: readers fall back to the full one.
    fn write_full(&self, tile: &FullTile, directories: &mut BTreeSet<PathBuf>) -> Result<(), TileError> {
        if tile.level == 0 {
            self.write(
                &self.path("entries", tile.index, None),
                &bundle(&tile.entries).ok_or(TileError::Entry)?,
                directories,
            )?;
            self.drop_partial("entries", tile.index)?;
        }
        let folder = tile.level.to_string();
        self.write(&self.path(&folder, tile.index, None), &tile.hashes.concat(), directories)?;
        self.drop_partial(&folder, tile.index)
    }

    /// Writes the open tiles of the tree.
    fn write_open(&self, tree: &Tree, directories: &mut BTreeSet<PathBuf>) -> Result<(), TileError> {
        for (path, bytes) in self.open_files(tree)? {
            if path.exists() {
                // An earlier attempt may have failed before the file's name was on disk.
                directories.extend(path.parent().map(Path::to_path_buf));
            } else {
                self.write(&path, &bytes, directories)?;
            }
        }
        Ok(())
    }

    /// Hashes of a tile, at this width or wider: wider tiles and the full one replace an open one.
    pub(crate) fn hashes(&self, tile: TileName) -> Result<Vec<u8>, TileError> {
        self.read(&tile.level.to_string(), tile.index, tile.width)
    }

    /// Entries of a tile of level 0, at this width or wider.
    pub(crate) fn entries(&self, index: u64, width: usize) -> Result<Vec<String>, TileError> {
        unbundle(&self.read("entries", index, width)?).ok_or(TileError::Entry)
    }

    fn read(&self, folder: &str, index: u64, width: usize) -> Result<Vec<u8>, TileError> {
        let full = self.path(folder, index, None);
        let partial = self.partial(folder, index);
        let wide = widths(&partial).into_iter().filter(|wide| *wide >= width as u64).min();
        // The full tile last: it is written before its open forms are removed.
        for path in wide.map(|wide| partial.join(wide.to_string())).into_iter().chain([full.clone()]) {
            match std::fs::read(&path) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                read => return read.map_err(|e| TileError::Io(path, e)),
            }
        }
        Err(TileError::Io(full, io::ErrorKind::NotFound.into()))
    }

    /// Compares a full tile with the disk. `false`: it is missing.
    pub(crate) fn compare_full(&self, tile: &FullTile) -> Result<bool, TileError> {
        let hashes = compare(&self.path(&tile.level.to_string(), tile.index, None), &tile.hashes.concat())?;
        let entries = tile.level > 0
            || compare(
                &self.path("entries", tile.index, None),
                &bundle(&tile.entries).ok_or(TileError::Entry)?,
            )?;
        Ok(hashes && entries)
    }

    /// Compares the open tiles with the disk, and checks that the disk has nothing beyond them.
    pub(crate) fn compare_open(&self, tree: &Tree) -> Result<(), TileError> {
        for (path, bytes) in self.open_files(tree)? {
            compare(&path, &bytes)?;
        }
        let (open, width) = (tree.size() / TILE_WIDTH as u64, tree.size() % TILE_WIDTH as u64);
        for folder in ["0", "entries"] {
            let partial = self.partial(folder, open);
            let wider =
                widths(&partial).into_iter().find(|w| *w > width).map(|w| partial.join(w.to_string()));
            let beyond = [
                wider,
                Some(self.path(folder, open, None)),
                Some(self.path(folder, open + 1, None)),
                Some(self.partial(folder, open + 1)),
            ];
            if let Some(path) = beyond.into_iter().flatten().find(|path| path.exists()) {
                return Err(TileError::Ahead(path));
            }
        }
        Ok(())
    }

    fn open_files(&self, tree: &Tree) -> Result<Vec<(PathBuf, Vec<u8>)>, TileError> {
        let mut files: Vec<_> = tree
            .open_tiles()
            .map(|(level, index, hashes): (u8, u64, &[Hash])| {
                (self.path(&level.to_string(), index, Some(hashes.len())), hashes.concat())
            })
            .collect();
        if !tree.open_entries().is_empty() {
            let index = tree.size() / TILE_WIDTH as u64;
            files.push((
                self.path("entries", index, Some(tree.open_entries().len())),
                bundle(tree.open_entries()).ok_or(TileError::Entry)?,
            ));
        }
        Ok(files)
    }

    fn write(&self, path: &Path, bytes: &[u8], directories: &mut BTreeSet<PathBuf>) -> Result<(), TileError> {
        let directory = path.parent().unwrap_or(&self.root);
        atomic_file::make_directory(directory, atomic_file::PUBLIC_DIRECTORY)
            .and_then(|()| atomic_file::replace(path, bytes, atomic_file::PUBLIC_FILE))
            .map_err(|e| TileError::Io(path.into(), e))?;
        directories.insert(directory.into());
        Ok(())
    }

    fn drop_partial(&self, folder: &str, index: u64) -> Result<(), TileError> {
        let partial = self.partial(folder, index);
        match std::fs::remove_dir_all(&partial) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(TileError::Io(partial, e)),
            _ => Ok(()),
        }
    }

    fn partial(&self, folder: &str, index: u64) -> PathBuf {
        self.root.join(folder).join(format!("{}.p", numbered(index)))
    }

    fn path(&self, folder: &str, index: u64, width: Option<usize>) -> PathBuf {
        match width {
            None => self.root.join(folder).join(numbered(index)),
            Some(width) => self.partial(folder, index).join(width.to_string()),
        }
    }
}

fn compare(path: &Path, expected: &[u8]) -> Result<bool, TileError> {
    match std::fs::read(path) {
        Ok(bytes) if bytes == expected => Ok(true),
        Ok(_) => Err(TileError::Differs(path.into())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(TileError::Io(path.into(), e)),
    }
}

fn widths(partial: &Path) -> Vec<u64> {
    let entries = std::fs::read_dir(partial).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grow(tiles: &Tiles, tree: &mut Tree, count: usize) {
        for _ in 0..count {
            let full = tree.append(format!("entry {}", tree.size()));
            tiles.write_all(&full, &Tree::default()).unwrap();
        }
        tiles.write_all(&[], tree).unwrap();
    }

    #[test]
    fn open_tiles_give_way_to_full_ones() {
        let scratch = tempfile::tempdir().unwrap();
        let (tiles, mut tree) = (Tiles::new(scratch.path()), Tree::default());
        grow(&tiles, &mut tree, 5);
        let at = |path: &str| scratch.path().join("tile").join(path);
        assert_eq!(std::fs::read(at("0/000.p/5")).unwrap().len(), 5 * 32);
        assert_eq!(std::fs::read(at("entries/000.p/5")).unwrap().get(..9).unwrap(), b"\0\x07entry 0");
        grow(&tiles, &mut tree, 252);
        assert_eq!(std::fs::read(at("0/000")).unwrap().len(), 256 * 32);
        assert!(!at("0/000.p").exists() && !at("entries/000.p").exists());
        assert!(at("0/001.p/1").exists() && at("1/000.p/1").exists() && at("entries/001.p/1").exists());
        tiles.compare_open(&tree).unwrap();
    }

    #[test]
    fn a_changed_tile_and_a_lost_journal_are_noticed() {
        let scratch = tempfile::tempdir().unwrap();
        let (tiles, mut tree) = (Tiles::new(scratch.path()), Tree::default());
        grow(&tiles, &mut tree, 5);
        let shorter = tree.clone();
        grow(&tiles, &mut tree, 1);
        assert!(matches!(tiles.compare_open(&shorter), Err(TileError::Ahead(_))));
        grow(&tiles, &mut tree, 250);
        assert!(matches!(tiles.compare_open(&shorter), Err(TileError::Ahead(_))));
        grow(&tiles, &mut tree, 3);
        std::fs::write(scratch.path().join("tile/entries/001.p/3"), "other").unwrap();
        assert!(matches!(tiles.compare_open(&tree), Err(TileError::Differs(_))));
    }
}
