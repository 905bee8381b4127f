//! PNG: the credential is the text of one `iTXt` chunk with the keyword `openbadgecredential`.

mod clean;
mod inflate;
mod text;

use std::borrow::Cow;

pub use clean::{clean, takes_a_badge};
use inflate::Allowance;

use super::found::{Found, bare};
use super::{BakeError, ChunkFault, Extracted, MAX_INPUT};
use crate::png::{Chunk, Chunks, CutOff, SIGNATURE};
use crate::work::Work;

const KEYWORD: &[u8] = b"openbadgecredential";
/// Keyword of Open Badges 1 and 2.
const OLD_KEYWORD: &[u8] = b"openbadges";

/// Puts a credential's text into a PNG, byte for byte, before the image data. An existing credential is replaced. So
/// is a text in the place of Open Badges 2 that is too complex to check, because it may be one. Bytes after `IEND`
/// are dropped.
///
/// # Errors
/// The picture is not a complete PNG, or the text is neither a JSON object nor a compact JWS.
pub fn bake(png: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    super::form(credential).ok_or(BakeError::NotACredential)?;
    let work = Work::default();
    let mut allowance = Allowance::new(&work);
    let mut baked = Vec::with_capacity(png.len() + credential.len() + 64);
    baked.extend_from_slice(SIGNATURE);
    let mut pending = Some(credential);
    for chunk in checked(body(png)?) {
        let chunk = chunk?;
        match chunk.text_keyword() {
            Some(KEYWORD) => continue,
            Some(OLD_KEYWORD) if is_misplaced(&chunk, &mut allowance, &work).unwrap_or(true) => continue,
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

fn is_misplaced(chunk: &Chunk<'_>, allowance: &mut Allowance<'_>, work: &Work) -> Result<bool, BakeError> {
    let text = chunk.any_text(allowance)?.unwrap_or_default();
    super::is_verifiable_credential(text.trim(), work)
}

/// Extracts the credential of a PNG: the text of the only chunk with the keyword, without space at its ends. The same
/// text may occur twice. A text that is compressed, in another kind of text chunk or under the keyword of Open Badges
/// 2 is misplaced.
///
/// # Errors
/// The picture is not a complete PNG, the chunk is not plain UTF-8 text, two chunks hold different texts, or the
/// texts are too complex to check.
pub fn extract(png: &[u8]) -> Result<Extracted, BakeError> {
    extract_within(png, &Work::default())
}

/// As [`extract`], within a budget: one unit for each KiB of the file, of inflated text and of parsed text, and one
/// for each text and each value.
pub(super) fn extract_within(png: &[u8], work: &Work) -> Result<Extracted, BakeError> {
    let body = body(png)?;
    work.spend_bytes(body.len())?;
    let mut allowance = Allowance::new(work);
    let mut found = Found::default();
    for chunk in checked(body) {
        let chunk = chunk?;
        let Some(keyword @ (KEYWORD | OLD_KEYWORD)) = chunk.text_keyword() else { continue };
        work.spend(1)?;
        if keyword == OLD_KEYWORD {
            let text = chunk.any_text(&mut allowance)?.unwrap_or_default();
            if super::is_verifiable_credential(bare(&text), work)? {
                found.add_misplaced(text)?;
            } else {
                found.add_assertion(text);
            }
        } else if let Some(text) = chunk.international_text() {
            found.add_placed(Cow::Borrowed(text))?;
        } else {
            found.add_misplaced(chunk.any_text(&mut allowance)?.ok_or(BakeError::NotPlainText)?)?;
        }
    }
    Ok(found.extracted())
}

/// The bytes after the signature.
fn body(png: &[u8]) -> Result<&[u8], BakeError> {
    if png.len() > MAX_INPUT {
        return Err(BakeError::TooLarge);
    }
    png.strip_prefix(SIGNATURE).ok_or(BakeError::NotPng)
}

/// The chunks of a PNG that begins with its header, each with a valid name and check sum. After an error there are no
/// more.
fn checked(body: &[u8]) -> impl Iterator<Item = Result<Chunk<'_>, BakeError>> {
    chunks_with(body, |_| false)
}

/// As [`checked`], but the check sum of some chunks may be wrong.
fn chunks_with(
    body: &[u8],
    may_be_damaged: impl Fn(&Chunk<'_>) -> bool,
) -> impl Iterator<Item = Result<Chunk<'_>, BakeError>> {
    let mut chunks = Chunks::of(body);
    let (mut is_first, mut has_failed) = (true, false);
    std::iter::from_fn(move || {
        if has_failed {
            return None;
        }
        // The name precedes the data: it shows sooner that these bytes are no chunk.
        let name = chunks.rest().get(4..8);
        let has_name = name.is_none_or(|name| name.iter().all(u8::is_ascii_alphabetic));
        let chunk = chunks.next()?.map_err(|CutOff| BakeError::Truncated);
        let checked = match chunk {
            _ if !has_name => Err(BakeError::Damaged(ChunkFault::NoName)),
            Ok(chunk) if !chunk.is_intact() && !may_be_damaged(&chunk) => {
                let name = String::from_utf8_lossy(&chunk.kind).into_owned();
                Err(BakeError::Damaged(ChunkFault::CheckSum(name)))
            }
            Ok(chunk) if is_first && chunk.kind != *b"IHDR" => Err(BakeError::Damaged(ChunkFault::NoHeader)),
            other => other,
        };
        is_first = false;
        has_failed = checked.is_err();
        Some(checked)
    })
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
