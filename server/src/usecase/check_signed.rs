//! Checks the signer's answers against the key that counts: the pinned key or, where the identifier outlives its keys,
//! the approved next key.

use super::Services;
use crate::proof_check::{NotAsAsked, check_signed};
use crate::signer_client::SignerError;
use crate::storage::StorageError;
use domain::Institution;
use protocol::KeyState;

/// Why a signed document is rejected.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CheckError {
    /// It is not the requested document.
    #[error("checking what the signer handed back")]
    NotAsAsked(#[from] NotAsAsked),
    /// The signer did not answer which key signs now.
    #[error("asking the signer which key signs now")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Is this the sent document, with a valid proof of the institution's key? The first proof of the next key pins
    /// that key.
    pub(crate) async fn check_signed(
        &self,
        institution: &Institution,
        unsigned: &str,
        signed: &str,
    ) -> Result<(), CheckError> {
        let pinned = &institution.verification_method;
        match check_signed(unsigned, signed, pinned, &self.contexts).await {
            Err(NotAsAsked::OtherKey) => {
                let next = self.next_method(&institution.did).await?.ok_or(NotAsAsked::OtherKey)?;
                check_signed(unsigned, signed, &next, &self.contexts).await?;
                let mut tx = self.storage.begin().await?;
                tx.pin_key(&institution.id, pinned, &next).await?;
                Ok(tx.commit().await?)
            }
            other => Ok(other?),
        }
    }

    /// The verification method of the key that signs now. A did:key never changes its key.
    async fn next_method(&self, did: &str) -> Result<Option<String>, SignerError> {
        if !did.starts_with("did:web:") {
            return Ok(None);
        }
        let keys = self.signer.list_public_keys().await?;
        let signs =
            keys.into_iter().find(|key| key.issuer.as_deref() == Some(did) && key.state == KeyState::Active);
        Ok(signs.map(|key| format!("{did}#{}", key.public_key)))
    }
}
