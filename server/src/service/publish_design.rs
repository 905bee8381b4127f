//! Publishing a design: its draft is frozen, the signer registers the frozen version, then it is public.
//!
//! The frozen version is written before the signer hears of it. A publication that was cut short is finished first,
//! with the bytes that were frozen then; if the draft has moved on meanwhile, that becomes the next version.

use super::Services;
use crate::signer::SignerError;
use crate::storage::{StorageError, StoredVersion, Transaction};
use credentials::model::{Achievement, Class as _, Image, Profile};
use domain::badge_design::NothingToPublish;
use domain::{
    Art, Artwork, ArtworkError, BadgeDesign, BadgeDesignId, BadgeVersion, Forbidden, Institution, Member,
    Version,
};

/// Why a design was not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// There is no such design.
    #[error("there is no such design")]
    NotFound,
    /// It is not this member's.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The draft equals the published version.
    #[error(transparent)]
    NothingToPublish(#[from] NothingToPublish),
    /// The draft's picture is not here.
    #[error("the picture is not here")]
    NoPicture,
    /// The draft's picture is not good any more.
    #[error("freezing the picture")]
    Picture(#[from] ArtworkError),
    /// The signer did not register it.
    #[error("asking the signer to register the badge")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Publishes the draft and tells the version it became.
    pub(crate) async fn publish_design(
        &self,
        caller: &Member,
        id: &BadgeDesignId,
    ) -> Result<Version, PublishError> {
        let designer = caller.may_design()?;
        loop {
            let mut tx = self.storage.begin().await?;
            let design = tx.design(id).await?.ok_or(PublishError::NotFound)?;
            if &design.institution != designer.institution() {
                return Err(PublishError::NotFound);
            }
            let institution = tx.institution(&design.institution).await?.ok_or(PublishError::NotFound)?;
            let frozen = match tx.version(id, design.next_version()).await? {
                Some(cut_short) => cut_short,
                None => self.freeze(&mut tx, &institution, design).await?,
            };
            tx.commit().await?;
            self.signer.register_badge_version(&institution.did, &frozen.achievement).await?;
            if self.finish(&frozen).await? {
                return Ok(frozen.version);
            }
        }
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
            frozen: now,
            registered: None,
        };
        tx.add_version(&frozen).await?;
        Ok(frozen)
    }

    /// The signer knows the version: it is public from now on. False: the draft has moved on since it was frozen, and
    /// what was asked for is still to be done.
    async fn finish(&self, frozen: &StoredVersion) -> Result<bool, PublishError> {
        let mut tx = self.storage.begin().await?;
        let design = tx.design(&frozen.design).await?.ok_or(PublishError::NotFound)?;
        let same = design.wording == frozen.wording && design.art == frozen.art;
        tx.version_registered(&frozen.design, frozen.version, self.clock.now()).await?;
        tx.design_published(&frozen.design, frozen.version, !same).await?;
        tx.commit().await?;
        Ok(same)
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
