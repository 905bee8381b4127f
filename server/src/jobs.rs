//! The job runner: takes due jobs, runs them, and retries failed ones later.

mod handlers;
mod interval_timer;
mod status_job;
mod upkeep;

pub(crate) use handlers::Handlers;
pub(crate) use status_job::StatusJob;
pub(crate) use upkeep::Upkeep;

use crate::clock::Clock;
use crate::log::chain;
use crate::storage::{Storage, StorageError};
use crate::usecase::JobQueue;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Lease of a job, in seconds: longer than the time limit for the signer and the rest of the job together.
const LEASE_SECONDS: i64 = 60;
/// How many jobs are taken at a time.
const AT_A_TIME: u32 = 16;
/// The longest wait between two reads of the job table; a job notification ends it early.
const ROUND: Duration = Duration::from_secs(1);

/// Runs jobs, and the periodic work that writes some of them.
pub struct JobRunner {
    storage: Storage,
    clock: Arc<dyn Clock>,
    queue: JobQueue,
    handlers: Handlers,
    upkeep: Upkeep,
}

impl JobRunner {
    pub(crate) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        queue: JobQueue,
        handlers: Handlers,
        upkeep: Upkeep,
    ) -> Self {
        Self { storage, clock, queue, handlers, upkeep }
    }

    /// Runs jobs until `stop` resolves.
    pub async fn run(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        loop {
            self.renew().await;
            match self.run_due().await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(error = chain(&error), "taking jobs"),
            }
            tokio::select! {
                () = &mut stop => return,
                () = self.queue.notified() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// Reclaims leases before the first round after a start: jobs of a killed process are due again at once.
    ///
    /// # Errors
    /// If the storage cannot be written.
    pub async fn reclaim_leases(&self) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        tx.reclaim_leases(self.clock.now()).await?;
        tx.commit().await
    }

    /// Writes jobs for status lists that are due for renewal, requests due key rotations, and mails notices of due
    /// rotations and of the signer's alerts.
    pub async fn renew(&self) {
        self.upkeep.run().await;
    }

    /// Runs the jobs that are due now, once. Returns how many jobs were taken.
    ///
    /// # Errors
    /// If jobs could not be taken at all. A failed job is logged and due again.
    pub async fn run_due(&self) -> Result<usize, StorageError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let jobs = tx.take_jobs(now, now.plus_seconds(LEASE_SECONDS), AT_A_TIME).await?;
        tx.commit().await?;
        for job in &jobs {
            if let Err(error) = self.handlers.run(job).await {
                tracing::warn!(
                    kind = job.kind.word(),
                    subject = job.subject,
                    attempts = job.attempts,
                    error = chain(&*error),
                    "a job failed and is tried again"
                );
                let at = self.clock.now().plus_seconds(pause_seconds(job.attempts));
                let mut tx = self.storage.begin().await?;
                tx.job_again(job, at).await?;
                tx.commit().await?;
            }
        }
        Ok(jobs.len())
    }
}

/// Delay after this many attempts, in seconds: 1, 2, 4, 8, then always 15. A dependency that returns is noticed soon,
/// and a revocation is published within a minute.
fn pause_seconds(attempts: i64) -> i64 {
    match attempts {
        ..=1 => 1,
        2 => 2,
        3 => 4,
        4 => 8,
        _ => 15,
    }
}
