//! Preparing an uploaded PNG, so that a credential can be baked into it later.

use super::super::{BakeError, Cleaned, Extracted, SAMPLE};
use super::{KEYWORD, OLD_KEYWORD, bake, body, chunks_with, extract};
use crate::png::{Chunk, SIGNATURE};

/// The picture without the badges in it, of Open Badges 2 and 3, and without ancillary chunks whose check sum is wrong.
/// Decoders skip such a chunk (PNG 3rd edition, section 13.2), so the picture looks the same. Bytes after `IEND` are
/// dropped.
///
/// # Errors
/// The picture is not a complete PNG, or the check sum of a critical chunk is wrong.
pub fn clean(png: &[u8]) -> Result<Cleaned<Vec<u8>>, BakeError> {
    let mut cleaned = Cleaned { picture: SIGNATURE.to_vec(), held_badge: false };
    for chunk in chunks_with(body(png)?, is_ancillary) {
        let chunk = chunk?;
        if matches!(chunk.text_keyword(), Some(KEYWORD | OLD_KEYWORD)) {
            cleaned.held_badge = true;
        } else if chunk.is_intact() {
            cleaned.picture.extend_from_slice(chunk.whole);
        }
    }
    Ok(cleaned)
}

/// Whether a sample that is baked into the picture can be extracted again.
#[must_use]
pub fn takes_a_badge(png: &[u8]) -> bool {
    bake(png, SAMPLE).and_then(|baked| extract(&baked)) == Ok(Extracted::Credential(SAMPLE.to_owned()))
}

/// PNG 3rd edition, section 5.4: bit 5 of the first byte of the name.
const fn is_ancillary(chunk: &Chunk<'_>) -> bool {
    chunk.kind[0].is_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &kind, data, &Chunk::checksum(kind, data).to_be_bytes()].concat()
    }

    fn png(between: &[u8]) -> Vec<u8> {
        let parts = [&part(*b"IHDR", &[0; 13])[..], between, &part(*b"IDAT", &[1]), &part(*b"IEND", &[])];
        [&SIGNATURE[..], &parts.concat()].concat()
    }

    fn broken(mut part: Vec<u8>) -> Vec<u8> {
        *part.last_mut().unwrap() ^= 1;
        part
    }

    #[test]
    fn an_ancillary_chunk_with_a_wrong_check_sum_is_dropped_and_a_critical_one_is_refused() {
        for kind in [b"tEXt", b"tIME", b"gAMA", b"prVT"] {
            let damaged = png(&broken(part(*kind, b"Software\0Drawer")));
            assert!(!takes_a_badge(&damaged));
            assert_eq!(clean(&damaged), Ok(Cleaned { picture: png(&[]), held_badge: false }));
        }
        for kind in [b"PLTE", b"IDAT"] {
            assert!(matches!(clean(&png(&broken(part(*kind, &[0; 3])))), Err(BakeError::Damaged(_))));
        }
    }

    #[test]
    fn a_badge_of_any_version_and_in_any_kind_of_text_is_removed() {
        for kind in [b"tEXt", b"iTXt", b"zTXt"] {
            for keyword in ["openbadges", "openbadgecredential"] {
                let data = [keyword.as_bytes(), b"\0\0\0\0\0{}"].concat();
                for badge in [part(*kind, &data), broken(part(*kind, &data))] {
                    let cleaned = clean(&png(&badge)).unwrap();
                    assert_eq!(cleaned, Cleaned { picture: png(&[]), held_badge: true }, "{keyword}");
                }
            }
        }
    }

    #[test]
    fn other_texts_stay() {
        let picture = png(&part(*b"tEXt", b"Title\0openbadges"));
        assert_eq!(clean(&picture), Ok(Cleaned { picture: picture.clone(), held_badge: false }));
        assert!(takes_a_badge(&picture));
    }
}
