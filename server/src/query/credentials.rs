//! The register and one credential in it.

use super::{failed, of};
use crate::storage::{RegisterEntry, StoredCredential};
use crate::usecase::Services;
use app::ApiError;
use app::view::{CredentialPage, RegisterRow};
use domain::{BadgeVersionId, CredentialId, Member};

/// The most rows that the register shows.
const LINES: u32 = 1_000;

impl Services {
    pub(super) async fn show_register(&self, caller: &Member) -> Result<Vec<RegisterRow>, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let entries = tx.register(own, LINES).await.map_err(|error| failed(&error))?;
        Ok(entries.into_iter().map(|entry| self.register_row(entry)).collect())
    }

    pub(super) async fn show_credential(
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
            row: self.register_row(RegisterEntry { credential: stored, certified, badge }),
        })
    }

    pub(super) fn register_row(&self, entry: RegisterEntry) -> RegisterRow {
        let StoredCredential { record, opened, .. } = entry.credential;
        let BadgeVersionId { design, version } = entry.certified;
        RegisterRow {
            image: self.addresses.achievement_image(&design, version),
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
}
