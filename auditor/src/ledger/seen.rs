//! A ledger's key and newest checkpoint from the last verification, kept in a file of the verifier.

use std::io;
use std::path::Path;

/// A key and a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// `name+id+key`.
    pub(crate) key: String,
    /// The signed note.
    pub(crate) note: String,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SeenError {
    /// The file cannot be read or written.
    #[error("reading or writing what was seen of the ledger before")]
    File(#[from] io::Error),
    /// The file has another content.
    #[error("the file of what was seen before holds no key and checkpoint")]
    Form,
}

impl Seen {
    /// Reads the file. `None` if there is none yet.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, SeenError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let (key, note) = text.split_once('\n').ok_or(SeenError::Form)?;
        Ok(Some(Self { key: key.to_owned(), note: note.to_owned() }))
    }

    /// Writes the file atomically: a reader sees the old content or the new.
    pub(crate) fn write(&self, path: &Path) -> Result<(), SeenError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        std::fs::write(&beside, format!("{}\n{}", self.key, self.note))?;
        Ok(std::fs::rename(&beside, path)?)
    }
}
