//! Requests approval of the institution's profile, which every badge contains.

use crate::address::Addresses;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Storage, StorageError};
use crate::usecase::profile;
use credentials::model::Class as _;
use domain::CredentialId;
use serde_json::Value;

/// Why the profile was not requested.
#[derive(Debug, thiserror::Error)]
pub(super) enum RequestProfileError {
    /// There is no such credential.
    #[error("the credential is not here")]
    NotFound,
    /// The stored text is not JSON.
    #[error("reading the stored text")]
    Text(#[from] serde_json::Error),
    /// The signer refused, or does not answer.
    #[error("asking the signer for the profile")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Requests the profile for a credential that the signer refused for its issuer.
#[derive(Clone)]
pub(super) struct RequestProfile {
    storage: Storage,
    signer: SignerClient,
    addresses: Addresses,
}

impl RequestProfile {
    pub(super) fn new(storage: Storage, signer: SignerClient, addresses: Addresses) -> Self {
        Self { storage, signer, addresses }
    }

    /// Requests approval of the institution's profile if the credential contains the current one: true. Then the
    /// credential waits.
    ///
    /// # Errors
    /// [`RequestProfileError`].
    pub(super) async fn request_for(&self, id: &CredentialId) -> Result<bool, RequestProfileError> {
        let mut tx = self.storage.read().await?;
        let stored = tx.credential(id).await?.ok_or(RequestProfileError::NotFound)?;
        let institution = tx.institution(&stored.record.institution).await?;
        let institution = institution.ok_or(RequestProfileError::NotFound)?;
        drop(tx);
        let profile = profile(&self.addresses, &institution).to_value();
        let unsigned = stored.unsigned.as_deref().map(serde_json::from_str::<Value>).transpose()?;
        if unsigned.is_none_or(|unsigned| unsigned.get("issuer") != Some(&profile)) {
            return Ok(false);
        }
        self.signer.set_profile(&institution.did, &profile.to_string()).await?;
        Ok(true)
    }
}
