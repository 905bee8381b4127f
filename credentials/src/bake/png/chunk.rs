//! The chunks of a PNG file (PNG 3rd edition, section 5.3), read with every bound checked.

use std::io::Read as _;

use super::super::{BakeError, MAX_INPUT};

/// One chunk of a PNG.
pub(super) struct Chunk<'a> {
    pub(super) kind: [u8; 4],
    pub(super) data: &'a [u8],
    /// Length, kind, data and check sum as they stand in the file.
    pub(super) whole: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// CRC-32 over kind and data.
    pub(super) fn checksum(kind: [u8; 4], data: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&kind);
        hasher.update(data);
        hasher.finalize()
    }

    /// The keyword of a chunk that holds text in one of the three ways PNG has.
    pub(super) fn text_keyword(&self) -> Option<&'a [u8]> {
        matches!(&self.kind, b"iTXt" | b"tEXt" | b"zTXt").then(|| self.keyword()).flatten()
    }

    fn keyword(&self) -> Option<&'a [u8]> {
        self.data.split(|byte| *byte == 0).next()
    }

    /// The text of an uncompressed `iTXt`; nothing when it is compressed, malformed or not UTF-8.
    pub(super) fn international_text(&self) -> Option<&'a str> {
        let mut parts = self.data.splitn(2, |byte| *byte == 0);
        let (_keyword, rest) = (parts.next()?, parts.next()?);
        // Compression flag and method; then language tag and translated keyword, each ended by a zero byte.
        let [0, 0, rest @ ..] = rest else { return None };
        let text = rest.splitn(3, |byte| *byte == 0).nth(2)?;
        (self.kind == *b"iTXt").then(|| std::str::from_utf8(text).ok()).flatten()
    }

    /// The text of a chunk of any kind, inflated where it is compressed. `tEXt` and `zTXt` are Latin-1 (PNG 3rd edition,
    /// section 11.3.3), but many tools write UTF-8 into them.
    pub(super) fn any_text(&self) -> Option<String> {
        let (_keyword, rest) = self.data.split_at_checked(self.keyword()?.len() + 1)?;
        let bytes = match (&self.kind, rest) {
            (b"tEXt", text) => text.to_vec(),
            (b"zTXt", [0, compressed @ ..]) => inflate(compressed)?,
            (b"iTXt", [1, 0, rest @ ..]) => inflate(rest.splitn(3, |byte| *byte == 0).nth(2)?)?,
            (b"iTXt", [0, 0, rest @ ..]) => rest.splitn(3, |byte| *byte == 0).nth(2)?.to_vec(),
            _ => return None,
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(_) if self.kind == *b"iTXt" => None,
            Err(other) => Some(other.into_bytes().into_iter().map(char::from).collect()),
        }
    }
}

/// Inflates a zlib stream of at most [`MAX_INPUT`] bytes.
fn inflate(compressed: &[u8]) -> Option<Vec<u8>> {
    let most = u64::try_from(MAX_INPUT).ok()?;
    let mut inflated = Vec::new();
    flate2::read::ZlibDecoder::new(compressed).take(most + 1).read_to_end(&mut inflated).ok()?;
    (inflated.len() <= MAX_INPUT).then_some(inflated)
}

/// Reads the chunks from after the signature up to and with `IEND`.
pub(super) fn chunks(mut rest: &[u8]) -> Result<Vec<Chunk<'_>>, BakeError> {
    let mut chunks = Vec::new();
    loop {
        let (chunk, after) = first(rest)?;
        if chunks.is_empty() && chunk.kind != *b"IHDR" {
            return Err(BakeError::Damaged("it does not begin with its header".to_owned()));
        }
        let last = chunk.kind == *b"IEND";
        chunks.push(chunk);
        if last {
            return Ok(chunks);
        }
        rest = after;
    }
}

fn first(rest: &[u8]) -> Result<(Chunk<'_>, &[u8]), BakeError> {
    let (length, after) = rest.split_first_chunk::<4>().ok_or(BakeError::Truncated)?;
    let (kind, after) = after.split_first_chunk::<4>().ok_or(BakeError::Truncated)?;
    if !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(BakeError::Damaged("a chunk has no valid name".to_owned()));
    }
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| BakeError::Truncated)?;
    let (data, after) = after.split_at_checked(length).ok_or(BakeError::Truncated)?;
    let (checksum, after) = after.split_first_chunk::<4>().ok_or(BakeError::Truncated)?;
    if u32::from_be_bytes(*checksum) != Chunk::checksum(*kind, data) {
        let name = String::from_utf8_lossy(kind).into_owned();
        return Err(BakeError::Damaged(format!("the check sum of {name} is wrong")));
    }
    let whole = rest.get(..rest.len() - after.len()).ok_or(BakeError::Truncated)?;
    Ok((Chunk { kind: *kind, data, whole }, after))
}
