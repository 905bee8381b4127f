//! Profiles of institutions, as JSON-LD.

use super::with_context;
use crate::address::Addresses;
use crate::log::chain;
use crate::signer_client::SignerClient;
use crate::storage::{Storage, StorageError};
use crate::usecase::profile;
use credentials::model::Class as _;
use domain::InstitutionId;
use serde_json::{Value, json};

/// Reads profiles.
#[derive(Clone)]
pub(crate) struct ProfileDocuments {
    storage: Storage,
    signer: SignerClient,
    addresses: Addresses,
}

impl ProfileDocuments {
    pub(super) fn new(storage: Storage, signer: SignerClient, addresses: Addresses) -> Self {
        Self { storage, signer, addresses }
    }

    /// An institution's profile as JSON-LD.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn by_id(&self, id: &InstitutionId) -> Result<Option<String>, StorageError> {
        let institution = self.storage.read().await?.institution(id).await?;
        Ok(institution.map(|institution| with_context(profile(&self.addresses, &institution).to_value())))
    }

    /// The profile of the institution with this DID, as JSON-LD. For verifiers it adds the ledger's address and the key
    /// of its checkpoints.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn by_did(&self, did: &str) -> Result<Option<String>, StorageError> {
        let mut tx = self.storage.read().await?;
        let institution = tx.institution_by_did(did).await?;
        drop(tx);
        let Some(institution) = institution else { return Ok(None) };
        let mut profile = profile(&self.addresses, &institution).to_value();
        if let (Some(ledger), Value::Object(members)) = (self.ledger_member().await, &mut profile) {
            members.insert("ledger".to_owned(), ledger);
        }
        Ok(Some(with_context(profile)))
    }

    /// The ledger's address and checkpoint key in trial mode, as stated by the signer and not taken from the database.
    /// `None` outside loopback addresses, where a DID document names the ledger.
    async fn ledger_member(&self) -> Option<Value> {
        if self.addresses.base().host() != "localhost" {
            return None;
        }
        let answer = self.signer.checkpoint().await;
        let checkpoint = answer
            .inspect_err(|error| {
                tracing::warn!(error = chain(error), "asking the signer for its ledger's key");
            })
            .ok()?;
        let address = format!("{}/ledger", self.addresses.base());
        Some(json!({ "address": address, "key": checkpoint.key }))
    }
}
