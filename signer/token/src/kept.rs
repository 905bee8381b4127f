//! Copies of a SoftHSM token's essential file. SoftHSM truncates and rewrites `token.object` at every login. If the
//! process is killed in between, the file is lost, and no key of the token can be read any more.

use crate::log;
use host_files::atomic_file::{self, PRIVATE_DIRECTORY, PRIVATE_FILE};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use token_protocol::SoftHsm;

/// The file with the token's label, its flags and, encrypted under the PINs, the key that encrypts the token's keys.
const OBJECT: &str = "token.object";

/// Copies each token's file that is complete, and restores each that is not. To be called before the module is loaded.
pub(crate) fn keep(softhsm: &SoftHsm) -> io::Result<()> {
    let tokens = match std::fs::read_dir(softhsm.tokens()) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        tokens => tokens?,
    };
    atomic_file::make_directory(&softhsm.kept(), PRIVATE_DIRECTORY)?;
    for token in tokens {
        let token = token?;
        if !token.file_type()?.is_dir() {
            continue;
        }
        let mut copy = token.file_name();
        copy.push(".object");
        keep_one(&token.path().join(OBJECT), &softhsm.kept().join(copy))?;
    }
    Ok(())
}

fn keep_one(object: &Path, copy: &Path) -> io::Result<()> {
    let (found, kept) = (read(object)?, read(copy)?);
    let (of_found, of_kept) = (attributes(&found), attributes(&kept));
    // A truncated file may end between two attributes. It then lacks some that the copy has.
    let has_all = |found: &BTreeSet<u64>| of_kept.as_ref().is_none_or(|kept| kept.is_subset(found));
    if of_found.as_ref().is_some_and(has_all) {
        if found != kept {
            atomic_file::write(copy, &found, PRIVATE_FILE)?;
        }
    } else if of_kept.is_some() {
        log::say(&format!("{} was cut short by a crash; putting its copy back", object.display()));
        atomic_file::write(object, &kept, PRIVATE_FILE)?;
    }
    Ok(())
}

/// Content of a file; empty if there is no such file.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    match std::fs::read(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        found => found,
    }
}

/// The types of the file's attributes, if there are any and the file ends after one. The format is SoftHSM's own
/// (`ObjectFile.cpp`): a generation, then for each attribute its type, its kind and its value. All numbers have 8
/// bytes, big-endian. A token has only numbers and texts.
fn attributes(file: &[u8]) -> Option<BTreeSet<u64>> {
    let (_, mut rest) = file.split_first_chunk::<8>()?;
    let mut types = BTreeSet::new();
    while !rest.is_empty() {
        let (of, after) = attribute(rest)?;
        types.insert(of);
        rest = after;
    }
    (!types.is_empty()).then_some(types)
}

/// Type of the first attribute, and the bytes after the attribute.
fn attribute(rest: &[u8]) -> Option<(u64, &[u8])> {
    const NUMBER: u64 = 2;
    const TEXT: u64 = 3;
    let (of, rest) = number(rest)?;
    let after = match number(rest)? {
        (NUMBER, rest) => number(rest)?.1,
        (TEXT, rest) => {
            let (length, rest) = number(rest)?;
            rest.get(usize::try_from(length).ok()?..)?
        }
        _ => return None,
    };
    Some((of, after))
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u64::from_be_bytes(*number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with a generation, a label of four bytes, and flags.
    fn file(flags: u64) -> Vec<u8> {
        let numbers = |numbers: &[u64]| numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<_>>();
        [numbers(&[9, 0x8000_5349, 3, 4]), b"test".to_vec(), numbers(&[0x8000_534b, 2, flags])].concat()
    }

    #[test]
    fn a_file_that_ends_anywhere_else_is_not_whole() {
        let whole = file(0x42d);
        let good: Vec<usize> = (0..=whole.len()).filter(|end| attributes(&whole[..*end]).is_some()).collect();
        assert_eq!(good, [36, whole.len()], "after the label, and at its end");
        assert!(attributes(&[0; 320]).is_none(), "a file that a power cut left full of zeros");
    }

    #[test]
    fn what_was_cut_short_is_put_back_and_what_is_whole_is_kept() {
        let scratch = tempfile::tempdir().unwrap();
        let softhsm = SoftHsm { directory: scratch.path().into() };
        keep(&softhsm).unwrap();
        let object = softhsm.tokens().join("a-token").join(OBJECT);
        std::fs::create_dir_all(object.parent().unwrap()).unwrap();
        keep(&softhsm).unwrap();
        assert!(!object.exists(), "it made a token");
        for flags in [1, 2] {
            std::fs::write(&object, file(flags)).unwrap();
            keep(&softhsm).unwrap();
            // The last length ends between two attributes.
            for torn in [0, 20, 36] {
                std::fs::write(&object, &file(flags)[..torn]).unwrap();
                keep(&softhsm).unwrap();
                assert_eq!(std::fs::read(&object).unwrap(), file(flags));
            }
        }
        std::fs::remove_dir_all(object.parent().unwrap()).unwrap();
        keep(&softhsm).unwrap();
        assert!(!object.exists(), "a token that people removed came back");
    }
}
