//! PNG: the credential is the text of one `iTXt` chunk with the keyword `openbadgecredential`.

mod chunk;

use chunk::{Chunk, chunks};

use super::{BakeError, Extracted, MAX_INPUT};

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
const KEYWORD: &[u8] = b"openbadgecredential";
/// Keyword of Open Badges 1 and 2.
const OLD_KEYWORD: &[u8] = b"openbadges";

/// Puts a credential's text into a PNG, byte for byte, before the image data. One that is in there already is replaced.
/// Whatever follows `IEND` is left out.
///
/// # Errors
/// The picture is not a whole PNG, or the text is neither a JSON object nor a compact JWS.
pub fn bake(png: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    super::form(credential).ok_or(BakeError::NotACredential)?;
    let mut baked = Vec::with_capacity(png.len() + credential.len() + 64);
    baked.extend_from_slice(SIGNATURE);
    let mut pending = Some(credential);
    for chunk in chunks(body(png)?)? {
        let misplaced = || chunk.any_text().is_some_and(|text| super::is_verifiable_credential(text.trim()));
        match chunk.text_keyword() {
            Some(KEYWORD) => continue,
            Some(OLD_KEYWORD) if misplaced() => continue,
            _ => {}
        }
        if matches!(&chunk.kind, b"IDAT" | b"IEND")
            && let Some(text) = pending.take()
        {
            write_credential(&mut baked, text)?;
        }
        baked.extend_from_slice(chunk.whole);
    }
    Ok(baked)
}

/// Takes the credential out of a PNG: the text of the only chunk with the keyword, without space at its ends. The same text
/// may be there twice. One that is compressed, in another kind of text chunk or under the keyword of Open Badges 2 is
/// misplaced.
///
/// # Errors
/// The picture is not a whole PNG, the text of the chunk cannot be read, or two chunks hold different texts.
pub fn extract(png: &[u8]) -> Result<Extracted, BakeError> {
    let chunks = chunks(body(png)?)?;
    let (mut placed, mut misplaced, mut old) = (Vec::new(), Vec::new(), None);
    for chunk in &chunks {
        match chunk.text_keyword() {
            Some(KEYWORD) => {
                if let Some(text) = chunk.international_text() {
                    placed.push(super::trimmed(text));
                } else {
                    let text = chunk.any_text().ok_or(BakeError::NotPlainText)?;
                    misplaced.push(super::trimmed(&text));
                }
            }
            Some(OLD_KEYWORD) => {
                let text = super::trimmed(&chunk.any_text().unwrap_or_default());
                if super::is_verifiable_credential(&text) {
                    misplaced.push(text);
                } else {
                    old.get_or_insert(text);
                }
            }
            _ => {}
        }
    }
    super::choose(placed, misplaced, old)
}

/// What follows the signature.
fn body(png: &[u8]) -> Result<&[u8], BakeError> {
    if png.len() > MAX_INPUT {
        return Err(BakeError::TooLarge);
    }
    png.strip_prefix(SIGNATURE).ok_or(BakeError::NotPng)
}

/// Keyword, its end, no compression (flag and method), empty language tag, empty translated keyword, text.
fn write_credential(baked: &mut Vec<u8>, text: &str) -> Result<(), BakeError> {
    let data = [KEYWORD, &[0; 5], text.as_bytes()].concat();
    let length = u32::try_from(data.len()).map_err(|_| BakeError::TooLarge)?;
    let checksum = Chunk::checksum(*b"iTXt", &data);
    baked.extend(length.to_be_bytes());
    baked.extend(b"iTXt");
    baked.extend(data);
    baked.extend(checksum.to_be_bytes());
    Ok(())
}
