//! Freezes the issuer at once, without an approval.

use super::changes::{ChangeError, kept_institution};
use crate::signer_client::SignerClient;
use crate::storage::Storage;
use domain::KeyKeeper;
use domain::fault::KeyFault;

/// The longest reason, in characters.
const MOST: usize = 200;

/// Freezes an issuer.
pub(crate) struct FreezeIssuer {
    storage: Storage,
    signer: SignerClient,
}

impl FreezeIssuer {
    pub(super) fn new(storage: Storage, signer: SignerClient) -> Self {
        Self { storage, signer }
    }

    /// The signer signs nothing more for this issuer, from now on.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn freeze(&self, keeper: &KeyKeeper, reason: &str) -> Result<(), ChangeError> {
        let did = kept_institution(&self.storage, keeper).await?.did;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > MOST {
            return Err(ChangeError::Typed(KeyFault::FreezeReason { most: MOST }));
        }
        Ok(self.signer.freeze(&did, reason).await?)
    }
}
