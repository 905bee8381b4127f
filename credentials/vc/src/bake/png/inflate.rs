//! Inflating the compressed texts of a PNG, within one allowance for the whole file.

use std::io::Read as _;

use flate2::bufread::ZlibDecoder;

use super::super::{BakeError, MAX_INPUT};
use crate::work::{Work, units};

/// Units for each compressed text, whatever its length: each needs its own decoder.
const EACH: u64 = 16;

/// The total size to which the compressed texts of one file may inflate: 8 MiB.
pub(super) struct Allowance<'a> {
    left: usize,
    work: &'a Work,
}

impl<'a> Allowance<'a> {
    pub(super) fn new(work: &'a Work) -> Self {
        Self { left: MAX_INPUT, work }
    }

    /// Inflates a zlib stream; none when it is broken. A broken stream counts for the size it reached.
    ///
    /// # Errors
    /// [`BakeError::TooComplex`] when the allowance or the budget is used up.
    pub(super) fn inflate(&mut self, compressed: &[u8]) -> Result<Option<Vec<u8>>, BakeError> {
        if self.left == 0 {
            return Err(BakeError::TooComplex);
        }
        self.work.spend(EACH)?;
        let mut inflated = Vec::new();
        let read = ZlibDecoder::new(compressed).take(units(self.left) + 1).read_to_end(&mut inflated);
        let is_too_long = inflated.len() > self.left;
        self.left = self.left.saturating_sub(inflated.len());
        self.work.spend_bytes(inflated.len())?;
        if is_too_long { Err(BakeError::TooComplex) } else { Ok(read.ok().map(|_| inflated)) }
    }
}
