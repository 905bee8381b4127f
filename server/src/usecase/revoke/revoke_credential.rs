//! Revokes a badge: the record and the publishing job in one transaction.

use crate::clock::Clock;
use crate::storage::{JobKind, Storage, StorageError};
use crate::usecase::job_queue::JobQueue;
use domain::issued_credential::AlreadyRevoked;
use domain::{
    CredentialId, Forbidden, IssuedCredential, MayRevoke, Progress, ReasonReaders, Revocation,
    RevocationReason,
};
use std::sync::Arc;

/// Why a badge was not revoked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RevokeError {
    /// There is no such credential.
    #[error("there is no such credential")]
    NotFound,
    /// The credential belongs to another institution.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The credential is not signed, so there is nothing to revoke.
    #[error("the credential is not signed")]
    NotSigned,
    /// It has no entry in a status list, so the revocation could not be published.
    #[error("the credential has no place in a status list")]
    NoStatus,
    /// It is revoked already.
    #[error(transparent)]
    AlreadyRevoked(#[from] AlreadyRevoked),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Revokes a badge for a member or a program.
#[derive(Clone)]
pub(crate) struct RevokeCredential {
    storage: Storage,
    clock: Arc<dyn Clock>,
    jobs: JobQueue,
}

impl RevokeCredential {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, jobs: JobQueue) -> Self {
        Self { storage, clock, jobs }
    }

    /// Revokes a badge. This cannot be undone.
    ///
    /// # Errors
    /// [`RevokeError`].
    pub(crate) async fn revoke(
        &self,
        caller: &(impl MayRevoke + Sync),
        id: &CredentialId,
        reason: RevocationReason,
        readers: ReasonReaders,
    ) -> Result<IssuedCredential, RevokeError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let credential = tx.credential(id).await?.ok_or(RevokeError::NotFound)?.record;
        let permission = caller.may_revoke(&credential)?;
        if !matches!(credential.progress, Progress::Signed { .. }) {
            return Err(RevokeError::NotSigned);
        }
        let place = credential.status.clone().ok_or(RevokeError::NoStatus)?;
        let revocation = Revocation { at: now, reason, readers };
        let revoked = credential.revoke(revocation)?;
        tx.save_revoked(id, revocation, permission.actor()).await?;
        self.jobs.enqueue(&mut tx, JobKind::PublishStatus, place.list.as_str(), now).await?;
        tx.commit().await?;
        self.jobs.notify();
        Ok(revoked)
    }
}
