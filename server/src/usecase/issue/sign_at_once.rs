//! Signs a recorded credential while its caller waits.

use super::issue_posted_credential::IssuePostedError;
use super::sign_credential::SignCredential;
use crate::clock::Clock;
use crate::log::chain;
use crate::storage::{Job, Storage};
use domain::{CredentialId, Progress};
use std::sync::Arc;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many posted credentials are issued at a time: the signer signs them one after another.
const ISSUES: usize = 4;
/// Delay before the runner retries what the signer could not do, in seconds.
const AGAIN_SECONDS: i64 = 1;

/// Signs for callers that wait, a few at a time.
pub(super) struct SignAtOnce {
    storage: Storage,
    clock: Arc<dyn Clock>,
    sign_credential: SignCredential,
    permits: Semaphore,
}

impl SignAtOnce {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, sign_credential: SignCredential) -> Self {
        Self { storage, clock, sign_credential, permits: Semaphore::new(ISSUES) }
    }

    /// Waits for a permit, which the caller holds until its credential is signed.
    ///
    /// # Errors
    /// [`IssuePostedError::CutShort`].
    pub(super) async fn permit(&self) -> Result<SemaphorePermit<'_>, IssuePostedError> {
        self.permits.acquire().await.map_err(|_| IssuePostedError::CutShort)
    }

    /// Does the job, and returns the signed document. After a failure the runner does the job again.
    ///
    /// # Errors
    /// [`IssuePostedError`].
    pub(super) async fn sign(&self, job: &Job, id: &CredentialId) -> Result<String, IssuePostedError> {
        if let Err(error) = self.sign_credential.sign(job, id).await {
            tracing::warn!(
                subject = job.subject,
                error = chain(&error),
                "a posted credential is not signed yet"
            );
            let mut tx = self.storage.begin().await?;
            tx.job_again(job, self.clock.now().plus_seconds(AGAIN_SECONDS)).await?;
            tx.commit().await?;
        }
        let stored = self.storage.read().await?.credential(id).await?.ok_or(IssuePostedError::CutShort)?;
        match (stored.document, stored.record.progress) {
            (Some(document), _) => Ok(document),
            (None, Progress::Refused { says }) => Err(IssuePostedError::Refused(says)),
            (None, Progress::Waiting { last_problem }) => {
                Err(IssuePostedError::Waiting(last_problem.unwrap_or_default()))
            }
            (None, Progress::Signed { .. }) => Err(IssuePostedError::CutShort),
        }
    }
}
