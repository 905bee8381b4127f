//! Publishes a design: freezes its draft; the signer registers the frozen version after approval; then it is public.
//!
//! The frozen version and its registration job are stored before the signer is asked. A publication that was
//! interrupted, or waits for approval, comes first, with the bytes frozen then. If the draft has changed since, it
//! becomes the next version. A draft that was declined, expired or refused is frozen again.

use super::advance_badge::AdvanceBadge;
use super::freeze_design::{FreezeDesign, FreezeError};
use crate::clock::Clock;
use crate::storage::{JobKind, Storage, StorageError, StoredVersion, Transaction};
use crate::usecase::approval::{Publication, RegisterError, Standing};
use crate::usecase::job_queue::JobQueue;
use domain::badge_design::NothingToPublish;
use domain::{ApprovalEnd, ArtworkError, BadgeDesign, BadgeDesignId, Forbidden, Institution, Member};
use std::sync::Arc;

/// Why a design was not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// There is no such design.
    #[error("there is no such design")]
    NotFound,
    /// The design belongs to another institution.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The draft equals the published version.
    #[error(transparent)]
    NothingToPublish(#[from] NothingToPublish),
    /// The draft's picture is not in storage.
    #[error("the picture is not here")]
    NoPicture,
    /// The draft's picture no longer passes the check.
    #[error("freezing the picture")]
    Picture(#[from] ArtworkError),
    /// The work was interrupted.
    #[error("the work was cut short")]
    CutShort,
    /// Requested again, it was declined at once.
    #[error("the badge was not approved")]
    NotApproved(ApprovalEnd),
    /// The signer did not register it.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<FreezeError> for PublishError {
    fn from(error: FreezeError) -> Self {
        match error {
            FreezeError::NothingToPublish(error) => Self::NothingToPublish(error),
            FreezeError::NoPicture => Self::NoPicture,
            FreezeError::Picture(error) => Self::Picture(error),
            FreezeError::CutShort => Self::CutShort,
            FreezeError::Storage(error) => Self::Storage(error),
        }
    }
}

/// Publishes a design for a member.
pub(crate) struct PublishDesign {
    storage: Storage,
    clock: Arc<dyn Clock>,
    freeze_design: FreezeDesign,
    advance_badge: AdvanceBadge,
    jobs: JobQueue,
}

impl PublishDesign {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        freeze_design: FreezeDesign,
        advance_badge: AdvanceBadge,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, clock, freeze_design, advance_badge, jobs }
    }

    /// Publishes the draft, or leaves it waiting for approval.
    ///
    /// # Errors
    /// [`PublishError`].
    pub(crate) async fn publish(
        &self,
        caller: &Member,
        id: &BadgeDesignId,
    ) -> Result<Publication, PublishError> {
        let designer = caller.may_design()?;
        loop {
            let mut tx = self.storage.begin().await?;
            let design = tx.design(id).await?.ok_or(PublishError::NotFound)?;
            if &design.institution != designer.institution() {
                return Err(PublishError::NotFound);
            }
            let institution = tx.institution(&design.institution).await?.ok_or(PublishError::NotFound)?;
            let frozen = self.submit(&mut tx, &institution, &design).await?;
            tx.commit().await?;
            match self.advance_badge.advance(id).await? {
                Standing::Waiting(_) => return Ok(Publication::Waiting),
                Standing::Ended(how) => return Err(PublishError::NotApproved(how)),
                // If they differ, the draft has changed since it was frozen, and this request is still to be done.
                Standing::InForce if frozen.equals(&design) => return Ok(Publication::InForce),
                Standing::InForce => {}
            }
        }
    }

    /// Stores how far the design's waiting version has come. Nothing happens if none waits.
    ///
    /// # Errors
    /// [`PublishError::NotFound`], [`PublishError::Forbidden`], [`PublishError::Register`], [`PublishError::Storage`].
    pub(crate) async fn look_again(&self, caller: &Member, id: &BadgeDesignId) -> Result<(), PublishError> {
        let designer = caller.may_design()?;
        let design = self.storage.read().await?.design(id).await?.ok_or(PublishError::NotFound)?;
        if &design.institution != designer.institution() {
            return Err(PublishError::NotFound);
        }
        if design.is_submitted() {
            self.advance_badge.advance(id).await?;
        }
        Ok(())
    }

    /// The version to register: the pending frozen one, or else the current draft. From here on the job registers it,
    /// even if this process ends.
    async fn submit(
        &self,
        tx: &mut Transaction,
        institution: &Institution,
        design: &BadgeDesign,
    ) -> Result<StoredVersion, PublishError> {
        let (id, version, now) = (&design.id, design.next_version(), self.clock.now());
        let frozen = match (tx.version(id, version).await?, &design.pending) {
            (Some(frozen), Some(_)) if design.is_submitted() => frozen,
            (Some(frozen), Some(_)) => {
                tx.remove_approval(id, version).await?;
                let frozen = if frozen.equals(design) {
                    frozen
                } else {
                    tx.remove_version(id, version).await?;
                    self.freeze_design.freeze(tx, institution, design.clone()).await?
                };
                tx.add_approval(id, version, now).await?;
                frozen
            }
            // Without a stored state the signer may still know the version: an older Insignia froze it and was
            // interrupted.
            (frozen, None) | (frozen @ None, Some(_)) => {
                let frozen = match frozen {
                    Some(frozen) => frozen,
                    None => self.freeze_design.freeze(tx, institution, design.clone()).await?,
                };
                tx.add_approval(id, version, now).await?;
                frozen
            }
        };
        self.jobs.enqueue_once(tx, JobKind::RegisterBadge, id.as_str(), now).await?;
        Ok(frozen)
    }
}
