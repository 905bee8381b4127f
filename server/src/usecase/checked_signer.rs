//! Has documents signed. Each answer is checked against the key that counts before a caller gets it: the pinned key or,
//! where the identifier outlives its keys, the approved next key.

use crate::proof_check::{NotAsAsked, check_signed};
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Storage, StorageError};
use credentials::contexts::FurtherContexts;
use domain::Institution;
use protocol::{KeyState, SignedDocument};

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

/// Why there is no signed document.
#[derive(Debug, thiserror::Error)]
pub(super) enum SignatureError {
    /// The signer did not sign.
    #[error("asking the signer for a signature")]
    Signer(#[from] SignerError),
    /// The answer is not what was requested.
    #[error(transparent)]
    Check(#[from] CheckError),
}

/// The signer, and the check of its answers.
#[derive(Clone)]
pub(super) struct CheckedSigner {
    signer: SignerClient,
    storage: Storage,
    contexts: FurtherContexts,
}

impl CheckedSigner {
    /// `contexts` are the configured ones, which the signer has too.
    pub(super) fn new(signer: SignerClient, storage: Storage, contexts: FurtherContexts) -> Self {
        Self { signer, storage, contexts }
    }

    /// Has a credential signed.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub(super) async fn sign_credential(
        &self,
        institution: &Institution,
        unsigned: &str,
    ) -> Result<SignedDocument, SignatureError> {
        let signed = self.signer.sign_credential(unsigned).await?;
        self.check(institution, unsigned, &signed).await?;
        Ok(signed)
    }

    /// Has a credential signed that supersedes an earlier one with the same `id`.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub(super) async fn sign_superseding(
        &self,
        institution: &Institution,
        earlier: &str,
        unsigned: &str,
    ) -> Result<SignedDocument, SignatureError> {
        let signed = self.signer.sign_superseding(earlier, unsigned).await?;
        self.check(institution, unsigned, &signed).await?;
        Ok(signed)
    }

    /// Has a status list signed.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub(super) async fn sign_status_list(
        &self,
        institution: &Institution,
        unsigned: &str,
    ) -> Result<SignedDocument, SignatureError> {
        let signed = self.signer.sign_status_list(unsigned).await?;
        self.check(institution, unsigned, &signed).await?;
        Ok(signed)
    }

    /// Is this the sent document, with a valid proof of the institution's key? The first proof of the next key pins
    /// that key.
    async fn check(
        &self,
        institution: &Institution,
        unsigned: &str,
        signed: &SignedDocument,
    ) -> Result<(), CheckError> {
        let (pinned, signed) = (&institution.verification_method, &signed.document);
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
