//! Writes jobs for status lists that are to be signed again.

use super::publish_status::RENEW_SECONDS;
use crate::clock::Clock;
use crate::storage::{JobKind, Storage, StorageError};
use crate::usecase::job_queue::JobQueue;
use domain::Timestamp;
use std::sync::Arc;

/// Has status lists signed again before they expire.
#[derive(Clone)]
pub(crate) struct RenewStatusLists {
    storage: Storage,
    clock: Arc<dyn Clock>,
    jobs: JobQueue,
}

impl RenewStatusLists {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, jobs: JobQueue) -> Self {
        Self { storage, clock, jobs }
    }

    /// Writes jobs for the lists that are due for renewal.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn renew_due(&self) -> Result<(), StorageError> {
        let before = self.clock.now().plus_seconds(-RENEW_SECONDS);
        if self.storage.read().await?.lists_signed_before(before).await?.is_empty() {
            return Ok(());
        }
        self.renew_signed_before(before).await
    }

    /// Writes jobs for all lists. After a key was compromised, lists that it signed are no longer valid: they are signed
    /// again at once, before they would be due. Notifies the runner.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn renew_all(&self) -> Result<(), StorageError> {
        self.renew_signed_before(self.clock.now()).await?;
        self.jobs.notify();
        Ok(())
    }

    async fn renew_signed_before(&self, before: Timestamp) -> Result<(), StorageError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        for list in tx.lists_signed_before(before).await? {
            self.jobs.enqueue_once(&mut tx, JobKind::PublishStatus, list.as_str(), now).await?;
        }
        tx.commit().await
    }
}
