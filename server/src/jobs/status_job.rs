//! The job that publishes a status list.

use crate::clock::Clock;
use crate::storage::{Job, Storage};
use crate::usecase::{PublishStatus, PublishStatusError, Published};
use domain::StatusListId;
use std::sync::Arc;

/// Delay for revocations above the signer's ceiling, in seconds: the shortest ceiling covers a minute.
const CEILING_SECONDS: i64 = 60;

/// Publishes a list, and again while some of its revocations wait.
pub(crate) struct StatusJob {
    storage: Storage,
    clock: Arc<dyn Clock>,
    publish_status: PublishStatus,
}

impl StatusJob {
    pub(crate) fn new(storage: Storage, clock: Arc<dyn Clock>, publish_status: PublishStatus) -> Self {
        Self { storage, clock, publish_status }
    }

    /// Runs the job.
    ///
    /// # Errors
    /// [`PublishStatusError`].
    pub(super) async fn run(&self, job: &Job, list: &StatusListId) -> Result<(), PublishStatusError> {
        let published = self.publish_status.publish(list).await?;
        let mut tx = self.storage.begin().await?;
        // While revocations of a list wait for a ceiling, only the earliest job of that list stays queued.
        if published == Published::InPart && !tx.earlier_job_waits(job).await? {
            tx.job_again(job, self.clock.now().plus_seconds(CEILING_SECONDS)).await?;
        } else {
            tx.finish_job(job).await?;
        }
        Ok(tx.commit().await?)
    }
}
