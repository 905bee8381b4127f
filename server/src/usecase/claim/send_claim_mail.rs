//! The job that writes the learner's mail. The file's name is the credential's: written twice, it is one mail.

use super::write_claim_mail::WriteClaimMail;
use crate::clock::Clock;
use crate::storage::{Job, Storage};
use crate::usecase::mailbox::MailError;
use domain::{CredentialId, Progress};
use std::sync::Arc;

/// Mails a learner about an issued badge.
#[derive(Clone)]
pub(crate) struct SendClaimMail {
    storage: Storage,
    clock: Arc<dyn Clock>,
    write_claim_mail: WriteClaimMail,
}

impl SendClaimMail {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, write_claim_mail: WriteClaimMail) -> Self {
        Self { storage, clock, write_claim_mail }
    }

    /// Runs the job.
    ///
    /// # Errors
    /// [`MailError`].
    pub(crate) async fn send(&self, job: &Job, id: &CredentialId) -> Result<(), MailError> {
        let now = self.clock.now();
        let stored = self.storage.read().await?.credential(id).await?.ok_or(MailError::NotFound)?;
        let unsent = matches!(stored.record.progress, Progress::Signed { mailed: None, .. });
        if unsent {
            self.write_claim_mail.write(id, id.as_str(), false).await?;
        }
        let mut tx = self.storage.begin().await?;
        if unsent {
            tx.credential_mailed(id, now).await?;
        }
        tx.finish_job(job).await?;
        Ok(tx.commit().await?)
    }
}
