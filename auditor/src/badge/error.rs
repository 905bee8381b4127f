//! Why a badge was not verified at all.

use credentials::verify::TrustListError;
use std::io;
use std::path::PathBuf;
use tlog::NoteError;

/// Wrong usage, or a file that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum BadgeError {
    /// A file cannot be opened or read.
    #[error("{} cannot be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The badge was to come from standard input.
    #[error("standard input cannot be read")]
    Input(#[source] io::Error),
    /// `--own` is not https, and not on this machine.
    #[error(
        "--own must be the address of an installation: https://…, or http:// on this machine, such as http://localhost:3000"
    )]
    Own,
    /// A file of `--trust-list` has another form.
    #[error("{} is no list of issuers", .0.display())]
    TrustList(PathBuf, #[source] TrustListError),
    /// `--ledger-key` is no key.
    #[error("--ledger-key takes a checkpoint key, as the issuer publishes it")]
    LedgerKey(#[source] NoteError),
    /// The map of `--documents` is not UTF-8 text.
    #[error("{} is not UTF-8 text", .0.display())]
    MapText(PathBuf),
    /// A line of the map has another form, or a URL for the second time.
    #[error("{}, line {line}: {why}", .map.display())]
    MapLine {
        /// The map.
        map: PathBuf,
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A file that the map names cannot be opened.
    #[error("{}, line {line}", .map.display())]
    MapFile {
        /// The map.
        map: PathBuf,
        /// The line's number, from 1.
        line: usize,
        /// The error for the file.
        #[source]
        source: Box<BadgeError>,
    },
}
