//! Public documents of the ledger: its files, and the proof of a credential.

use super::Services;
use crate::log::chain;
use crate::storage::{KeptProof, StorageError, StoredCredential};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use domain::{ClaimToken, CredentialId};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::io;
use std::time::Duration;

/// How often the proof of a new credential is requested.
const TRIES: u32 = 4;
/// The pause between two requests.
const PAUSE: Duration = Duration::from_millis(400);

impl Services {
    /// A file of the ledger as the signer wrote it. The caller has validated the name.
    pub(crate) async fn ledger_file(&self, name: &str) -> Result<Option<Vec<u8>>, io::Error> {
        match tokio::fs::read(self.public_directory.join(name)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The ledger proof of a credential that its learner made public.
    pub(crate) async fn public_ledger_proof(
        &self,
        id: &CredentialId,
    ) -> Result<Option<String>, StorageError> {
        let mut tx = self.storage.read().await?;
        let shown = tx.credential(id).await?.filter(|stored| stored.record.public);
        let Some(stored) = shown else { return Ok(None) };
        let address = stored.record.foreign_id.unwrap_or_else(|| self.addresses.credential(id));
        Ok(tx.kept_proof(id).await?.map(|kept| proof_document(&address, &kept)))
    }

    /// The proof for any holder of the credential, who shows it by the SHA-256 of its canonical form (lower-case hex).
    /// A credential that was never signed and one with another digest get the same answer.
    pub(crate) async fn ledger_proof_of(
        &self,
        id: &CredentialId,
        digest: &str,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.credential(id).await?;
        self.shown_ledger_proof(stored, &self.addresses.credential(id), digest).await
    }

    /// As [`Services::ledger_proof_of`], for a credential whose identifier is not below our address.
    pub(crate) async fn ledger_proof_by_id(
        &self,
        id: &str,
        digest: &str,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.credential_by_foreign_id(id).await?;
        self.shown_ledger_proof(stored, id, digest).await
    }

    /// The proof of the credential requested as `asked`, if it has this digest.
    async fn shown_ledger_proof(
        &self,
        stored: Option<StoredCredential>,
        asked: &str,
        digest: &str,
    ) -> Result<Option<String>, StorageError> {
        let shown = match stored {
            Some(stored) if self.has_digest(&stored, digest).await => stored.record,
            _ => return Ok(Some(json!({ "credential": asked, "inLedger": false }).to_string())),
        };
        let kept = self.storage.read().await?.kept_proof(&shown.id).await?;
        let kept = match kept {
            None => self.proof_of_a_new_credential(&shown.id).await?,
            kept => kept,
        };
        let address = shown.foreign_id.unwrap_or_else(|| self.addresses.credential(&shown.id));
        Ok(kept.map(|kept| proof_document(&address, &kept)))
    }

    /// The proof of a credential that was just signed. The signer publishes its entry up to a second later, and a
    /// verifier without a proof cannot call the badge genuine.
    async fn proof_of_a_new_credential(&self, id: &CredentialId) -> Result<Option<KeptProof>, StorageError> {
        for _ in 0..TRIES {
            if let Err(error) = self.ledger_keeping.keep_proofs.keep().await {
                tracing::debug!(error = chain(&error), "asking for the proof of a new credential");
            }
            if let Some(kept) = self.storage.read().await?.kept_proof(id).await? {
                return Ok(Some(kept));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(None)
    }

    /// Is this the SHA-256 of the credential's canonical form (lower-case hex)? Only a holder of the credential knows
    /// it.
    pub(super) async fn has_digest(&self, stored: &StoredCredential, digest: &str) -> bool {
        let Some(document) = stored.document.clone() else { return false };
        let contexts = self.contexts.clone();
        let made = tokio::task::spawn_blocking(move || digest_of(&document, &contexts)).await;
        made.is_ok_and(|made| made.as_deref() == Some(digest))
    }

    /// The same proof for the learner.
    pub(crate) async fn claimed_ledger_proof(
        &self,
        token: &ClaimToken,
    ) -> Result<Option<String>, StorageError> {
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

/// SHA-256 (lower-case hex) of the canonical form of a signed document without its proofs.
fn digest_of(document: &str, contexts: &FurtherContexts) -> Option<String> {
    let document = Document::parse(document.as_bytes()).ok()?;
    let canonical =
        canonical_unsecured(document.value(), contexts.processing(&contexts.extra()), RdfcHash::Sha256)
            .ok()?;
    Some(hex::encode(Sha256::digest(canonical)))
}
