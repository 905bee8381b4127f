//! The job that mails a learner about a reissued badge.

use super::write_claim_mail::WriteClaimMail;
use crate::clock::Clock;
use crate::storage::{Job, Storage};
use crate::usecase::mailbox::MailError;
use domain::CredentialId;
use std::sync::Arc;

/// Mails a learner about a reissued badge.
#[derive(Clone)]
pub(crate) struct SendReissueMail {
    storage: Storage,
    clock: Arc<dyn Clock>,
    write_claim_mail: WriteClaimMail,
}

impl SendReissueMail {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, write_claim_mail: WriteClaimMail) -> Self {
        Self { storage, clock, write_claim_mail }
    }

    /// Runs the job. The file's name consists of the credential and the key: written twice, it is one mail.
    ///
    /// # Errors
    /// [`MailError`].
    pub(crate) async fn send(&self, job: &Job, id: &CredentialId) -> Result<(), MailError> {
        let now = self.clock.now();
        let untold = self.storage.read().await?.untold_reissue(id).await?;
        if let Some(reissue) = &untold {
            let file = format!("{id}-after-{}", reissue.key);
            self.write_claim_mail.write(id, &file, true).await?;
        }
        let mut tx = self.storage.begin().await?;
        if let Some(reissue) = &untold {
            tx.reissue_told(id, &reissue.key, now).await?;
        }
        tx.finish_job(job).await?;
        Ok(tx.commit().await?)
    }
}
