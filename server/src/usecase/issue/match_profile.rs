//! Gives a waiting credential the profile that is in force, or requests that profile's approval.

use crate::address::Addresses;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Storage, StorageError};
use crate::usecase::approval::{RegisterError, Standing};
use crate::usecase::{AdvanceProfile, profile};
use credentials::model::Class as _;
use domain::CredentialId;
use serde_json::Value;

/// Why a credential did not get the profile in force.
#[derive(Debug, thiserror::Error)]
pub(super) enum MatchProfileError {
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

impl From<RegisterError> for MatchProfileError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::NotFound => Self::NotFound,
            RegisterError::Signer(error) => Self::Signer(error),
            RegisterError::Storage(error) => Self::Storage(error),
        }
    }
}

/// The state of a credential that the signer refused for its profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matched {
    /// It has the profile in force from now on: it can be sent again.
    Rebuilt,
    /// It has the profile that people have to approve: it waits.
    Waits,
    /// Its issuer is not the institution.
    OtherIssuer,
}

/// Handles credentials that the signer refused for their profile.
#[derive(Clone)]
pub(super) struct MatchProfile {
    storage: Storage,
    signer: SignerClient,
    addresses: Addresses,
    advance_profile: AdvanceProfile,
}

impl MatchProfile {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        addresses: Addresses,
        advance_profile: AdvanceProfile,
    ) -> Self {
        Self { storage, signer, addresses, advance_profile }
    }

    /// Compares the credential with the profile in force. The signer may have registered a profile a moment ago, so it is
    /// asked first. A profile that the signer never registered is requested, unless another one waits.
    ///
    /// # Errors
    /// [`MatchProfileError`].
    pub(super) async fn match_profile(&self, id: &CredentialId) -> Result<Matched, MatchProfileError> {
        let mut tx = self.storage.read().await?;
        let stored = tx.credential(id).await?.ok_or(MatchProfileError::NotFound)?;
        drop(tx);
        let standing = self.advance_profile.advance(&stored.record.institution).await?;
        let mut tx = self.storage.begin().await?;
        let institution = tx.institution(&stored.record.institution).await?;
        let institution = institution.ok_or(MatchProfileError::NotFound)?;
        let profile = profile(&self.addresses, &institution).to_value();
        let Some(before) = stored.unsigned else { return Ok(Matched::OtherIssuer) };
        let mut unsigned: Value = serde_json::from_str(&before)?;
        match unsigned.get_mut("issuer") {
            Some(issuer) if *issuer == profile => {}
            Some(issuer) if issuer.get("id") == profile.get("id") => {
                *issuer = profile;
                tx.credential_rebuilt(id, &before, &unsigned.to_string()).await?;
                tx.commit().await?;
                return Ok(Matched::Rebuilt);
            }
            _ => return Ok(Matched::OtherIssuer),
        }
        drop(tx);
        if !matches!(standing, Standing::Waiting(_)) {
            self.signer.set_profile(&institution.did, &profile.to_string()).await?;
        }
        Ok(Matched::Waits)
    }
}
