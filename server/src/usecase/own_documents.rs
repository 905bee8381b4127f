//! The public documents of this installation: from storage and from the signer's public directory.

use super::Services;
use crate::address::Addresses;
use crate::log::chain;
use crate::storage::{Picture, PublishedList, StorageError, StoredCredential};
use credentials::contexts;
use credentials::model::{Class as _, Image, Profile};
use domain::{
    BadgeDesignId, CredentialId, CredentialState, Institution, InstitutionId, StatusListId, Version,
};
use serde_json::{Value, json};
use std::io;

/// The issuer's profile as in every credential.
pub(crate) fn profile(addresses: &Addresses, institution: &Institution) -> Profile {
    Profile {
        url: Some(institution.url.clone()),
        description: Some(institution.description.clone()),
        image: institution.has_logo.then(|| Image::new(&addresses.logo(&institution.id))),
        ..Profile::new(&institution.did, &institution.name)
    }
}

impl Services {
    /// An institution's profile as JSON-LD.
    pub(crate) async fn profile_document(&self, id: &InstitutionId) -> Result<Option<String>, StorageError> {
        let institution = self.storage.read().await?.institution(id).await?;
        Ok(institution.map(|institution| with_context(profile(&self.addresses, &institution).to_value())))
    }

    /// The profile of the institution with this DID, as JSON-LD. For verifiers it adds the ledger's address and the key
    /// of its checkpoints.
    pub(crate) async fn profile_by_did(&self, did: &str) -> Result<Option<String>, StorageError> {
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

    /// A published badge as JSON-LD.
    pub(crate) async fn achievement_document(
        &self,
        id: &BadgeDesignId,
        version: Version,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.version(id, version).await?;
        let registered = stored.filter(|stored| stored.registered.is_some());
        Ok(registered.and_then(|stored| serde_json::from_str(&stored.achievement).ok()).map(with_context))
    }

    /// The frozen picture of a published badge.
    pub(crate) async fn achievement_image(
        &self,
        id: &BadgeDesignId,
        version: Version,
    ) -> Result<Option<Picture>, StorageError> {
        let mut tx = self.storage.read().await?;
        match tx.version(id, version).await? {
            Some(stored) if stored.registered.is_some() => tx.picture(&stored.picture).await,
            _ => Ok(None),
        }
    }

    /// An institution's logo.
    pub(crate) async fn logo(&self, id: &InstitutionId) -> Result<Option<Picture>, StorageError> {
        let mut tx = self.storage.read().await?;
        match tx.logo(id).await? {
            Some(digest) => tx.picture(&digest).await,
            None => Ok(None),
        }
    }

    /// A stored picture, by the digest in its reference.
    pub(crate) async fn picture(&self, digest: &str) -> Result<Option<Picture>, StorageError> {
        self.storage.read().await?.picture(digest).await
    }

    /// A signed status list.
    pub(crate) async fn status_document(
        &self,
        id: &StatusListId,
    ) -> Result<Option<PublishedList>, StorageError> {
        self.storage.read().await?.published_list(id).await
    }

    /// A credential that its learner made public. The answer for a private one is the same as for an unknown one.
    pub(crate) async fn public_credential(
        &self,
        id: &CredentialId,
    ) -> Result<Option<StoredCredential>, StorageError> {
        let stored = self.storage.read().await?.credential(id).await?;
        Ok(stored.filter(|stored| stored.record.public && stored.document.is_some()))
    }

    /// When and why a credential was revoked: our own statement, unsigned, once the signed list shows the revocation.
    /// For a private badge only a holder gets it: `digest` is the SHA-256 of its canonical form.
    pub(crate) async fn revocation_notice(
        &self,
        id: &CredentialId,
        digest: Option<&str>,
    ) -> Result<Option<String>, StorageError> {
        let stored = self.storage.read().await?.credential(id).await?;
        let Some(stored) = stored.filter(|stored| stored.status_published.is_some()) else { return Ok(None) };
        let CredentialState::Revoked(revocation) = stored.record.state else { return Ok(None) };
        let may = match digest {
            _ if stored.record.public => true,
            Some(digest) => self.has_digest(&stored, digest).await,
            None => false,
        };
        let notice = json!({ "revoked": revocation.at.rfc3339(), "reason": revocation.reason.says() });
        Ok(may.then(|| notice.to_string()))
    }

    /// An issuer's DID document, as the signer wrote it.
    pub(crate) async fn did_document(&self, id: &InstitutionId) -> Result<Option<Vec<u8>>, io::Error> {
        self.issuer_s_file(id, "did.json").await
    }

    /// An issuer's keys as JSON Web Keys, as the signer wrote them.
    pub(crate) async fn key_set(&self, id: &InstitutionId) -> Result<Option<Vec<u8>>, io::Error> {
        self.issuer_s_file(id, "jwks.json").await
    }

    async fn issuer_s_file(&self, id: &InstitutionId, name: &str) -> Result<Option<Vec<u8>>, io::Error> {
        let file = self.public_directory.join("issuers").join(id.as_str()).join(name);
        match tokio::fs::read(file).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The object as a document with its own `@context`.
fn with_context(mut value: Value) -> String {
    if let Value::Object(members) = &mut value {
        members.shift_insert(0, "@context".to_owned(), json!([contexts::V2, contexts::OB_3_0_3]));
    }
    value.to_string()
}
