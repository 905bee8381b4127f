//! Saving a badge design's draft. While its next version waits for approval, the draft stays as it was sent.

use super::advance_badge::AdvanceBadge;
use crate::clock::Clock;
use crate::log::chain;
use crate::storage::{Storage, StorageError};
use domain::badge_design::Wording;
use domain::{Art, BadgeDesign, BadgeDesignId, DesignState, Forbidden, Member, Version};
use std::sync::Arc;

/// The studio form's checked input.
#[derive(Clone, Debug)]
pub(crate) struct Studio {
    /// The text.
    pub(crate) wording: Wording,
    /// The picture.
    pub(crate) art: Art,
}

/// Why a draft was not saved.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SaveDesignError {
    /// There is no such design.
    #[error("there is no such design")]
    NotFound,
    /// The design belongs to another institution.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The next version waits for approval.
    #[error("version {0} waits for approval")]
    Waiting(Version),
    /// The form names a picture that was never uploaded.
    #[error("the picture is not here")]
    NoPicture,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Saves a draft.
pub(crate) struct SaveDesign {
    storage: Storage,
    clock: Arc<dyn Clock>,
    advance_badge: AdvanceBadge,
}

impl SaveDesign {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, advance_badge: AdvanceBadge) -> Self {
        Self { storage, clock, advance_badge }
    }

    /// Saves a new design, or changes one. If people decided about its waiting version meanwhile, this is stored first.
    ///
    /// # Errors
    /// [`SaveDesignError`].
    pub(crate) async fn save(
        &self,
        caller: &Member,
        id: Option<&BadgeDesignId>,
        studio: Studio,
    ) -> Result<BadgeDesign, SaveDesignError> {
        let designer = caller.may_design()?;
        if let Some(id) = id {
            self.look_again(id).await?;
        }
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        if let Art::Uploaded(digest) = &studio.art
            && tx.picture(digest).await?.is_none()
        {
            return Err(SaveDesignError::NoPicture);
        }
        let design = match id {
            None => {
                let design = BadgeDesign {
                    id: BadgeDesignId::new(now, self.clock.random()),
                    institution: designer.institution().clone(),
                    wording: studio.wording,
                    art: studio.art,
                    state: DesignState::Draft,
                    pending: None,
                    saved: now,
                };
                tx.add_design(&design).await?;
                design
            }
            Some(id) => {
                let design = tx.design(id).await?.ok_or(SaveDesignError::NotFound)?;
                if &design.institution != designer.institution() {
                    return Err(SaveDesignError::NotFound);
                }
                let is_changed = design.wording != studio.wording || design.art != studio.art;
                if is_changed && design.is_submitted() {
                    return Err(SaveDesignError::Waiting(design.next_version()));
                }
                let design = design.edit(studio.wording, studio.art, now);
                tx.save_design(&design).await?;
                design
            }
        };
        tx.commit().await?;
        Ok(design)
    }

    /// Asks the signer for a decision if the design's version waits. Without an answer, it still waits.
    async fn look_again(&self, id: &BadgeDesignId) -> Result<(), StorageError> {
        let design = self.storage.read().await?.design(id).await?;
        if design.is_some_and(|design| matches!(design.pending, Some(pending) if pending.is_waiting()))
            && let Err(error) = self.advance_badge.advance(id).await
        {
            tracing::info!(error = chain(&error), "asking how far a badge has come, before saving");
        }
        Ok(())
    }
}
