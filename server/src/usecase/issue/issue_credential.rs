//! Issues a badge: stores the record, its unsigned text, its status index and the signing job in one transaction.

use super::unsigned_badge::unsigned_badge;
use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{JobKind, NewCredential, Storage, StorageError};
use crate::usecase::job_queue::JobQueue;
use crate::usecase::status_indexes::StatusIndexes;
use domain::{
    BadgeDesignId, BadgeVersionId, CredentialId, CredentialState, Forbidden, IssuedCredential, Member,
    Progress, Recipient,
};
use std::sync::Arc;

/// Why nothing was issued.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssueError {
    /// There is no such design.
    #[error("there is no such design")]
    NotFound,
    /// The design belongs to another institution.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The design is not published.
    #[error("the design is not published")]
    NotPublished,
    /// The stored achievement is not JSON.
    #[error("reading the registered achievement")]
    Achievement(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Issues a badge to a recipient.
pub(crate) struct IssueCredential {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    indexes: StatusIndexes,
    jobs: JobQueue,
}

impl IssueCredential {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        indexes: StatusIndexes,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, clock, addresses, indexes, jobs }
    }

    /// Issues the newest published version to a recipient. The same `request` issues once.
    ///
    /// # Errors
    /// [`IssueError`].
    pub(crate) async fn issue(
        &self,
        caller: &Member,
        design: &BadgeDesignId,
        recipient: Recipient,
        request: &str,
    ) -> Result<CredentialId, IssueError> {
        match self.record(caller, design, recipient, request).await {
            // The same form was posted twice at the same moment, on an engine that lets both transactions begin.
            Err(IssueError::Storage(error)) if is_request_taken(&error) => {
                let first = self.storage.read().await?.credential_of_request(request).await?;
                first.ok_or(IssueError::Storage(error))
            }
            other => other,
        }
    }

    async fn record(
        &self,
        caller: &Member,
        design: &BadgeDesignId,
        recipient: Recipient,
        request: &str,
    ) -> Result<CredentialId, IssueError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        if let Some(first) = tx.credential_of_request(request).await? {
            return Ok(first);
        }
        let design = tx.design(design).await?.ok_or(IssueError::NotFound)?;
        let issuer = caller.may_issue(&design)?;
        let version = design.published().ok_or(IssueError::NotPublished)?;
        let institution = tx.institution(issuer.institution()).await?.ok_or(IssueError::NotFound)?;
        let registered = tx.version(&design.id, version).await?.ok_or(IssueError::NotPublished)?;
        let place = self.indexes.draw(&mut tx, issuer.institution(), now).await?;
        let record = IssuedCredential {
            id: CredentialId::new(now, self.clock.random()),
            institution: issuer.institution().clone(),
            badge: Some(BadgeVersionId { design: design.id, version }),
            foreign_id: None,
            recipient,
            issued: now,
            status: Some(place.clone()),
            progress: Progress::Waiting { last_problem: None },
            state: CredentialState::Active,
            public: false,
        };
        let salt = format!("{:032x}", self.clock.random());
        let unsigned = unsigned_badge(&self.addresses, &institution, &registered, &record, &place, &salt)?;
        let new = NewCredential {
            record,
            salt,
            request: request.to_owned(),
            unsigned,
            issuer: issuer.actor().clone(),
        };
        tx.add_credential(&new).await?;
        self.jobs.enqueue(&mut tx, JobKind::SignCredential, new.record.id.as_str(), now).await?;
        tx.commit().await?;
        self.jobs.notify();
        Ok(new.record.id)
    }
}

fn is_request_taken(error: &StorageError) -> bool {
    error.constraint().as_deref() == Some("issued_credential_request_key")
}
