//! The texts in the chunks of a PNG file (PNG 3rd edition, section 11.3.3).

use std::borrow::Cow;
use std::string::FromUtf8Error;

use super::super::BakeError;
use super::inflate::Allowance;
use crate::png::Chunk;

impl<'a> Chunk<'a> {
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
