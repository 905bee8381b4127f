//! A picture in a form: checked, and stored even if the rest of the form has errors.

use super::super::body::{Files, Upload};
use super::answer::Answer;
use crate::usecase::StagePicture;
use domain::artwork::MAX_PICTURE;
use domain::{Art, Artwork, ArtworkError, Finding};

/// The outcome of the file field.
pub(super) enum Chosen {
    /// No file was chosen.
    Nothing,
    /// A valid file, stored under this reference.
    Kept(Art),
    /// An invalid file.
    Bad(Finding),
}

/// Checks the file in a field.
pub(super) async fn chosen_picture(
    stage_picture: &StagePicture,
    files: &Files,
    field: &str,
) -> Result<Chosen, Answer> {
    let checked = match files.get(field) {
        None => return Ok(Chosen::Nothing),
        Some(Upload::TooLong(length)) => Err(ArtworkError::TooLarge(*length)),
        Some(Upload::Whole(bytes)) => Artwork::check(bytes),
    };
    match checked {
        Ok(artwork) => Ok(Chosen::Kept(stage_picture.stage(&artwork).await?)),
        Err(error) => Ok(Chosen::Bad(Finding::new(field, error))),
    }
}

/// How many bytes of a file are kept.
pub(super) const LIMIT: usize = MAX_PICTURE;
