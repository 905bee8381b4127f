//! The chunks of a PNG file (PNG 3rd edition, section 5.3), read with every bound checked.

use std::borrow::Cow;
use std::string::FromUtf8Error;

use super::super::BakeError;
use super::inflate::Allowance;

/// One chunk of a PNG.
pub(super) struct Chunk<'a> {
    pub(super) kind: [u8; 4],
    pub(super) data: &'a [u8],
    /// Length, kind, data and check sum as in the file.
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

    /// The keyword of a chunk that holds text in one of the three forms of PNG.
    pub(super) fn text_keyword(&self) -> Option<&'a [u8]> {
        matches!(&self.kind, b"iTXt" | b"tEXt" | b"zTXt").then(|| self.keyword()).flatten()
    }

    fn keyword(&self) -> Option<&'a [u8]> {
        self.data.split(|byte| *byte == 0).next()
    }

    /// The text of an uncompressed `iTXt`; none when it is compressed, malformed or not UTF-8.
    pub(super) fn international_text(&self) -> Option<&'a str> {
        let mut parts = self.data.splitn(2, |byte| *byte == 0);
        let (_keyword, rest) = (parts.next()?, parts.next()?);
        // Compression flag and method; then language tag and translated keyword, each ended by a zero byte.
        let [0, 0, rest @ ..] = rest else { return None };
        let text = rest.splitn(3, |byte| *byte == 0).nth(2)?;
        (self.kind == *b"iTXt").then(|| std::str::from_utf8(text).ok()).flatten()
    }

    /// The text of a chunk of any kind, inflated where it is compressed; none when it is malformed. `tEXt` and `zTXt`
    /// are Latin-1 (PNG 3rd edition, section 11.3.3), but many tools write UTF-8 into them.
    ///
    /// # Errors
    /// As [`Allowance::inflate`].
    pub(super) fn any_text(&self, allowance: &mut Allowance<'_>) -> Result<Option<Cow<'a, str>>, BakeError> {
        let Some((bytes, is_compressed)) = self.text_bytes() else { return Ok(None) };
        let bytes = match is_compressed.then(|| allowance.inflate(bytes)).transpose()? {
            None => Cow::Borrowed(bytes),
            Some(None) => return Ok(None),
            Some(Some(inflated)) => Cow::Owned(inflated),
        };
        let text = match bytes {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| bytes.to_vec()),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(FromUtf8Error::into_bytes),
        };
        Ok(match text {
            Ok(text) => Some(text),
            Err(_) if self.kind == *b"iTXt" => None,
            Err(latin) => Some(latin.into_iter().map(char::from).collect()),
        })
    }

    /// The text as it is in the file, and whether it is compressed.
    fn text_bytes(&self) -> Option<(&'a [u8], bool)> {
        let (_keyword, rest) = self.data.split_at_checked(self.keyword()?.len() + 1)?;
        match (&self.kind, rest) {
            (b"tEXt", text) => Some((text, false)),
            (b"zTXt", [0, compressed @ ..]) => Some((compressed, true)),
            (b"iTXt", [is_compressed @ (0 | 1), 0, rest @ ..]) => {
                Some((rest.splitn(3, |byte| *byte == 0).nth(2)?, *is_compressed == 1))
            }
            _ => None,
        }
    }
}

/// The chunks after the signature up to and including `IEND`. After an error there are no more.
pub(super) struct Chunks<'a> {
    rest: &'a [u8],
    is_first: bool,
    has_ended: bool,
}

impl<'a> Chunks<'a> {
    pub(super) fn of(body: &'a [u8]) -> Self {
        Self { rest: body, is_first: true, has_ended: false }
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<Chunk<'a>, BakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let read = first(self.rest).and_then(|(chunk, after)| {
            if std::mem::take(&mut self.is_first) && chunk.kind != *b"IHDR" {
                return Err(BakeError::Damaged("it does not begin with its header".to_owned()));
            }
            self.rest = after;
            Ok(chunk)
        });
        self.has_ended = read.as_ref().map_or(true, |chunk| chunk.kind == *b"IEND");
        Some(read)
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
