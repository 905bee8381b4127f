//! Revokes a badge: the record and the publishing job in one transaction.

use super::Services;
use crate::storage::{JobKind, StorageError};
use domain::issued_credential::AlreadyRevoked;
use domain::{
    CredentialId, CredentialState, Forbidden, IssuedCredential, MayRevoke, Progress, RevocationReason,
};

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

impl Services {
    /// Revokes a badge. This cannot be undone.
    pub(crate) async fn revoke_credential(
        &self,
        caller: &(impl MayRevoke + Sync),
        id: &CredentialId,
        reason: RevocationReason,
    ) -> Result<IssuedCredential, RevokeError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let credential = tx.credential(id).await?.ok_or(RevokeError::NotFound)?.record;
        let permission = caller.may_revoke(&credential)?;
        if !matches!(credential.progress, Progress::Signed { .. }) {
            return Err(RevokeError::NotSigned);
        }
        let place = credential.status.clone().ok_or(RevokeError::NoStatus)?;
        let revoked = credential.revoke(reason, now)?;
        if let CredentialState::Revoked(revocation) = revoked.state {
            tx.save_revoked(id, revocation, permission.actor()).await?;
        }
        self.enqueue(&mut tx, JobKind::PublishStatus, place.list.as_str(), now).await?;
        tx.commit().await?;
        self.job_notification.notify_one();
        Ok(revoked)
    }
}
