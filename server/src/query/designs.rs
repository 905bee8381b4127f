//! The studio and the issue form.

use super::decided::decided;
use super::signer_state::SignerQueries;
use super::today::has_drafts;
use super::{failed, of};
use crate::address::{Addresses, draft_image};
use crate::clock::Clock;
use crate::storage::{ListedDesign, Storage, StoredVersion};
use crate::usecase::AdvanceBadge;
use app::ApiError;
use app::view::{DesignPage, DesignRow, IssuePage, IssuePick, Sent};
use domain::{BadgeDesign, BadgeDesignId, Member};
use std::sync::Arc;

/// Queries for the studio.
pub(super) struct DesignQueries {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    advance_badge: AdvanceBadge,
    signer: SignerQueries,
}

impl DesignQueries {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        advance_badge: AdvanceBadge,
        signer: SignerQueries,
    ) -> Self {
        Self { storage, clock, addresses, advance_badge, signer }
    }

    /// The designs of the member's institution.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn designs(&self, caller: &Member) -> Result<Vec<DesignRow>, ApiError> {
        let designs = self.listed(caller).await?;
        Ok(designs.into_iter().map(|listed| self.row(listed)).collect())
    }

    /// The choice of a badge to issue.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn issue_pick(&self, caller: &Member) -> Result<IssuePick, ApiError> {
        let designs = self.listed(caller).await?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let institution = tx.institution(of(caller)?).await.map_err(|error| failed(&error))?;
        drop(tx);
        let signer = self.signer.state(caller, &institution.ok_or(ApiError::NotSetUp)?).await?;
        let mut notices = signer.notices();
        notices.extend(signer.approvers(has_drafts(&designs)));
        Ok(IssuePick { notices, designs: designs.into_iter().map(|listed| self.row(listed)).collect() })
    }

    async fn listed(&self, caller: &Member) -> Result<Vec<ListedDesign>, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        tx.designs(own).await.map_err(|error| failed(&error))
    }

    /// A design in a list: the newest published version, else the draft.
    fn row(&self, listed: ListedDesign) -> DesignRow {
        let ListedDesign { design, published, issued } = listed;
        let (name, achievement_type, image) = if let Some(face) = published {
            let image = self.addresses.achievement_image(&design.id, face.version);
            (face.name, face.achievement_type, image)
        } else {
            let image = draft_image(&design);
            (design.wording.name, design.wording.achievement_type, image)
        };
        DesignRow {
            image,
            name,
            achievement_type,
            id: design.id,
            state: design.state,
            pending: design.pending,
            saved: design.saved,
            issued,
        }
    }

    /// One design. While its next version waits, that is shown as it was sent.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn design(&self, caller: &Member, id: &BadgeDesignId) -> Result<DesignPage, ApiError> {
        let mut design = self.own_design(caller, id).await?;
        let mut sent = None;
        let mut reported = None;
        if design.is_submitted()
            && let Some(pending) = &mut design.pending
        {
            let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
            let frozen = tx.version(id, pending.version).await.map_err(|error| failed(&error))?;
            drop(tx);
            let (advance_badge, id) = (self.advance_badge.clone(), id.clone());
            let look = async move { advance_badge.look(&id).await };
            reported = decided(&self.signer.questions, look, &mut pending.approval).await;
            sent = frozen.map(|frozen| Sent {
                image: format!("/uploads/{}", frozen.picture),
                wording: frozen.wording,
            });
        }
        Ok(DesignPage {
            image: draft_image(&design),
            public_address: design.published().map(|version| self.addresses.achievement(&design.id, version)),
            id: design.id,
            wording: design.wording,
            art: design.art,
            state: design.state,
            pending: design.pending,
            sent,
            decided: reported,
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
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let institution = tx.institution(&design.institution).await.map_err(|error| failed(&error))?;
        drop(tx);
        let signer = self.signer.state(caller, &institution.ok_or(ApiError::NotSetUp)?).await?;
        Ok(IssuePage {
            notices: signer.notices(),
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
