//! Signing and publishing a status list. The signer keeps what it signed before and refuses to clear a revocation.

use super::Services;
use super::check_signed::CheckError;
use crate::signer::SignerError;
use crate::storage::{JobKind, StorageError};
use credentials::model::StatusListCredential;
use credentials::status::StatusList;
use domain::StatusListId;

/// How long a signed list counts, in seconds: 12 hours, of the 24 that are allowed.
const VALID_SECONDS: i64 = 12 * 60 * 60;
/// When a list is signed again, in seconds: at half of its validity, so that a publisher that stands still is seen.
const RENEW_SECONDS: i64 = VALID_SECONDS / 2;
/// How long a copy may be kept, in milliseconds; `Cache-Control: max-age` says the same in seconds.
const TTL_MS: u64 = 30_000;

/// Why a list was not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishStatusError {
    /// There is no such list.
    #[error("there is no such status list")]
    NotFound,
    /// The signer did not sign.
    #[error("asking the signer to sign the status list")]
    Signer(#[from] SignerError),
    /// What came back is not what was asked for.
    #[error(transparent)]
    NotAsAsked(#[from] CheckError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Builds a list from what is stored, has it signed, and serves it from then on. A problem is written down.
    pub(crate) async fn publish_status(&self, id: &StatusListId) -> Result<(), PublishStatusError> {
        let outcome = self.try_to_publish(id).await;
        if let Err(PublishStatusError::Signer(error)) = &outcome {
            let mut tx = self.storage.begin().await?;
            tx.list_problem(id, &error.says()).await?;
            tx.commit().await?;
        }
        outcome
    }

    async fn try_to_publish(&self, id: &StatusListId) -> Result<(), PublishStatusError> {
        let now = self.clock.now();
        let mut tx = self.storage.read().await?;
        let list = tx.status_list(id).await?.ok_or(PublishStatusError::NotFound)?;
        let institution = tx.institution(&list.institution).await?.ok_or(PublishStatusError::NotFound)?;
        let revoked = tx.revoked_in(id).await?;
        drop(tx);
        let mut bits = StatusList::new();
        for (_, index) in &revoked {
            bits.set(*index);
        }
        let unsigned = StatusListCredential {
            id: self.addresses.status_list(id),
            issuer: institution.did.clone(),
            valid_from: now,
            valid_until: now.plus_seconds(VALID_SECONDS),
            list: bits,
            ttl_ms: TTL_MS,
        };
        let unsigned = unsigned.to_value().to_string();
        let signed = self.signer.sign_status_list(&unsigned).await?;
        self.check_signed(&institution, &unsigned, &signed.document).await?;
        let mut tx = self.storage.begin().await?;
        tx.store_list(id, &signed.document, &revoked, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Writes jobs for the lists that are due to be signed again.
    pub(crate) async fn renew_status_lists(&self) -> Result<(), StorageError> {
        let now = self.clock.now();
        let before = now.plus_seconds(-RENEW_SECONDS);
        if self.storage.read().await?.lists_signed_before(before).await?.is_empty() {
            return Ok(());
        }
        let mut tx = self.storage.begin().await?;
        for list in tx.lists_signed_before(before).await? {
            if !tx.job_waits(JobKind::PublishStatus, list.as_str()).await? {
                self.enqueue(&mut tx, JobKind::PublishStatus, list.as_str(), now).await?;
            }
        }
        tx.commit().await
    }
}
