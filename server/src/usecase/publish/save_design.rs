//! Saving a badge design's draft.

use crate::clock::Clock;
use crate::storage::{Storage, StorageError};
use domain::badge_design::Wording;
use domain::{Art, BadgeDesign, BadgeDesignId, DesignState, Forbidden, Member};
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
}

impl SaveDesign {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Saves a new design, or changes one.
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
                let design = design.edit(studio.wording, studio.art, now);
                tx.save_design(&design).await?;
                design
            }
        };
        tx.commit().await?;
        Ok(design)
    }
}
