//! The part of DER (X.690) that requests and chains need.

/// An integer. All tags here but `CONTEXT_0` are universal.
pub const INTEGER: u8 = 0x02;
/// A bit string.
pub const BIT_STRING: u8 = 0x03;
/// An object identifier.
pub const OBJECT_IDENTIFIER: u8 = 0x06;
/// Text in UTF-8.
pub const UTF8_STRING: u8 = 0x0c;
/// Text in the character set of `PrintableString`.
pub const PRINTABLE_STRING: u8 = 0x13;
/// An ordered sequence of values.
pub const SEQUENCE: u8 = 0x30;
/// An unordered set of values.
pub const SET: u8 = 0x31;
/// The context-specific tag 0, constructed.
pub const CONTEXT_0: u8 = 0xa0;

/// A value with these parts in sequence.
#[must_use]
pub fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => bytes.push(short),
        _ => {
            let length = length.to_be_bytes();
            let used: Vec<u8> = length.iter().copied().skip_while(|byte| *byte == 0).collect();
            bytes.push(0x80 | u8::try_from(used.len()).unwrap_or_default());
            bytes.extend(used);
        }
    }
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// An unsigned integer of these big-endian bytes.
#[must_use]
pub fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let used: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
    let sign: &[u8] = if used.first().is_none_or(|first| first & 0x80 != 0) { &[0] } else { &[] };
    value(INTEGER, &[sign, &used])
}

/// Values in sequence.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next value: its tag, its content, and its whole encoding. `None` if the value is truncated or its length is
    /// not minimal.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "three parts, and no iterator")]
    pub fn next(&mut self) -> Option<(u8, &'a [u8], &'a [u8])> {
        let (&[tag, first], rest) = self.0.split_first_chunk::<2>()?;
        let (length, head) = if first < 0x80 {
            (usize::from(first), 2)
        } else {
            let octets =
                rest.get(..usize::from(first & 0x7f)).filter(|octets| (1..=4).contains(&octets.len()))?;
            let length = octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet));
            if length < 0x80 || octets.first() == Some(&0) {
                return None;
            }
            (length, 2 + octets.len())
        };
        let (whole, rest) = self.0.split_at_checked(head.checked_add(length)?)?;
        self.0 = rest;
        Some((tag, whole.get(head..)?, whole))
    }

    /// The content of the next value, which must have this tag.
    #[must_use]
    pub fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.next().and_then(|(found, content, _)| (found == tag).then_some(content))
    }

    /// Has everything been read?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_length_come_back() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = vec![7; length];
            let bytes = value(SEQUENCE, &[&content, &[]]);
            let mut reader = Reader(&bytes);
            assert_eq!(reader.take(SEQUENCE), Some(content.as_slice()));
            assert!(reader.is_empty());
            assert!(Reader(&bytes[..bytes.len() - 1]).next().is_none());
        }
    }

    #[test]
    fn lengths_that_could_be_shorter_are_refused() {
        for bytes in [&[0x30, 0x81, 0x01, 0x00][..], &[0x30, 0x82, 0x00, 0x80], &[0x30, 0x80, 0, 0], &[0x30]]
        {
            assert!(Reader(bytes).next().is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn numbers_are_unsigned_and_short() {
        assert_eq!(unsigned(&[0, 0, 1]), [2, 1, 1]);
        assert_eq!(unsigned(&[0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(unsigned(&[0, 0]), [2, 1, 0]);
    }
}
