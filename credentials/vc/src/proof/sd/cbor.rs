//! The few forms of CBOR (RFC 8949) in a derived proof: numbers, byte strings, arrays, maps; of definite length.

/// Reads one item after the other. Each result is `None` when the next item is of another kind.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// A non-negative number.
    pub(super) fn unsigned(&mut self) -> Option<u64> {
        self.head(0)
    }

    /// A byte string of exactly this length.
    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        if usize::try_from(self.head(2)?) != Ok(length) {
            return None;
        }
        self.take(length)
    }

    /// The number of items of an array, which follow.
    pub(super) fn array(&mut self) -> Option<u64> {
        self.head(4).filter(|count| self.may_hold(*count))
    }

    /// The number of pairs of a map, which follow.
    pub(super) fn map(&mut self) -> Option<u64> {
        self.head(5).filter(|count| self.may_hold(*count))
    }

    /// Every item takes at least one byte.
    fn may_hold(&self, count: u64) -> bool {
        usize::try_from(count).is_ok_and(|count| count <= self.rest.len())
    }

    /// The argument of an item of this major type, in its shortest form (RFC 8949, section 4.2.1).
    fn head(&mut self, major: u8) -> Option<u64> {
        let &[first] = self.take(1)? else { return None };
        if first >> 5 != major {
            return None;
        }
        let (argument, least) = match first & 0x1f {
            small @ 0..=23 => return Some(u64::from(small)),
            24 => (self.number(1)?, 24),
            25 => (self.number(2)?, 1 << 8),
            26 => (self.number(4)?, 1 << 16),
            27 => (self.number(8)?, 1 << 32),
            _ => return None,
        };
        (argument >= least).then_some(argument)
    }

    fn number(&mut self, length: usize) -> Option<u64> {
        Some(self.take(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read_in_their_shortest_form_only() {
        let number = |bytes: &[u8]| Reader::new(bytes).unsigned();
        assert_eq!(number(&[0x17]), Some(23));
        assert_eq!(number(&[0x18, 0x18]), Some(24));
        assert_eq!(number(&[0x19, 0x01, 0x00]), Some(256));
        assert_eq!(number(&[0x1a, 0, 1, 0, 0]), Some(65_536));
        assert_eq!(number(&[0x1b, 0, 0, 0, 1, 0, 0, 0, 0]), Some(1 << 32));
        for long in [&[0x18, 0x17][..], &[0x19, 0, 0xff], &[0x1a, 0, 0, 0xff, 0xff], &[0x18], &[0x1c], &[]] {
            assert_eq!(number(long), None, "{long:?}");
        }
    }

    #[test]
    fn other_forms_tags_and_counts_beyond_the_end_are_refused() {
        assert_eq!(Reader::new(&[0x42, 1, 2]).bytes(2), Some(&[1, 2][..]));
        assert_eq!(Reader::new(&[0x42, 1, 2]).bytes(3), None);
        assert_eq!(Reader::new(&[0x42, 1]).bytes(2), None);
        assert_eq!(Reader::new(&[0x9f, 0xff]).array(), None);
        assert_eq!(Reader::new(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).array(), None);
        assert_eq!(Reader::new(&[0xba, 0xff, 0xff, 0xff, 0xff]).map(), None);
        assert_eq!(Reader::new(&[0xc0, 0x01]).unsigned(), None);
        assert_eq!(Reader::new(&[0x20]).unsigned(), None);
    }
}
