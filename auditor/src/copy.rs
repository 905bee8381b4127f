//! The check of a copy of what an installation publishes: its ledger, DID documents and status lists.
//!
//! The copy is a directory in which each file has the path of its address: `ledger/checkpoint`, `ledger/tile/…`,
//! `issuers/<id>/did.json`, `status/<id>`. The signer's own public directory has `checkpoint` and `tile/` at its top, and
//! no status lists.

mod order;
mod status_list;

pub use order::CopyOrder;

use crate::did_document::judge;
use crate::tree::check;
use crate::{Entries, Finding, Source};
use audit_facts::{CopyFact, CopyPart};
use credentials::time::Timestamp;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tlog::VerifierKey;

/// The longest file of a copy that is read: a status list of 1 MiB, and one byte to detect more.
const MOST: u64 = 1024 * 1024 + 1;

/// Checks a copy at a time. Without a ledger that holds, nothing else is checked.
#[must_use]
pub fn check_copy(directory: &Path, key: &VerifierKey, now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ledger = directory.join("ledger");
    let ledger = if ledger.is_dir() { ledger } else { directory.to_owned() };
    let Some(checked) = check(&Source::Directory(ledger), key, None, &mut findings) else { return findings };
    findings.extend(did_documents(directory, &checked.entries));
    findings.extend(status_lists(directory, &checked.entries, now));
    findings
}

fn did_documents(directory: &Path, entries: &Entries) -> Vec<Finding> {
    let paths = entries_of(&directory.join("issuers")).into_iter().map(|issuer| issuer.join("did.json"));
    let judged = paths.map(|path| match read(&path) {
        Ok(bytes) => judge(&path.display().to_string(), &bytes, entries),
        Err(error) => unreadable(&path, &error),
    });
    or_none(judged.collect(), CopyPart::DidDocuments)
}

fn status_lists(directory: &Path, entries: &Entries, now: Timestamp) -> Vec<Finding> {
    let judged = entries_of(&directory.join("status")).into_iter().map(|path| match read(&path) {
        Ok(bytes) => status_list::judge(&path.display().to_string(), &bytes, directory, entries, now),
        Err(error) => unreadable(&path, &error),
    });
    or_none(judged.collect(), CopyPart::StatusLists)
}

fn or_none(findings: Vec<Finding>, part: CopyPart) -> Vec<Finding> {
    if findings.is_empty() { vec![Finding::note(CopyFact::None(part))] } else { findings }
}

fn unreadable(path: &Path, error: &io::Error) -> Finding {
    Finding::unchecked(CopyFact::Unread { path: path.display().to_string(), error: error.to_string() })
}

/// The entries of a directory in their order; none if there is no such directory.
fn entries_of(directory: &Path) -> Vec<PathBuf> {
    let Ok(found) = fs::read_dir(directory) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = found.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

/// Reads a file of the copy.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(fs::File::open(path)?, MOST), &mut bytes)?;
    Ok(bytes)
}
