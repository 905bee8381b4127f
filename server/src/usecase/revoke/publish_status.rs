//! Signs and publishes a status list. The signer keeps what it signed before and refuses to clear a revocation. It
//! signs an unchanged list once an hour, and limits revocations per minute and per day (`docs/threat-model.md`).

use crate::address::Addresses;
use crate::clock::Clock;
use crate::signer_client::SignerError;
use crate::storage::{RevokedIndex, Storage, StorageError};
use crate::usecase::checked_signer::{CheckError, CheckedSigner, SignatureError};
use credentials::model::StatusListCredential;
use credentials::status::StatusList;
use domain::{Institution, StatusListId, Timestamp};
use protocol::RefusalCode;
use std::sync::Arc;

/// Validity of a signed list, in seconds: 12 hours, of the 24 that are allowed.
const VALID_SECONDS: i64 = 12 * 60 * 60;
/// When a list is signed again, in seconds: at half of its validity, so that a stopped publisher is noticed.
pub(super) const RENEW_SECONDS: i64 = VALID_SECONDS / 2;
/// How long a copy may be cached, in milliseconds; the same as `Cache-Control: max-age` in seconds.
const TTL_MS: u64 = 30_000;
/// `validFrom` is a whole hour. So within the hour, also after a crash, an unchanged list is the same text, and the
/// signer repeats its earlier answer.
const HOUR_MILLIS: i64 = 3_600_000;
/// Batch sizes to try when all revocations together exceed the signer's ceiling.
const FEWER: [usize; 3] = [300, 30, 1];

/// How much of a list was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Published {
    /// Every revocation.
    Whole,
    /// Some revocations wait: the signer's ceiling is reached.
    InPart,
}

/// Why a list was not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishStatusError {
    /// There is no such list.
    #[error("there is no such status list")]
    NotFound,
    /// The signer did not sign.
    #[error("asking the signer to sign the status list")]
    Signer(#[from] SignerError),
    /// The answer is not what was requested.
    #[error(transparent)]
    NotAsAsked(#[from] CheckError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<SignatureError> for PublishStatusError {
    fn from(error: SignatureError) -> Self {
        match error {
            SignatureError::Signer(error) => Self::Signer(error),
            SignatureError::Check(error) => Self::NotAsAsked(error),
        }
    }
}

impl PublishStatusError {
    fn is_refusal(&self, code: RefusalCode) -> bool {
        matches!(self, Self::Signer(error) if error.refusal().is_some_and(|refusal| refusal.code == code))
    }
}

/// Has a status list signed, and publishes it.
#[derive(Clone)]
pub(crate) struct PublishStatus {
    storage: Storage,
    signer: CheckedSigner,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
}

impl PublishStatus {
    pub(super) fn new(
        storage: Storage,
        signer: CheckedSigner,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
    ) -> Self {
        Self { storage, signer, clock, addresses }
    }

    /// Builds a list from the database, has it signed, and serves it from then on. A problem is stored.
    ///
    /// # Errors
    /// [`PublishStatusError`].
    pub(crate) async fn publish(&self, id: &StatusListId) -> Result<Published, PublishStatusError> {
        let outcome = self.try_to_publish(id).await;
        if let Err(PublishStatusError::Signer(error)) = &outcome {
            self.write_list_problem(id, error).await?;
        }
        outcome
    }

    async fn try_to_publish(&self, id: &StatusListId) -> Result<Published, PublishStatusError> {
        let mut tx = self.storage.read().await?;
        let list = tx.status_list(id).await?.ok_or(PublishStatusError::NotFound)?;
        let institution = tx.institution(&list.institution).await?.ok_or(PublishStatusError::NotFound)?;
        let revoked = tx.revoked_in(id).await?;
        drop(tx);
        let mut refused = match self.publish_revoked(id, &institution, &revoked).await {
            Ok(()) => return Ok(Published::Whole),
            Err(error) if error.is_refusal(RefusalCode::OverRevocationCeiling) => error,
            Err(error) => return Err(error),
        };
        let (published, waiting): (Vec<_>, Vec<_>) = revoked.into_iter().partition(|one| one.published);
        for fewer in FEWER.into_iter().filter(|fewer| *fewer < waiting.len()) {
            let some: Vec<_> = published.iter().chain(waiting.iter().take(fewer)).cloned().collect();
            match self.publish_revoked(id, &institution, &some).await {
                Err(error) if error.is_refusal(RefusalCode::OverRevocationCeiling) => refused = error,
                outcome => {
                    outcome?;
                    if let PublishStatusError::Signer(error) = &refused {
                        self.write_list_problem(id, error).await?;
                    }
                    return Ok(Published::InPart);
                }
            }
        }
        // No further revocation is possible now; the list must not expire meanwhile.
        if list.signed.is_none_or(|signed| signed <= self.clock.now().plus_seconds(-RENEW_SECONDS)) {
            self.publish_revoked(id, &institution, &published).await?;
        }
        if let PublishStatusError::Signer(error) = &refused {
            self.write_list_problem(id, error).await?;
        }
        Ok(Published::InPart)
    }

    /// Has the list with these revocations signed, and stores it.
    async fn publish_revoked(
        &self,
        id: &StatusListId,
        institution: &Institution,
        revoked: &[RevokedIndex],
    ) -> Result<(), PublishStatusError> {
        let signed = self.signed_list(id, institution, revoked).await?;
        let mut tx = self.storage.begin().await?;
        tx.store_list(id, &signed, revoked, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// The signed list.
    async fn signed_list(
        &self,
        id: &StatusListId,
        institution: &Institution,
        revoked: &[RevokedIndex],
    ) -> Result<String, PublishStatusError> {
        let hour = Timestamp::from_millis(self.clock.now().millis().div_euclid(HOUR_MILLIS) * HOUR_MILLIS);
        let unsigned = self.unsigned_list(id, institution, revoked, hour);
        match self.signer.sign_status_list(institution, &unsigned).await.map_err(PublishStatusError::from) {
            // The signer's clock had reached this hour already when it signed the request of the previous hour.
            Err(error) if error.is_refusal(RefusalCode::ListTooSoon) => {
                let before =
                    self.unsigned_list(id, institution, revoked, hour.plus_seconds(-HOUR_MILLIS / 1000));
                match self.signer.sign_status_list(institution, &before).await {
                    Err(SignatureError::Signer(_)) => Err(error),
                    signed => Ok(signed?.document),
                }
            }
            signed => Ok(signed?.document),
        }
    }

    fn unsigned_list(
        &self,
        id: &StatusListId,
        institution: &Institution,
        revoked: &[RevokedIndex],
        from: Timestamp,
    ) -> String {
        let mut bits = StatusList::new();
        for one in revoked {
            bits.set(one.index);
        }
        let unsigned = StatusListCredential {
            id: self.addresses.status_list(id),
            issuer: institution.did.clone(),
            valid_from: from,
            valid_until: from.plus_seconds(VALID_SECONDS),
            list: bits,
            ttl_ms: TTL_MS,
        };
        unsigned.to_value().to_string()
    }

    async fn write_list_problem(&self, id: &StatusListId, error: &SignerError) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        tx.list_problem(id, &error.says()).await?;
        tx.commit().await
    }
}
