//! The register and one credential in it.

use super::{failed, of};
use crate::address::Addresses;
use crate::storage::{RegisterEntry, Storage, StoredCredential};
use app::ApiError;
use app::view::{CredentialPage, RegisterRow};
use domain::{BadgeVersionId, CredentialId, Member};

/// The most rows that the register shows.
const LINES: u32 = 1_000;

/// Queries for the register.
pub(super) struct RegisterQueries {
    storage: Storage,
    addresses: Addresses,
}

impl RegisterQueries {
    pub(super) fn new(storage: Storage, addresses: Addresses) -> Self {
        Self { storage, addresses }
    }

    /// The newest credentials of the member's institution.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn register(&self, caller: &Member) -> Result<Vec<RegisterRow>, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let entries = tx.register(own, LINES).await.map_err(|error| failed(&error))?;
        Ok(entries.into_iter().map(|entry| register_row(&self.addresses, entry)).collect())
    }

    /// One credential of the member's institution.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn credential(
        &self,
        caller: &Member,
        id: &CredentialId,
    ) -> Result<CredentialPage, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let stored = tx.credential(id).await.map_err(|error| failed(&error))?;
        let stored = stored.filter(|stored| &stored.record.institution == own).ok_or(ApiError::NotFound)?;
        let certified = stored.record.badge.clone().ok_or(ApiError::NotFound)?;
        let version =
            tx.version(&certified.design, certified.version).await.map_err(|error| failed(&error))?;
        let badge = version.ok_or(ApiError::Internal)?.wording.name;
        Ok(CredentialPage {
            address: self.addresses.credential(id),
            status_published: stored.status_published,
            document: stored.document.clone(),
            row: register_row(&self.addresses, RegisterEntry { credential: stored, certified, badge }),
        })
    }
}

/// A row of the register.
pub(super) fn register_row(addresses: &Addresses, entry: RegisterEntry) -> RegisterRow {
    let StoredCredential { record, opened, .. } = entry.credential;
    let BadgeVersionId { design, version } = entry.certified;
    RegisterRow {
        image: addresses.achievement_image(&design, version),
        id: record.id,
        recipient: record.recipient.name,
        email: record.recipient.email,
        badge: entry.badge,
        version,
        issued: record.issued,
        progress: record.progress,
        state: record.state,
        claimed: opened,
    }
}
