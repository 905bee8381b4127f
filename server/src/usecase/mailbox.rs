//! The mail directory. Another program delivers what is in it.

use crate::mail;
use crate::storage::StorageError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a mail was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailError {
    /// The job names no credential of ours.
    #[error("the credential of this job is not here")]
    NotFound,
    /// The message could not be built.
    #[error("wording the mail")]
    Words(#[from] mail::MessageError),
    /// The file could not be written.
    #[error("writing the mail into the mail directory")]
    Write(#[from] io::Error),
    /// The work was interrupted.
    #[error("the work was cut short")]
    CutShort,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The directory for messages.
#[derive(Clone, Debug)]
pub(super) struct Mailbox {
    directory: Arc<Path>,
}

impl Mailbox {
    /// The mailbox in this directory.
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory: directory.into() }
    }

    /// Writes a message into the mail directory, under its own name.
    ///
    /// # Errors
    /// [`MailError`].
    pub(super) async fn put(&self, name: &str, message: String) -> Result<(), MailError> {
        let (directory, name) = (self.directory.clone(), name.to_owned());
        let written = tokio::task::spawn_blocking(move || mail::write(&directory, &name, &message));
        Ok(written.await.map_err(|_| MailError::CutShort)??)
    }
}
