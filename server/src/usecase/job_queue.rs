//! Writes jobs in the caller's transaction, and notifies the runner.

use crate::clock::Clock;
use crate::storage::{Job, JobKind, StorageError, Transaction};
use domain::{CredentialId, Timestamp};
use std::sync::Arc;
use tokio::sync::Notify;

/// The queue of all jobs: its rows are in the database, and the notification is in this process.
#[derive(Clone)]
pub(crate) struct JobQueue {
    clock: Arc<dyn Clock>,
    notification: Arc<Notify>,
}

impl JobQueue {
    /// A queue whose jobs get identifiers from this clock.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, notification: Arc::new(Notify::new()) }
    }

    /// Writes a job into the caller's transaction.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn enqueue(
        &self,
        tx: &mut Transaction,
        kind: JobKind,
        subject: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        tx.enqueue(self.new_id(now).as_str(), kind, subject, now).await
    }

    /// Writes a job, unless one of this kind waits for this subject.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn enqueue_once(
        &self,
        tx: &mut Transaction,
        kind: JobKind,
        subject: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        if tx.job_waits(kind, subject).await? {
            return Ok(());
        }
        self.enqueue(tx, kind, subject, now).await
    }

    /// Writes a job with its lease taken: the caller does it, and the runner does it if the lease ends before.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn enqueue_taken(
        &self,
        tx: &mut Transaction,
        kind: JobKind,
        subject: &str,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Job, StorageError> {
        tx.enqueue_taken(self.new_id(now).as_str(), kind, subject, now, lease).await
    }

    /// Any unique ULID works as a job's identifier.
    fn new_id(&self, now: Timestamp) -> CredentialId {
        CredentialId::new(now, self.clock.random())
    }

    /// Notifies the runner after a commit: it starts its next round at once.
    pub(super) fn notify(&self) {
        self.notification.notify_one();
    }

    /// Waits for a notification.
    pub(crate) async fn notified(&self) {
        self.notification.notified().await;
    }
}
