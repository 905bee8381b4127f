//! Public pages, and the learner's page.

use super::documents::CredentialDocuments;
use super::failed;
use crate::address::Addresses;
use crate::storage::{Storage, StorageError, StoredCredential, StoredVersion, Transaction};
use app::ApiError;
use app::view::{AchievementPage, ClaimPage, IssuerPage, PublicBadge, PublicCredentialPage};
use domain::{BadgeDesignId, ClaimToken, CredentialId, InstitutionId, Version};

/// Queries for public pages.
pub(super) struct PublicQueries {
    storage: Storage,
    addresses: Addresses,
    credentials: CredentialDocuments,
}

impl PublicQueries {
    pub(super) fn new(storage: Storage, addresses: Addresses, credentials: CredentialDocuments) -> Self {
        Self { storage, addresses, credentials }
    }

    /// An institution's page.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn issuer(&self, id: &InstitutionId) -> Result<IssuerPage, ApiError> {
        self.issuer_facts(id).await.map_err(|error| failed(&error))?.ok_or(ApiError::NotFound)
    }

    async fn issuer_facts(&self, id: &InstitutionId) -> Result<Option<IssuerPage>, StorageError> {
        let mut tx = self.storage.read().await?;
        let Some(institution) = tx.institution(id).await? else { return Ok(None) };
        let badges = tx.published_badges(id).await?;
        Ok(Some(IssuerPage {
            address: self.addresses.issuer(id),
            did_document: self.addresses.did_document(id),
            institution,
            badges: badges.into_iter().map(|badge| self.public_badge(badge)).collect(),
        }))
    }

    fn public_badge(&self, badge: StoredVersion) -> PublicBadge {
        PublicBadge {
            address: self.addresses.achievement(&badge.design, badge.version),
            image: self.addresses.achievement_image(&badge.design, badge.version),
            name: badge.wording.name,
            description: badge.wording.description,
            achievement_type: badge.wording.achievement_type,
        }
    }

    /// The page of a published badge.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn achievement(
        &self,
        id: &BadgeDesignId,
        version: Version,
    ) -> Result<AchievementPage, ApiError> {
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let page = self.achievement_facts(&mut tx, id, version).await;
        page.map_err(|error| failed(&error))?.ok_or(ApiError::NotFound)
    }

    async fn achievement_facts(
        &self,
        tx: &mut Transaction,
        id: &BadgeDesignId,
        version: Version,
    ) -> Result<Option<AchievementPage>, StorageError> {
        let Some(stored) = tx.version(id, version).await? else { return Ok(None) };
        let Some(published) = stored.registered else { return Ok(None) };
        let Some(institution) = tx.institution(&stored.institution).await? else { return Ok(None) };
        let newest = tx.design(id).await?.and_then(|design| design.published());
        Ok(Some(AchievementPage {
            address: self.addresses.achievement(id, version),
            version,
            newer: newest.filter(|newest| *newest > version),
            wording: stored.wording,
            image: self.addresses.achievement_image(id, version),
            preview: format!("{}/preview.png", self.addresses.achievement(id, version)),
            published,
            issuer_address: self.addresses.issuer(&institution.id),
            institution,
        }))
    }

    /// A learner's page. Viewing it changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn claim(&self, token: &ClaimToken) -> Result<ClaimPage, ApiError> {
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let stored =
            tx.credential_by_token(token).await.map_err(|error| failed(&error))?.ok_or(ApiError::NotFound)?;
        let badge = self.badge_of(&mut tx, &stored).await?;
        drop(tx);
        let record = stored.record;
        Ok(ClaimPage {
            badge,
            address: self.addresses.credential(&record.id),
            recipient: record.recipient.name,
            issued: record.issued,
            progress: record.progress,
            revocation: record.state.public_revocation(),
            public: record.public,
            path: format!("/claim/{}", token.as_str()),
        })
    }

    /// The page of a credential that its learner made public.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn credential(&self, id: &CredentialId) -> Result<PublicCredentialPage, ApiError> {
        let stored =
            self.credentials.public(id).await.map_err(|error| failed(&error))?.ok_or(ApiError::NotFound)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let badge = self.badge_of(&mut tx, &stored).await?;
        let record = stored.record;
        Ok(PublicCredentialPage {
            badge,
            address: self.addresses.credential(&record.id),
            recipient: record.recipient.name,
            issued: record.issued,
            revocation: record.state.public_revocation(),
        })
    }

    async fn badge_of(
        &self,
        tx: &mut Transaction,
        stored: &StoredCredential,
    ) -> Result<AchievementPage, ApiError> {
        let badge = stored.record.badge.as_ref().ok_or(ApiError::NotFound)?;
        let badge = self.achievement_facts(tx, &badge.design, badge.version).await;
        badge.map_err(|error| failed(&error))?.ok_or(ApiError::Internal)
    }
}
