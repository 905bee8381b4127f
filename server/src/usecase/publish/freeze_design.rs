//! Freezes a draft: its achievement as JSON, and its picture, as they will be registered.

use super::try_downloads::{TryError, try_downloads};
use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{StorageError, StoredVersion, Transaction};
use credentials::lint::registered::{PerRecipient, with_picture};
use credentials::model::{Achievement, Class as _, Image, Profile};
use domain::badge_design::NothingToPublish;
use domain::{Art, Artwork, ArtworkError, BadgeDesign, BadgeVersion, Institution};
use std::sync::Arc;

/// Why a draft was not frozen.
#[derive(Debug, thiserror::Error)]
pub(super) enum FreezeError {
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
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<TryError> for FreezeError {
    fn from(error: TryError) -> Self {
        match error {
            TryError::Picture(error) => Self::Picture(error),
            TryError::CutShort => Self::CutShort,
        }
    }
}

/// Freezes drafts.
pub(super) struct FreezeDesign {
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    /// Further members that may differ for each recipient, in credentials of versions frozen from now on.
    per_recipient: Vec<PerRecipient>,
}

impl FreezeDesign {
    pub(super) fn new(clock: Arc<dyn Clock>, addresses: Addresses, per_recipient: Vec<PerRecipient>) -> Self {
        Self { clock, addresses, per_recipient }
    }

    /// Stores the draft and its picture as the next version.
    ///
    /// # Errors
    /// [`FreezeError`].
    pub(super) async fn freeze(
        &self,
        tx: &mut Transaction,
        institution: &Institution,
        design: BadgeDesign,
    ) -> Result<StoredVersion, FreezeError> {
        let now = self.clock.now();
        let art = design.art.clone();
        let artwork = match &art {
            Art::Uploaded(digest) => {
                let kept = tx.picture(digest).await?.ok_or(FreezeError::NoPicture)?;
                // An earlier version may have stored it with fewer checks.
                let artwork = Artwork::check(&kept.bytes)?;
                try_downloads(&artwork).await?;
                artwork
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
            per_recipient: self.entries(version.artwork.bytes()),
            frozen: now,
            registered: None,
        };
        tx.add_version(&frozen).await?;
        Ok(frozen)
    }

    /// The version's entries as JSON: the configured ones, and the one that binds the picture to its digest.
    fn entries(&self, picture: &[u8]) -> String {
        let entries: Vec<PerRecipient> =
            self.per_recipient.iter().cloned().chain([with_picture(picture)]).collect();
        serde_json::to_string(&entries).unwrap_or_default()
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
