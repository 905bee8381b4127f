//! Records of posted credentials.

use super::judge_posted_credential::Status;
use super::posted_credential::PostedCredential;
use crate::address::Addresses;
use crate::storage::{Job, JobKind, NewCredential, Storage, StorageError, StoredCredential};
use crate::usecase::job_queue::JobQueue;
use crate::usecase::status_indexes::{StatusIndexes, status_entry};
use domain::{BadgeVersionId, CredentialId, CredentialState, IssuedCredential, Issuer, Progress, Timestamp};

/// Lease of the job, in seconds: as long as the runner's own lease.
const LEASE_SECONDS: i64 = 60;

/// Stores posted credentials with their signing jobs. The job's lease is taken: the runner does it if this process ends or
/// its caller goes away.
pub(super) struct PostedRecords {
    storage: Storage,
    addresses: Addresses,
    indexes: StatusIndexes,
    jobs: JobQueue,
}

impl PostedRecords {
    pub(super) fn new(
        storage: Storage,
        addresses: Addresses,
        indexes: StatusIndexes,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, addresses, indexes, jobs }
    }

    /// The record of an earlier request with this `id`.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn earlier(
        &self,
        posted: &PostedCredential,
    ) -> Result<Option<StoredCredential>, StorageError> {
        let mut tx = self.storage.read().await?;
        match posted.foreign_id(&self.addresses) {
            None => tx.credential(&posted.record).await,
            Some(id) => tx.credential_by_foreign_id(&id).await,
        }
    }

    /// Stores the record with its status index and its job in one transaction.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn add(
        &self,
        issuer: &Issuer,
        posted: &PostedCredential,
        status: Status,
        badge: Option<BadgeVersionId>,
        now: Timestamp,
    ) -> Result<Job, StorageError> {
        let mut tx = self.storage.begin().await?;
        let (place, entry) = match status {
            Status::Add => {
                let place = self.indexes.draw(&mut tx, issuer.institution(), now).await?;
                let entry = status_entry(&self.addresses, &place).to_value();
                (Some(place), Some(entry))
            }
            Status::Brought(place) => (Some(place), None),
            Status::None => (None, None),
        };
        let new = NewCredential {
            record: IssuedCredential {
                id: posted.record.clone(),
                institution: issuer.institution().clone(),
                badge,
                foreign_id: posted.foreign_id(&self.addresses),
                recipient: posted.recipient(),
                issued: now,
                status: place,
                progress: Progress::Waiting { last_problem: None },
                state: CredentialState::Active,
                public: false,
            },
            salt: String::new(),
            request: posted.request.clone(),
            unsigned: posted.text(entry),
            issuer: issuer.actor().clone(),
        };
        tx.add_credential(&new).await?;
        let (subject, lease) = (posted.record.as_str(), now.plus_seconds(LEASE_SECONDS));
        let job = self.jobs.enqueue_taken(&mut tx, JobKind::SignCredential, subject, now, lease).await?;
        tx.commit().await?;
        Ok(job)
    }

    /// A further job for a stored credential that is not signed yet.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(super) async fn add_job(&self, id: &CredentialId, now: Timestamp) -> Result<Job, StorageError> {
        let mut tx = self.storage.begin().await?;
        let lease = now.plus_seconds(LEASE_SECONDS);
        let job = self.jobs.enqueue_taken(&mut tx, JobKind::SignCredential, id.as_str(), now, lease).await?;
        tx.commit().await?;
        Ok(job)
    }
}
