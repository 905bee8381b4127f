//! Tries the downloads of a picture before it is accepted: later, nobody could repair it in a published version.

use crate::render::{png_picture, svg_picture};
use crate::storage::Picture;
use credentials::bake::{png, svg};
use domain::{Artwork, ArtworkError};

/// Why a picture was not accepted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TryError {
    /// A download of it is impossible.
    #[error(transparent)]
    Picture(#[from] ArtworkError),
    /// The work was interrupted.
    #[error("the work was cut short")]
    CutShort,
}

/// Makes the PNG and the SVG for downloads, and bakes a sample into each.
///
/// # Errors
/// [`TryError`].
pub(super) async fn try_downloads(artwork: &Artwork) -> Result<(), TryError> {
    let picture = Picture { media_type: artwork.media_type().to_owned(), bytes: artwork.bytes().to_vec() };
    let tried = tokio::task::spawn_blocking(move || try_picture(&picture));
    Ok(tried.await.map_err(|_| TryError::CutShort)??)
}

fn try_picture(picture: &Picture) -> Result<(), ArtworkError> {
    let drawn = png_picture(picture).map_err(|_| ArtworkError::NotDrawable)?;
    let drawing = svg_picture(picture).map_err(|_| ArtworkError::TakesNoBadge)?;
    if png::takes_a_badge(&drawn) && svg::takes_a_badge(&drawing) {
        Ok(())
    } else {
        Err(ArtworkError::TakesNoBadge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(bytes: &[u8]) -> Result<(), ArtworkError> {
        let artwork = Artwork::check(bytes)?;
        try_picture(&Picture { media_type: artwork.media_type().to_owned(), bytes: artwork.bytes().to_vec() })
    }

    fn svg(attributes: &str, inside: &str) -> Vec<u8> {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{inside}</svg>").into_bytes()
    }

    #[test]
    fn an_svg_that_cannot_be_drawn_is_refused() {
        assert_eq!(tried(&svg("viewBox='0 0 9 9'", "<rect width='9' height='9'/>")), Ok(()));
        for size in ["width='0' height='0'", "width='-1' height='9'"] {
            assert_eq!(tried(&svg(size, "<path/>")), Err(ArtworkError::NotDrawable), "{size}");
        }
    }

    #[test]
    fn every_template_and_every_case_of_a_picture_can_be_downloaded() {
        for (art, _) in domain::Art::TEMPLATES {
            assert_eq!(tried(crate::artwork::template(&art).as_bytes()), Ok(()), "{art}");
        }
        let cases = std::path::Path::new("../tests/vectors/cases");
        for case in [
            "50-picture-wrong-check-sum/bad-crc-text.png",
            "50-picture-wrong-check-sum/bad-crc-time.png",
            "53-picture-already-baked/already-baked-ob2.png",
            "53-picture-already-baked/already-baked-ob3.png",
            "53-picture-already-baked/svg-with-old-badge.svg",
        ] {
            assert_eq!(tried(&std::fs::read(cases.join(case)).unwrap()), Ok(()), "{case}");
        }
    }
}
