//! Revokes a credential for a program, which names it by its `id` and gives its status entry.

use super::publish_status::{PublishStatus, Published};
use super::revoke_credential::{RevokeCredential, RevokeError};
use crate::address::Addresses;
use crate::log::chain;
use crate::storage::{Storage, StorageError};
use credentials::address::PublicAddress;
use domain::{ApiToken, CredentialState, MayRevoke as _, ReasonReaders, RevocationReason, StatusPlace};
use serde_json::Value;

/// Why nothing was revoked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RevokePostedError {
    /// The entry is not the credential's; the text names the member that differs.
    #[error("the status entry is not the credential's, by {0}")]
    OtherEntry(&'static str),
    /// It cannot be revoked, or not by this token.
    #[error(transparent)]
    Revoke(#[from] RevokeError),
}

impl From<StorageError> for RevokePostedError {
    fn from(error: StorageError) -> Self {
        Self::Revoke(error.into())
    }
}

/// When verifiers see the revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The signed list has it.
    Now,
    /// It is stored, and the next list will have it.
    Soon,
}

/// Revokes a credential for a program, and publishes its list while the program waits.
pub(crate) struct RevokePostedCredential {
    storage: Storage,
    addresses: Addresses,
    revoke_credential: RevokeCredential,
    publish_status: PublishStatus,
}

impl RevokePostedCredential {
    pub(super) fn new(
        storage: Storage,
        addresses: Addresses,
        revoke_credential: RevokeCredential,
        publish_status: PublishStatus,
    ) -> Self {
        Self { storage, addresses, revoke_credential, publish_status }
    }

    /// Revokes the credential with this `id`. A repeated request keeps the first revocation and succeeds.
    ///
    /// # Errors
    /// [`RevokePostedError`].
    pub(crate) async fn revoke(
        &self,
        caller: &ApiToken,
        id: &str,
        entry: &Value,
        reason: RevocationReason,
        readers: ReasonReaders,
    ) -> Result<Told, RevokePostedError> {
        let mut tx = self.storage.read().await?;
        let stored = match self.addresses.parse(id) {
            Some(PublicAddress::Credential(ulid)) => tx.credential(&ulid.into()).await?,
            _ => tx.credential_by_foreign_id(id).await?,
        };
        drop(tx);
        // The answer does not reveal whether another institution has such a credential.
        let own = stored.filter(|stored| stored.record.institution == caller.institution);
        let record = own.ok_or(RevokeError::NotFound)?.record;
        caller.may_revoke(&record).map_err(RevokeError::Forbidden)?;
        let place = record.status.clone().ok_or(RevokeError::NoStatus)?;
        self.check_entry(entry, &place)?;
        if record.state == CredentialState::Active {
            match self.revoke_credential.revoke(caller, &record.id, reason, readers).await {
                // A concurrent request revoked it first.
                Ok(_) | Err(RevokeError::AlreadyRevoked(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        match self.publish_status.publish(&place.list).await {
            Ok(Published::Whole) => Ok(Told::Now),
            Ok(Published::InPart) => Ok(Told::Soon),
            Err(error) => {
                tracing::warn!(
                    error = chain(&error),
                    "the list of a revocation for a program is signed later"
                );
                Ok(Told::Soon)
            }
        }
    }

    /// Type and purpose are required; the other members must be right if they are present.
    fn check_entry(&self, entry: &Value, place: &StatusPlace) -> Result<(), RevokePostedError> {
        let text = |name: &str| entry.get(name).and_then(Value::as_str);
        let list = self.addresses.status_list(&place.list);
        let index = place.index.to_string();
        let wrong = [
            ("type", "BitstringStatusListEntry", true),
            ("statusPurpose", "revocation", true),
            ("statusListCredential", &*list, false),
            ("statusListIndex", &*index, false),
        ];
        let wrong = wrong.into_iter().find(|(name, expected, needed)| {
            (*needed || entry.get(*name).is_some()) && text(name) != Some(*expected)
        });
        wrong.map_or(Ok(()), |(name, ..)| Err(RevokePostedError::OtherEntry(name)))
    }
}
