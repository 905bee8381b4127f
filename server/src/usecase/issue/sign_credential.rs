//! The job that has an issued credential signed.
//!
//! The unsigned text was stored with the record. A retry sends the same bytes, for which the signer repeats its earlier
//! answer and signs nothing twice. The signed document, the end of the job and the mail job are stored in one
//! transaction. So a crash at any point loses nothing and repeats nothing.

use super::match_profile::{MatchProfile, MatchProfileError, Matched};
use crate::clock::Clock;
use crate::signer_client::SignerError;
use crate::storage::{Job, JobKind, Storage, StorageError};
use crate::usecase::checked_signer::{CheckError, CheckedSigner, SignatureError};
use crate::usecase::job_queue::JobQueue;
use crate::usecase::revoke::{PublishStatus, PublishStatusError};
use domain::{CredentialId, Progress};
use std::sync::Arc;

/// Delay for a credential that the signer does not sign for the time being, in seconds: the shortest ceiling covers a
/// minute.
const WAIT_SECONDS: i64 = 60;

/// Why a credential is not signed yet.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignError {
    /// The job names no credential of ours.
    #[error("the credential of this job is not here")]
    NotFound,
    /// Its status list could not be published first.
    #[error("publishing the status list before the credential")]
    StatusList(#[from] PublishStatusError),
    /// The signer did not sign.
    #[error("asking the signer to sign the credential")]
    Signer(#[from] SignerError),
    /// The answer is not what was requested.
    #[error(transparent)]
    NotAsAsked(#[from] CheckError),
    /// The stored text is not JSON.
    #[error("reading the stored text")]
    Text(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<SignatureError> for SignError {
    fn from(error: SignatureError) -> Self {
        match error {
            SignatureError::Signer(error) => Self::Signer(error),
            SignatureError::Check(error) => Self::NotAsAsked(error),
        }
    }
}

impl From<MatchProfileError> for SignError {
    fn from(error: MatchProfileError) -> Self {
        match error {
            MatchProfileError::NotFound => Self::NotFound,
            MatchProfileError::Text(error) => Self::Text(error),
            MatchProfileError::Signer(error) => Self::Signer(error),
            MatchProfileError::Storage(error) => Self::Storage(error),
        }
    }
}

impl SignError {
    /// The problem in words for the page; the job retries automatically.
    fn says(&self) -> String {
        match self {
            Self::Signer(error) | Self::StatusList(PublishStatusError::Signer(error)) => error.says(),
            Self::NotAsAsked(_) | Self::StatusList(PublishStatusError::NotAsAsked(_)) => {
                "The signer returned another document than the requested one. It was not released. Run `insignia \
                 doctor`.".to_owned()
            }
            Self::NotFound | Self::Text(_) | Self::Storage(_) | Self::StatusList(_) => {
                "Something failed on our side. The server's log has the details.".to_owned()
            }
        }
    }
}

/// Has an issued credential signed.
#[derive(Clone)]
pub(crate) struct SignCredential {
    storage: Storage,
    signer: CheckedSigner,
    clock: Arc<dyn Clock>,
    publish_status: PublishStatus,
    match_profile: MatchProfile,
    jobs: JobQueue,
}

impl SignCredential {
    pub(super) fn new(
        storage: Storage,
        signer: CheckedSigner,
        clock: Arc<dyn Clock>,
        publish_status: PublishStatus,
        match_profile: MatchProfile,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, signer, clock, publish_status, match_profile, jobs }
    }

    /// Runs the job: afterwards it is finished, or the problem is stored and the job is due again.
    ///
    /// # Errors
    /// [`SignError`].
    pub(crate) async fn sign(&self, job: &Job, id: &CredentialId) -> Result<(), SignError> {
        let mut outcome = self.try_to_sign(job, id).await;
        let mut has_approved_profile = true;
        if is_about_the_profile(&outcome) {
            match self.match_profile.match_profile(id).await? {
                Matched::Rebuilt => {
                    outcome = self.try_to_sign(job, id).await;
                    has_approved_profile = !is_about_the_profile(&outcome);
                }
                Matched::Waits => has_approved_profile = false,
                Matched::OtherIssuer => {}
            }
        }
        match &outcome {
            Err(SignError::Signer(error)) if error.passes() || !has_approved_profile => {
                let says = error.says();
                let mut tx = self.storage.begin().await?;
                tx.credential_problem(id, &says).await?;
                tx.job_again(job, self.clock.now().plus_seconds(WAIT_SECONDS)).await?;
                tx.commit().await?;
                return Ok(());
            }
            Err(SignError::Signer(error)) if error.refusal().is_some() => {
                let says = error.says();
                let mut tx = self.storage.begin().await?;
                tx.credential_refused(id, &says).await?;
                tx.finish_job(job).await?;
                tx.commit().await?;
                return Ok(());
            }
            Err(error) => {
                let mut tx = self.storage.begin().await?;
                if let Some(stored) = tx.credential(id).await?
                    && matches!(stored.record.progress, Progress::Waiting { .. })
                {
                    tx.credential_problem(id, &error.says()).await?;
                }
                tx.commit().await?;
            }
            Ok(()) => {}
        }
        outcome
    }

    async fn try_to_sign(&self, job: &Job, id: &CredentialId) -> Result<(), SignError> {
        let mut tx = self.storage.read().await?;
        let stored = tx.credential(id).await?.ok_or(SignError::NotFound)?;
        let record = &stored.record;
        let institution = tx.institution(&record.institution).await?.ok_or(SignError::NotFound)?;
        let waits_for_list = match &record.status {
            Some(place) if tx.published_list(&place.list).await?.is_none() => Some(place.list.clone()),
            _ => None,
        };
        drop(tx);
        if !matches!(record.progress, Progress::Waiting { .. }) {
            return self.finish_only(job).await;
        }
        // Every credential has a status entry from the start: no badge leaves before its list is published.
        if let Some(list) = waits_for_list {
            self.publish_status.publish(&list).await?;
        }
        let unsigned = stored.unsigned.as_deref().ok_or(SignError::NotFound)?;
        let signed = self.signer.sign_credential(&institution, unsigned).await?;
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        tx.credential_signed(id, &signed.document, signed.ledger_index, now).await?;
        // A program that issues credentials notifies its own learners.
        if !record.recipient.email.is_empty() {
            self.jobs.enqueue(&mut tx, JobKind::SendClaimMail, id.as_str(), now).await?;
        }
        tx.finish_job(job).await?;
        tx.commit().await?;
        self.jobs.notify();
        Ok(())
    }

    async fn finish_only(&self, job: &Job) -> Result<(), SignError> {
        let mut tx = self.storage.begin().await?;
        tx.finish_job(job).await?;
        Ok(tx.commit().await?)
    }
}

/// Was it refused because its issuer is not the registered profile?
fn is_about_the_profile(outcome: &Result<(), SignError>) -> bool {
    matches!(outcome, Err(SignError::Signer(error)) if error.is_about_the_profile())
}
