//! Keeps an inclusion proof for each credential. A proof must lead from this credential to the newest checkpoint.

use super::present_checkpoint::PresentCheckpoint;
use super::sync_ledger::LedgerError;
use crate::address::Addresses;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{KeptProof, LedgeredCredential, Storage};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use credentials::ledger_entry::LedgerEntry;
use domain::CredentialId;
use protocol::EntryProof;
use tlog::{InclusionProof, VerifierKey};

/// How many proofs are requested at a time.
const AT_A_TIME: u32 = 200;

/// Keeps proofs of credentials.
#[derive(Clone)]
pub(crate) struct KeepProofs {
    storage: Storage,
    signer: SignerClient,
    addresses: Addresses,
    contexts: FurtherContexts,
    present_checkpoint: PresentCheckpoint,
}

impl KeepProofs {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        addresses: Addresses,
        contexts: FurtherContexts,
        present_checkpoint: PresentCheckpoint,
    ) -> Self {
        Self { storage, signer, addresses, contexts, present_checkpoint }
    }

    /// Keeps proofs of credentials that have none. Returns how many.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub(crate) async fn keep(&self) -> Result<usize, LedgerError> {
        let mut tx = self.storage.read().await?;
        let (due, held) = (tx.unproven(AT_A_TIME).await?, tx.newest_checkpoint().await?);
        drop(tx);
        if due.is_empty() {
            return Ok(0);
        }
        let Some(held) = held else {
            self.present_checkpoint.present().await?;
            return Ok(1);
        };
        let key = VerifierKey::parse(&held.log_key)?;
        let ids = due.iter().map(|one| document_id(one, &self.addresses)).collect();
        let proven = self.signer.prove_inclusion(ids).await?;
        let contexts = self.contexts.clone();
        let judged = tokio::task::spawn_blocking(move || {
            due.into_iter()
                .zip(proven)
                .map(|(one, proof)| kept(&one, proof, &key, &contexts))
                .collect::<Vec<_>>()
        });
        let mut tx = self.storage.begin().await?;
        let mut count = 0;
        let mut failed = None;
        for one in judged.await.map_err(|_| LedgerError::CutShort)? {
            match one {
                Ok((id, proof)) => {
                    tx.keep_proof(&id, &proof).await?;
                    count += 1;
                }
                Err(error) => failed = Some(error),
            }
        }
        tx.commit().await?;
        failed.map_or(Ok(count), Err)
    }
}

/// The `id` in a credential's document.
fn document_id(one: &LedgeredCredential, addresses: &Addresses) -> String {
    one.foreign_id.clone().unwrap_or_else(|| addresses.credential(&one.id))
}

/// A proof that leads from this credential to a checkpoint of the ledger.
fn kept(
    one: &LedgeredCredential,
    proof: Result<EntryProof, protocol::Refusal>,
    key: &VerifierKey,
    contexts: &FurtherContexts,
) -> Result<(CredentialId, KeptProof), LedgerError> {
    let proof = proof.map_err(|refusal| SignerError::Problem(refusal.into()))?;
    let document = Document::parse(one.document.as_bytes())?;
    let canonical =
        canonical_unsecured(document.value(), contexts.processing(&contexts.extra()), RdfcHash::Sha256)?;
    let shown = InclusionProof::parse(&proof.proof)?;
    shown.verify(&proof.entry, key)?;
    let fits = LedgerEntry::parse(&proof.entry).is_some_and(|entry| entry.is_of(&canonical, &proof.salt));
    if !fits || shown.index != one.ledger_index || proof.ledger_index != one.ledger_index {
        return Err(LedgerError::OtherEntry);
    }
    let EntryProof { ledger_index, entry, salt, proof } = proof;
    Ok((one.id.clone(), KeptProof { ledger_index, entry, salt, proof }))
}
