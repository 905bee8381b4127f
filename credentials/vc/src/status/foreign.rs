//! Lists in the forms that others publish: of any length, with one bit or several for each entry (Bitstring Status
//! List 1.0, sections 2.2 and 3.2).

use std::io::Read;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::bufread::GzDecoder;

use super::{MIN_LENGTH, StatusError};

/// Maximum size in bytes of a decompressed list: a few kilobytes of GZIP can hold gigabytes.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);

/// The bits of a list by any issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignList {
    bytes: Vec<u8>,
    encoding: Encoding,
}

/// The encoding of a list's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    /// `u` and base64url without padding (Bitstring Status List 1.0, section 2.2).
    Standard,
    /// The same without `u`, the form of `StatusList2021`.
    Forerunner,
    /// With padding, or in the other alphabet of base64, which several issuers have published.
    Other,
}

impl ForeignList {
    /// Reads an `encodedList`: `u`, then base64url without padding, then GZIP. Texts without `u`, with padding and in
    /// the other alphabet of base64 are accepted too: [`ForeignList::is_in_another_encoding`].
    ///
    /// # Errors
    /// [`StatusError::Encoding`]; [`StatusError::TooLarge`] past 16 MiB, whatever the size of the text.
    pub fn decode(text: &str) -> Result<Self, StatusError> {
        let (base64, prefixed) = match text.strip_prefix('u') {
            Some(rest) => (rest, true),
            None if text.starts_with("H4sI") => (text, false),
            None => return Err(StatusError::Encoding),
        };
        let standard = base64.contains(['+', '/']);
        let encoding = match prefixed {
            _ if standard || base64.ends_with('=') => Encoding::Other,
            true => Encoding::Standard,
            false => Encoding::Forerunner,
        };
        let gzip = if standard { STANDARD } else { URL_SAFE };
        let gzip = gzip.decode(base64).map_err(|_| StatusError::Encoding)?;
        let mut bytes = Vec::new();
        let mut reader = GzDecoder::new(gzip.as_slice()).take(MAX_BYTES + 1);
        reader.read_to_end(&mut bytes).map_err(|_| StatusError::Encoding)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(StatusError::TooLarge);
        }
        if !reader.into_inner().into_inner().is_empty() {
            return Err(StatusError::Encoding);
        }
        Ok(Self { bytes, encoding })
    }

    /// Whether the text deviates from the encoding that the list's standard requires: `StatusList2021`
    /// (`forerunner`), or Bitstring Status List 1.0.
    #[must_use]
    pub fn is_in_another_encoding(&self, forerunner: bool) -> bool {
        match self.encoding {
            Encoding::Standard => false,
            Encoding::Forerunner => !forerunner,
            Encoding::Other => true,
        }
    }

    /// Number of entries of `size` bits.
    #[must_use]
    pub fn entries(&self, size: u32) -> u64 {
        (self.bytes.len() as u64 * 8).checked_div(u64::from(size)).unwrap_or(0)
    }

    /// Whether the list has fewer entries than the standard allows (`STATUS_LIST_LENGTH_ERROR`).
    #[must_use]
    pub fn is_short(&self, size: u32) -> bool {
        self.entries(size) < MIN_LENGTH as u64
    }

    /// The value of an entry of `size` bits, the most significant first; none when the list has no such entry or the
    /// size is not between 1 and 64.
    #[must_use]
    pub fn value(&self, index: u32, size: u32) -> Option<u64> {
        if !(1..=u64::BITS).contains(&size) {
            return None;
        }
        let first = u64::from(index) * u64::from(size);
        (first..first + u64::from(size)).try_fold(0, |value, at| {
            let byte = self.bytes.get(usize::try_from(at / 8).ok()?)?;
            Some(value << 1 | u64::from(byte >> (7 - at % 8) & 1))
        })
    }

    /// The bits, eight to a byte, of a list in the encoding of either standard.
    pub(super) fn into_bytes(self) -> Result<Vec<u8>, StatusError> {
        if self.encoding == Encoding::Other { Err(StatusError::Encoding) } else { Ok(self.bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(bytes: &[u8]) -> ForeignList {
        ForeignList { bytes: bytes.to_vec(), encoding: Encoding::Standard }
    }

    #[test]
    fn entries_of_several_bits_are_read_with_the_most_significant_first() {
        let two = list(&[0b0001_1011, 0b1100_0000]);
        assert_eq!((0..5).map(|index| two.value(index, 2)).collect::<Vec<_>>(), [0, 1, 2, 3, 3].map(Some));
        let three = list(&[0b1010_1100, 0b1000_0000]);
        assert_eq!([three.value(0, 3), three.value(1, 3), three.value(2, 3)], [Some(5), Some(3), Some(1)]);
        assert_eq!(list(&[0xab, 0xcd]).value(0, 16), Some(0xabcd));
    }

    #[test]
    fn every_encoding_that_is_met_is_read_and_called_by_its_name() {
        // Bit 8, in a list of a length for which the text needs padding and differs between the two alphabets.
        let gzip = |length: u16| {
            let bytes: Vec<u8> = (0..length).map(|at| if at == 1 { 0x80 } else { 0 }).collect();
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            std::io::Write::write_all(&mut gzip, &bytes).unwrap();
            gzip.finish().unwrap()
        };
        let differs = |gzip: &Vec<u8>| {
            URL_SAFE.encode(gzip).ends_with('=') && URL_SAFE.encode(gzip) != STANDARD.encode(gzip)
        };
        let gzip = (1024..2048).map(gzip).find(differs).unwrap();
        let no_padding = GeneralPurposeConfig::new().with_encode_padding(false);
        let plain = GeneralPurpose::new(&alphabet::URL_SAFE, no_padding).encode(&gzip);
        let padded = URL_SAFE.encode(&gzip);
        let standard = STANDARD.encode(&gzip);
        for (text, bitstring, forerunner) in [
            (format!("u{plain}"), false, false),
            (plain.clone(), true, false),
            (format!("u{padded}"), true, true),
            (padded.clone(), true, true),
            (format!("u{standard}"), true, true),
            (standard.clone(), true, true),
        ] {
            let list = ForeignList::decode(&text).unwrap();
            assert_eq!(list.value(8, 1), Some(1), "{text}");
            assert_eq!(list.is_in_another_encoding(false), bitstring, "{text}");
            assert_eq!(list.is_in_another_encoding(true), forerunner, "{text}");
        }
        for bad in [format!("m{standard}"), format!("u{plain}!"), "u".to_owned()] {
            assert_eq!(ForeignList::decode(&bad), Err(StatusError::Encoding), "{bad}");
        }
    }

    #[test]
    fn an_entry_that_ends_outside_the_list_has_no_value() {
        let bits = list(&[0xff]);
        assert_eq!((bits.value(7, 1), bits.value(8, 1)), (Some(1), None));
        assert_eq!((bits.value(1, 3), bits.value(2, 3)), (Some(7), None));
        assert_eq!((bits.value(u32::MAX, 64), bits.value(0, 0), bits.value(0, 65)), (None, None, None));
    }

    #[test]
    fn a_list_is_short_by_its_entries_and_not_by_its_bits() {
        let bits = list(&vec![0; MIN_LENGTH / 8]);
        assert_eq!(
            (bits.is_short(1), bits.is_short(2), bits.entries(2)),
            (false, true, MIN_LENGTH as u64 / 2)
        );
        assert!(bits.is_short(0));
    }
}
