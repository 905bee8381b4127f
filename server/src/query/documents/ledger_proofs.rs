//! The proof that a credential is in the ledger.

use super::credential_digest::has_digest;
use crate::address::Addresses;
use crate::log::chain;
use crate::storage::{KeptProof, Storage, StorageError, StoredCredential};
use crate::usecase::KeepProofs;
use credentials::contexts::FurtherContexts;
use domain::{ClaimToken, CredentialId};
use serde_json::json;
use std::time::Duration;

/// How often the proof of a new credential is requested.
const TRIES: u32 = 4;
/// The pause between two requests.
const PAUSE: Duration = Duration::from_millis(400);

/// Reads proofs of the ledger.
#[derive(Clone)]
pub(crate) struct LedgerProofs {
    storage: Storage,
    addresses: Addresses,
    contexts: FurtherContexts,
    keep_proofs: KeepProofs,
}

impl LedgerProofs {
    pub(super) fn new(
        storage: Storage,
        addresses: Addresses,
        contexts: FurtherContexts,
        keep_proofs: KeepProofs,
    ) -> Self {
        Self { storage, addresses, contexts, keep_proofs }
    }

    /// The ledger proof of a credential that its learner made public.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn of_public(&self, id: &CredentialId) -> Result<Option<String>, StorageError> {
        let mut tx = self.storage.read().await?;
        let shown = tx.credential(id).await?.filter(|stored| stored.record.public);
        let Some(stored) = shown else { return Ok(None) };
        let address = stored.record.foreign_id.unwrap_or_else(|| self.addresses.credential(id));
        Ok(tx.kept_proof(id).await?.map(|kept| proof_document(&address, &kept)))
    }

    /// The proof for any holder of the credential, who shows it by the SHA-256 of its canonical form (lower-case hex).
    /// A credential that was never signed and one with another digest get the same answer.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn for_holder(
        &self,
        id: &CredentialId,
        digest: &str,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.credential(id).await?;
        self.shown(stored, &self.addresses.credential(id), digest).await
    }

    /// As [`LedgerProofs::for_holder`], for a credential whose identifier is not below our address.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn for_holder_by_id(
        &self,
        id: &str,
        digest: &str,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.credential_by_foreign_id(id).await?;
        self.shown(stored, id, digest).await
    }

    /// The proof of the credential requested as `asked`, if it has this digest.
    async fn shown(
        &self,
        stored: Option<StoredCredential>,
        asked: &str,
        digest: &str,
    ) -> Result<Option<String>, StorageError> {
        let shown = match stored {
            Some(stored) if has_digest(&stored, digest, &self.contexts).await => stored.record,
            _ => return Ok(Some(json!({ "credential": asked, "inLedger": false }).to_string())),
        };
        let kept = self.storage.read().await?.kept_proof(&shown.id).await?;
        let kept = match kept {
            None => self.of_new(&shown.id).await?,
            kept => kept,
        };
        let address = shown.foreign_id.unwrap_or_else(|| self.addresses.credential(&shown.id));
        Ok(kept.map(|kept| proof_document(&address, &kept)))
    }

    /// The proof of a credential that was just signed. The signer publishes its entry up to a second later, and a
    /// verifier without a proof cannot call the badge genuine.
    async fn of_new(&self, id: &CredentialId) -> Result<Option<KeptProof>, StorageError> {
        for _ in 0..TRIES {
            if let Err(error) = self.keep_proofs.keep().await {
                tracing::debug!(error = chain(&error), "asking for the proof of a new credential");
            }
            if let Some(kept) = self.storage.read().await?.kept_proof(id).await? {
                return Ok(Some(kept));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(None)
    }

    /// The same proof for the learner.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn for_learner(&self, token: &ClaimToken) -> Result<Option<String>, StorageError> {
        let mut tx = self.storage.read().await?;
        let Some(stored) = tx.credential_by_token(token).await? else { return Ok(None) };
        let id = &stored.record.id;
        let address = stored.record.foreign_id.clone().unwrap_or_else(|| self.addresses.credential(id));
        Ok(tx.kept_proof(id).await?.map(|kept| proof_document(&address, &kept)))
    }
}

/// The proof document that accompanies a credential: see `docs/operations/ledger.md`.
fn proof_document(credential: &str, kept: &KeptProof) -> String {
    json!({
        "credential": credential,
        "index": kept.ledger_index,
        "entry": kept.entry,
        "salt": kept.salt,
        "proof": kept.proof,
    })
    .to_string()
}
