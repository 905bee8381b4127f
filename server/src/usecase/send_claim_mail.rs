//! The job that writes the learner's mail. The file's name is the credential's: written twice, it is one mail.

use super::Services;
use crate::mail::{self, ClaimMail};
use crate::storage::{Job, StorageError};
use domain::{CredentialId, Progress};
use std::io;

/// Why the mail was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailError {
    /// The job names no credential of ours.
    #[error("the credential of this job is not here")]
    NotFound,
    /// The mail template failed.
    #[error("wording the mail")]
    Words(#[from] askama::Error),
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

impl Services {
    /// Runs the job.
    pub(crate) async fn send_claim_mail(&self, job: &Job, id: &CredentialId) -> Result<(), MailError> {
        let now = self.clock.now();
        let stored = self.storage.read().await?.credential(id).await?.ok_or(MailError::NotFound)?;
        let unsent = matches!(stored.record.progress, Progress::Signed { mailed: None, .. });
        if unsent {
            self.write_mail(id, id.as_str(), false).await?;
        }
        let mut tx = self.storage.begin().await?;
        if unsent {
            tx.credential_mailed(id, now).await?;
        }
        tx.finish_job(job).await?;
        Ok(tx.commit().await?)
    }

    /// Writes the learner's mail about an issued or reissued badge.
    pub(super) async fn write_mail(
        &self,
        id: &CredentialId,
        file: &str,
        again: bool,
    ) -> Result<(), MailError> {
        let mut tx = self.storage.begin().await?;
        let stored = tx.credential(id).await?.ok_or(MailError::NotFound)?;
        let record = &stored.record;
        let institution = tx.institution(&record.institution).await?.ok_or(MailError::NotFound)?;
        let badge = record.badge.as_ref().ok_or(MailError::NotFound)?;
        let version = tx.version(&badge.design, badge.version).await?.ok_or(MailError::NotFound)?;
        // A mail that is rewritten after a crash has another link: the first may have been sent already.
        let link = self.new_claim_link(&mut tx, id).await?;
        tx.commit().await?;
        let message = ClaimMail {
            recipient: &record.recipient.name,
            address: &record.recipient.email,
            institution: &institution.name,
            institution_url: &institution.url,
            badge: &version.wording.name,
            link: &link,
            verify: &format!("{}/verify", self.addresses.base()),
            host: self.addresses.base().host(),
            id: file,
            again,
            now: self.clock.now(),
        }
        .message()?;
        self.put_mail(file, message).await
    }

    /// Writes a message into the mail directory, under its own name.
    pub(super) async fn put_mail(&self, name: &str, message: String) -> Result<(), MailError> {
        let (directory, name) = (self.mail_directory.clone(), name.to_owned());
        let written = tokio::task::spawn_blocking(move || mail::write(&directory, &name, &message));
        Ok(written.await.map_err(|_| MailError::CutShort)??)
    }
}
