//! A picture in a form: checked, and stored even if the rest of the form has errors.

use super::super::body::{Files, Upload};
use super::answer::Answer;
use crate::usecase::{StageError, StagePicture};
use domain::artwork::MAX_PICTURE;
use domain::{Art, ArtworkError, CheckedUpload, Finding};

/// The outcome of the file field.
pub(super) enum Chosen {
    /// No file was chosen.
    Nothing,
    /// A valid file, stored under this reference.
    Kept(Kept),
    /// An invalid file.
    Bad(Finding),
}

/// A stored picture.
pub(super) struct Kept {
    /// Its reference.
    pub(super) art: Art,
    /// Whether a badge was in it, which was removed.
    pub(super) held_badge: bool,
}

/// The member of a page's query that makes it report the removed badge.
pub(super) const BADGE_REMOVED: &str = "badge-removed";

/// Checks the file in a field.
pub(super) async fn chosen_picture(
    stage_picture: &StagePicture,
    files: &Files,
    field: &str,
) -> Result<Chosen, Answer> {
    let checked = match files.get(field) {
        None => return Ok(Chosen::Nothing),
        Some(Upload::TooLong(length)) => Err(ArtworkError::TooLarge(*length)),
        Some(Upload::Whole(bytes)) => CheckedUpload::read(bytes),
    };
    let CheckedUpload { artwork, held_badge } = match checked {
        Ok(upload) => upload,
        Err(error) => return Ok(Chosen::Bad(Finding::new(field, error))),
    };
    match stage_picture.stage(&artwork).await {
        Ok(art) => Ok(Chosen::Kept(Kept { art, held_badge })),
        Err(StageError::Picture(error)) => Ok(Chosen::Bad(Finding::new(field, error))),
        Err(error @ (StageError::CutShort | StageError::Storage(_))) => Err(error.into()),
    }
}

/// How many bytes of a file are kept.
pub(super) const LIMIT: usize = MAX_PICTURE;
