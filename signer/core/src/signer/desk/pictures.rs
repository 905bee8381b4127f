//! The signer's copies of pictures of badges, for the desk. A copy decides nothing: people approve a digest, and see the
//! picture that has it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_files::atomic_file;
use protocol::desk::{PictureCopy, PictureFormat};
use protocol::reason::DocumentReason;
use protocol::{Fault, FaultReason, MAX_PICTURE, Problem, Refusal};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Name of the folder below the signer's directory.
const FOLDER: &str = "pictures";
/// Maximum number of copies of pictures that no pending change names.
const SPARE: usize = 32;

/// Keeps copies in the signer's directory, each under the lower-case hex SHA-256 of its bytes.
#[derive(Debug)]
pub(crate) struct Pictures {
    folder: PathBuf,
    /// Held while the folder changes.
    changing: Mutex<()>,
}

impl Pictures {
    /// Keeps copies below this directory.
    pub(crate) fn new(directory: &std::path::Path) -> Self {
        Self { folder: directory.join(FOLDER), changing: Mutex::new(()) }
    }

    /// Keeps a picture, in base64. Removes the oldest copies that `pending` does not name.
    pub(crate) fn keep(&self, picture: &str, pending: &BTreeSet<String>) -> Result<(), Problem> {
        const MIB: usize = MAX_PICTURE / (1024 * 1024);
        let refused = || Refusal::new(DocumentReason::Picture { mib: MIB });
        let bytes = STANDARD.decode(picture).map_err(|_| refused())?;
        if bytes.len() > MAX_PICTURE || PictureFormat::of(&bytes).is_none() {
            return Err(refused().into());
        }
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.store(&sha256, &bytes, pending).map_err(|e| {
            crate::log::say(&format!("keeping a picture: {e}"));
            Fault::new(FaultReason::Picture).into()
        })
    }

    fn store(&self, sha256: &str, bytes: &[u8], pending: &BTreeSet<String>) -> std::io::Result<()> {
        atomic_file::make_directory(&self.folder, atomic_file::PRIVATE_DIRECTORY)?;
        if self.has(sha256) {
            return Ok(());
        }
        let mut spare: Vec<(SystemTime, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !entry.file_name().to_str().is_some_and(|name| pending.contains(name)) {
                spare.push((entry.metadata()?.modified()?, entry.path()));
            }
        }
        spare.sort();
        let too_many = (spare.len() + 1).saturating_sub(SPARE);
        for (_, path) in spare.into_iter().take(too_many) {
            fs::remove_file(path)?;
        }
        atomic_file::write(&self.folder.join(sha256), bytes, atomic_file::PRIVATE_FILE)
    }

    /// Is there a copy with this SHA-256?
    pub(crate) fn has(&self, sha256: &str) -> bool {
        is_sha256(sha256) && self.folder.join(sha256).is_file()
    }

    /// The copy with this SHA-256. A damaged one is none.
    pub(crate) fn read(&self, sha256: &str) -> Option<PictureCopy> {
        if !is_sha256(sha256) {
            return None;
        }
        let bytes = fs::read(self.folder.join(sha256)).ok()?;
        let format = PictureFormat::of(&bytes)?;
        (hex::encode(Sha256::digest(&bytes)) == sha256)
            .then(|| PictureCopy { format, bytes: STANDARD.encode(&bytes) })
    }
}

/// 64 lower-case hex digits: no other text becomes part of a path.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(number: usize) -> String {
        format!("<svg xmlns='http://www.w3.org/2000/svg'><desc>{number}</desc></svg>")
    }

    fn sha256(text: &str) -> String {
        hex::encode(Sha256::digest(text))
    }

    fn keep(pictures: &Pictures, text: &str, pending: &BTreeSet<String>) -> bool {
        pictures.keep(&STANDARD.encode(text), pending).is_ok()
    }

    #[test]
    fn a_copy_is_found_by_its_digest_and_a_damaged_one_is_none() {
        let directory = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(directory.path());
        let (one, digest) = (svg(1), sha256(&svg(1)));
        assert!(!pictures.has(&digest) && pictures.read(&digest).is_none());
        assert!(keep(&pictures, &one, &BTreeSet::new()) && keep(&pictures, &one, &BTreeSet::new()));
        let copy = pictures.read(&digest).unwrap();
        assert_eq!((copy.format, copy.bytes), (PictureFormat::Svg, STANDARD.encode(&one)));
        fs::write(directory.path().join(FOLDER).join(&digest), svg(2)).unwrap();
        assert!(pictures.read(&digest).is_none());
        for other in ["../pictures", "", "..", &digest.to_uppercase()] {
            assert!(!pictures.has(other) && pictures.read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(directory.path());
        let none = BTreeSet::new();
        assert!(!keep(&pictures, "<html></html>", &none));
        assert!(pictures.keep("no base64", &none).is_err());
        assert!(!keep(&pictures, &(svg(1) + &" ".repeat(MAX_PICTURE)), &none));
        assert!(!directory.path().join(FOLDER).exists());
    }

    #[test]
    fn a_flood_of_pictures_removes_no_picture_of_a_pending_change() {
        let directory = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(directory.path());
        let pending = BTreeSet::from([sha256(&svg(0))]);
        for number in 0..SPARE * 2 {
            assert!(keep(&pictures, &svg(number), &pending));
        }
        assert!(pictures.has(&sha256(&svg(0))) && pictures.has(&sha256(&svg(SPARE * 2 - 1))));
        assert_eq!(fs::read_dir(directory.path().join(FOLDER)).unwrap().count(), SPARE + 1);
    }
}
