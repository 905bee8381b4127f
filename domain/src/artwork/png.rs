//! Checks that a PNG is complete and has sensible dimensions (PNG third edition, 5.2 to 5.6).

use super::{Artwork, ArtworkError, CheckedUpload, PngFault};
use credentials::bake::{BakeError, png};
use credentials::png::{Chunks, CutOff};

pub(super) use credentials::png::SIGNATURE;

/// Maximum edge length, in pixels: otherwise a small file could unpack to gigabytes.
const MAX_EDGE: u32 = 4_096;
const MIN_EDGE: u32 = 64;

/// The picture for storage, into which a badge can be baked.
pub(super) fn check(bytes: &[u8]) -> Result<CheckedUpload, ArtworkError> {
    outline(bytes)?;
    let cleaned = png::clean(bytes).map_err(|error| match error {
        BakeError::Truncated => ArtworkError::BadPng(PngFault::EndsEarly),
        BakeError::Damaged(_) => ArtworkError::BadPng(PngFault::Damaged),
        _ => ArtworkError::TakesNoBadge,
    })?;
    if !png::takes_a_badge(&cleaned.picture) {
        return Err(ArtworkError::TakesNoBadge);
    }
    Ok(CheckedUpload { artwork: Artwork::Png(cleaned.picture), held_badge: cleaned.held_badge })
}

/// Reads the chunks from IHDR to IEND.
fn outline(bytes: &[u8]) -> Result<(), ArtworkError> {
    let mut chunks = Chunks::of(bytes.get(SIGNATURE.len()..).unwrap_or_default());
    let mut first = true;
    let mut drawn = false;
    while let Some(chunk) = chunks.next() {
        let chunk = chunk.map_err(|CutOff| ArtworkError::BadPng(PngFault::EndsEarly))?;
        match &chunk.kind {
            b"IHDR" if first => measures(chunk.data)?,
            _ if first => return Err(ArtworkError::BadPng(PngFault::NoHeader)),
            b"IDAT" => drawn = true,
            b"IEND" if !chunks.rest().is_empty() => {
                return Err(ArtworkError::BadPng(PngFault::Trailing));
            }
            b"IEND" if drawn => return Ok(()),
            b"IEND" => return Err(ArtworkError::BadPng(PngFault::NoPicture)),
            _ => {}
        }
        first = false;
    }
    Err(ArtworkError::BadPng(PngFault::EndsEarly))
}

fn measures(header: &[u8]) -> Result<(), ArtworkError> {
    let edge = |from: usize| {
        let bytes = header.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    let (Some(width), Some(height)) = (edge(0), edge(4)) else {
        return Err(ArtworkError::BadPng(PngFault::BrokenHeader));
    };
    if width > MAX_EDGE || height > MAX_EDGE {
        return Err(ArtworkError::BadPng(PngFault::TooLarge));
    }
    if width < MIN_EDGE || height < MIN_EDGE {
        return Err(ArtworkError::BadPng(PngFault::TooSmall));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        let sum = credentials::png::Chunk::checksum(kind.try_into().unwrap(), data).to_be_bytes();
        [&length[..], kind, data, &sum].concat()
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        [&SIGNATURE[..], &part(b"IHDR", &header), &part(b"IDAT", &[1]), &part(b"IEND", &[])].concat()
    }

    #[test]
    fn a_whole_png_passes_and_half_of_it_does_not() {
        let whole = png(400, 400);
        let artwork = Artwork::Png(whole.clone());
        assert_eq!(check(&whole), Ok(CheckedUpload { artwork, held_badge: false }));
        for end in SIGNATURE.len()..whole.len() {
            assert!(check(&whole[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn impossible_measures_are_refused() {
        assert!(check(&png(40_000, 40_000)).is_err());
        assert!(check(&png(1, 1)).is_err());
    }

    #[test]
    fn a_file_hidden_behind_the_picture_is_refused() {
        assert!(check(&[png(400, 400), b"PK\x03\x04".to_vec()].concat()).is_err());
    }
}
