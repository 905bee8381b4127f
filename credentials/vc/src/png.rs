//! The chunks of a PNG file (PNG 3rd edition, sections 5.2 and 5.3), read with every bound checked.
//!
//! ```
//! use credentials::png::{Chunks, SIGNATURE};
//!
//! let end = b"\0\0\0\0IEND\xae\x42\x60\x82";
//! let chunk = Chunks::of(end).next().unwrap().unwrap();
//! assert!(chunk.kind == *b"IEND" && chunk.is_intact() && SIGNATURE.len() == 8);
//! ```

/// The eight bytes every PNG begins with.
pub const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// One chunk of a PNG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk<'a> {
    /// The kind, such as `IHDR`.
    pub kind: [u8; 4],
    /// The data.
    pub data: &'a [u8],
    /// Length, kind, data and check sum as in the file.
    pub whole: &'a [u8],
    checksum: u32,
}

impl Chunk<'_> {
    /// CRC-32 over kind and data.
    #[must_use]
    pub fn checksum(kind: [u8; 4], data: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&kind);
        hasher.update(data);
        hasher.finalize()
    }

    /// Whether the check sum in the file is that of kind and data.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.checksum == Chunk::checksum(self.kind, self.data)
    }
}

/// The file ends within a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the PNG ends within a chunk")]
pub struct CutOff;

/// The chunks after the signature up to and including `IEND`. After an error there are no more. Names and check sums
/// are not checked.
#[derive(Clone, Debug)]
pub struct Chunks<'a> {
    rest: &'a [u8],
    has_ended: bool,
}

impl<'a> Chunks<'a> {
    /// Reads the bytes after the signature.
    #[must_use]
    pub const fn of(body: &'a [u8]) -> Self {
        Self { rest: body, has_ended: false }
    }

    /// The bytes that were not read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<Chunk<'a>, CutOff>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let read = first(self.rest).ok_or(CutOff);
        if let Ok((_, after)) = read {
            self.rest = after;
        }
        let read = read.map(|(chunk, _)| chunk);
        self.has_ended = read.map_or(true, |chunk| chunk.kind == *b"IEND");
        Some(read)
    }
}

fn first(rest: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (kind, after) = after.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (data, after) = after.split_at_checked(length)?;
    let (checksum, after) = after.split_first_chunk::<4>()?;
    let whole = rest.get(..rest.len() - after.len())?;
    Some((Chunk { kind: *kind, data, whole, checksum: u32::from_be_bytes(*checksum) }, after))
}
