//! The bits of a status list and their encoding: GZIP, base64url, `u` in front (Bitstring Status List 3.3, 3.4).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{ForeignList, StatusError};

/// Minimum number of entries of a list (Bitstring Status List 3.1): smaller groups would identify people.
pub const MIN_LENGTH: usize = 131_072;

/// A list of single bits. Bit 0 is the most significant bit of the first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    bytes: Vec<u8>,
}

impl Default for StatusList {
    fn default() -> Self {
        Self::new()
    }
}

impl StatusList {
    /// A list of [`MIN_LENGTH`] entries, none set.
    #[must_use]
    pub fn new() -> Self {
        Self { bytes: vec![0; MIN_LENGTH / 8] }
    }

    /// Number of entries, set or not.
    #[expect(clippy::len_without_is_empty, reason = "a status list has at least 131,072 entries")]
    pub fn len(&self) -> usize {
        self.bytes.len() * 8
    }

    /// Whether the entry is set; none when the list has no such entry.
    pub fn get(&self, index: u32) -> Option<bool> {
        let (byte, mask) = place(index)?;
        self.bytes.get(byte).map(|bits| bits & mask != 0)
    }

    /// Sets an entry. Returns whether the list has such an entry; a set entry stays set.
    pub fn set(&mut self, index: u32) -> bool {
        let Some((byte, mask)) = place(index) else { return false };
        match self.bytes.get_mut(byte) {
            Some(bits) => {
                *bits |= mask;
                true
            }
            None => false,
        }
    }

    /// The text of `encodedList`. Equal lists give equal texts: the GZIP header has neither time nor name.
    pub fn encode(&self) -> String {
        // RFC 1952, 2.3: magic, deflate, no flags, no time, best compression, unknown system.
        let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
        gzip.extend(miniz_oxide::deflate::compress_to_vec(&self.bytes, 9));
        gzip.extend(crc32fast::hash(&self.bytes).to_le_bytes());
        // ISIZE is the size modulo 2^32 by definition; a list is far below that.
        gzip.extend(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
        format!("u{}", URL_SAFE_NO_PAD.encode(gzip))
    }

    /// Reads an `encodedList`. A list of `StatusList2021`, which has no leading `u`, is accepted too.
    ///
    /// # Errors
    /// Another encoding, more than 16 MiB, or fewer than [`MIN_LENGTH`] entries.
    pub fn decode(text: &str) -> Result<Self, StatusError> {
        let bytes = ForeignList::decode(text)?.into_bytes()?;
        if bytes.len() * 8 < MIN_LENGTH {
            return Err(StatusError::TooShort);
        }
        Ok(Self { bytes })
    }

    /// Whether `newer` is as long as this list and has every entry set that is set here: a revocation is permanent.
    #[must_use]
    pub fn only_gains(&self, newer: &Self) -> bool {
        self.bytes.len() == newer.bytes.len()
            && self.bytes.iter().zip(&newer.bytes).all(|(before, after)| before & !after == 0)
    }

    /// The entries that are set, in rising order.
    pub fn ones(&self) -> impl Iterator<Item = u32> {
        let bits = self.bytes.iter().flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0));
        (0..).zip(bits).filter_map(|(index, set)| set.then_some(index))
    }
}

/// The byte and the bit mask of an entry.
fn place(index: u32) -> Option<(usize, u8)> {
    Some((usize::try_from(index / 8).ok()?, 0x80 >> (index % 8)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_list_begins_as_the_standard_says_and_is_empty() {
        let list = StatusList::new();
        assert!(list.encode().starts_with("uH4sIA"));
        assert_eq!((list.len(), list.ones().count()), (MIN_LENGTH, 0));
    }

    #[test]
    fn entry_zero_is_the_most_significant_bit_of_the_first_byte() {
        let mut list = StatusList::new();
        assert!(list.set(0) && list.set(9));
        assert_eq!(&list.bytes[..2], [0b1000_0000, 0b0100_0000]);
    }

    #[test]
    fn an_entry_outside_the_list_is_neither_read_nor_set() {
        let mut list = StatusList::new();
        let outside = u32::try_from(MIN_LENGTH).unwrap();
        assert_eq!(list.get(outside), None);
        assert!(!list.set(outside) && !list.set(u32::MAX));
        assert_eq!(list, StatusList::new());
    }

    #[test]
    fn only_a_list_that_keeps_every_entry_and_the_length_gains() {
        let (mut before, mut after) = (StatusList::new(), StatusList::new());
        before.set(3);
        after.set(3);
        after.set(4);
        assert!(before.only_gains(&after) && before.only_gains(&before));
        assert!(!after.only_gains(&before));
        let longer = StatusList { bytes: vec![0xff; MIN_LENGTH / 4] };
        assert!(!before.only_gains(&longer));
    }
}
