//! The studio and the issue form.

use super::{failed, of};
use crate::address::{Addresses, draft_image};
use crate::clock::Clock;
use crate::log::chain;
use crate::storage::{Storage, StoredVersion};
use crate::usecase::AdvanceBadge;
use app::ApiError;
use app::view::{DesignPage, DesignRow, IssuePage};
use domain::{BadgeDesign, BadgeDesignId, Member};
use std::sync::Arc;

/// Queries for the studio.
pub(super) struct DesignQueries {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    advance_badge: AdvanceBadge,
}

impl DesignQueries {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        advance_badge: AdvanceBadge,
    ) -> Self {
        Self { storage, clock, addresses, advance_badge }
    }

    /// The designs of the member's institution.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn designs(&self, caller: &Member) -> Result<Vec<DesignRow>, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let designs = tx.designs(own).await.map_err(|error| failed(&error))?;
        Ok(designs.into_iter().map(|(design, issued)| row(design, issued)).collect())
    }

    /// One design.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn design(&self, caller: &Member, id: &BadgeDesignId) -> Result<DesignPage, ApiError> {
        let mut design = self.own_design(caller, id).await?;
        if design.is_submitted() {
            // The page shows an approval at once. If the signer does not answer now, the job asks again.
            if let Err(error) = self.advance_badge.advance(id).await {
                tracing::info!(error = chain(&error), "asking how far a badge has come, for a page");
            }
            design = self.own_design(caller, id).await?;
        }
        Ok(DesignPage {
            image: draft_image(&design),
            public_address: design.published().map(|version| self.addresses.achievement(&design.id, version)),
            id: design.id,
            wording: design.wording,
            art: design.art,
            state: design.state,
            pending: design.pending,
            saved: design.saved,
        })
    }

    /// The issue form, with an identifier that makes a double post one badge.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn issue_page(
        &self,
        caller: &Member,
        id: &BadgeDesignId,
    ) -> Result<IssuePage, ApiError> {
        let design = self.own_design(caller, id).await?;
        let published = self.published_version(&design).await?;
        Ok(IssuePage {
            image: match &published {
                Some(frozen) => self.addresses.achievement_image(&frozen.design, frozen.version),
                None => draft_image(&design),
            },
            version: published.as_ref().map(|frozen| frozen.version),
            wording: published.map_or(design.wording, |frozen| frozen.wording),
            id: design.id,
            request: format!("{:032x}", self.clock.random()),
        })
    }

    async fn published_version(&self, design: &BadgeDesign) -> Result<Option<StoredVersion>, ApiError> {
        let Some(version) = design.published() else { return Ok(None) };
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        tx.version(&design.id, version).await.map_err(|error| failed(&error))
    }

    /// A design of the member's own institution; another institution's is not found.
    async fn own_design(&self, caller: &Member, id: &BadgeDesignId) -> Result<BadgeDesign, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let design = tx.design(id).await.map_err(|error| failed(&error))?;
        design.filter(|design| &design.institution == own).ok_or(ApiError::NotFound)
    }
}

fn row(design: BadgeDesign, issued: u32) -> DesignRow {
    DesignRow {
        image: draft_image(&design),
        id: design.id,
        name: design.wording.name,
        achievement_type: design.wording.achievement_type,
        state: design.state,
        pending: design.pending,
        saved: design.saved,
        issued,
    }
}
