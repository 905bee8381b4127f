//! Publishes a design: freezes its draft; the signer registers the frozen version after approval; then it is public.
//!
//! The frozen version and its registration job are stored before the signer is asked. A publication that was
//! interrupted, or waits for approval, comes first, with the bytes frozen then. If the draft has changed since, it
//! becomes the next version. A draft that was declined, expired or refused is frozen again.

use super::Services;
use super::register_badge::{RegisterError, Standing};
use crate::storage::{JobKind, StorageError, StoredVersion, Transaction};
use credentials::model::{Achievement, Class as _, Image, Profile};
use domain::badge_design::NothingToPublish;
use domain::{
    ApprovalEnd, Art, Artwork, ArtworkError, BadgeDesign, BadgeDesignId, BadgeVersion, Forbidden,
    Institution, Member,
};

/// The outcome of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Publication {
    /// It is public.
    Published,
    /// It waits for approval, and then becomes public automatically.
    Waiting,
}

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

impl Services {
    /// Publishes the draft, or leaves it waiting for approval.
    pub(crate) async fn publish_design(
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
            match self.advance_badge(id).await? {
                Standing::Waiting(_) => return Ok(Publication::Waiting),
                Standing::Ended(how) => return Err(PublishError::NotApproved(how)),
                // If they differ, the draft has changed since it was frozen, and this request is still to be done.
                Standing::Published if frozen.equals(&design) => return Ok(Publication::Published),
                Standing::Published => {}
            }
        }
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
                    self.freeze(tx, institution, design.clone()).await?
                };
                tx.add_approval(id, version, now).await?;
                frozen
            }
            // Without a stored state the signer may still know the version: an older Insignia froze it and was
            // interrupted.
            (frozen, None) | (frozen @ None, Some(_)) => {
                let frozen = match frozen {
                    Some(frozen) => frozen,
                    None => self.freeze(tx, institution, design.clone()).await?,
                };
                tx.add_approval(id, version, now).await?;
                frozen
            }
        };
        if !tx.job_waits(JobKind::RegisterBadge, id.as_str()).await? {
            self.shared.jobs.enqueue(tx, JobKind::RegisterBadge, id.as_str(), now).await?;
        }
        Ok(frozen)
    }

    async fn freeze(
        &self,
        tx: &mut Transaction,
        institution: &Institution,
        design: BadgeDesign,
    ) -> Result<StoredVersion, PublishError> {
        let now = self.clock.now();
        let art = design.art.clone();
        let artwork = match &art {
            Art::Uploaded(digest) => {
                let kept = tx.picture(digest).await?.ok_or(PublishError::NoPicture)?;
                Artwork::check(&kept.bytes)?
            }
            template => Artwork::check(crate::artwork::template(template).as_bytes())?,
        };
        let (_, version) = design.publish(artwork, now)?;
        let picture = crate::secret::digest(version.artwork.bytes());
        tx.add_picture(&picture, &version.artwork, now).await?;
        let frozen = StoredVersion {
            achievement: self.achievement(institution, &version, &art).to_value().to_string(),
            design: version.design,
            institution: version.institution,
            version: version.version,
            wording: version.wording,
            art,
            picture,
            per_recipient: self.per_recipient.clone(),
            frozen: now,
            registered: None,
        };
        tx.add_version(&frozen).await?;
        Ok(frozen)
    }

    fn achievement(&self, institution: &Institution, version: &BadgeVersion, art: &Art) -> Achievement {
        let wording = &version.wording;
        let in_words =
            Art::TEMPLATES.iter().find(|(template, _)| template == art).map(|(_, words)| (*words).to_owned());
        let caption = if wording.caption.is_empty() { in_words } else { Some(wording.caption.clone()) };
        let picture = Image::new(&self.addresses.achievement_image(&version.design, version.version));
        Achievement {
            achievement_type: Some(wording.achievement_type.as_str().into()),
            tag: wording.tags.clone(),
            image: Some(picture.with_caption(caption)),
            version: Some(version.version.to_string()),
            creator: Some(Profile::reference(&institution.did)),
            ..Achievement::new(
                &self.addresses.achievement(&version.design, version.version),
                &wording.name,
                &wording.description,
                wording.criteria.as_str().into(),
            )
        }
    }
}
