//! The work budget for checking one input.
//!
//! The canonical form of a small document can take hours: a few blank nodes that all refer to each other are enough.
//! So each step is counted. Beyond [`Work::LIMIT`] the document is too complex to check, which is no fault of the
//! document. One budget covers the parsing, the statements and the canonical form (RDFC-1.0) of a document, of its
//! proofs, and of everything embedded in it.
//!
//! A unit is about a quarter of a microsecond on the machine of `docs/performance.md`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A counter of work. All clones share one count.
#[derive(Clone, Debug, Default)]
pub struct Work(Arc<AtomicU64>);

/// The budget is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is too complex to check")]
pub struct TooMuchWork;

impl Work {
    /// The limit for one input. Real badges need a few hundred units; a badge of 8 MiB needs about half the limit.
    pub const LIMIT: u64 = 100_000;

    /// The units spent so far: at most one step beyond [`Work::LIMIT`].
    #[must_use]
    pub fn spent(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// The units that are left.
    #[must_use]
    pub fn left(&self) -> u64 {
        Self::LIMIT.saturating_sub(self.spent())
    }

    /// Counts units.
    ///
    /// # Errors
    /// The budget does not suffice for these units.
    pub fn spend(&self, units: u64) -> Result<(), TooMuchWork> {
        let before = self.0.fetch_add(units, Ordering::Relaxed);
        if before.saturating_add(units) > Self::LIMIT { Err(TooMuchWork) } else { Ok(()) }
    }

    /// Counts reading, hashing or copying this many bytes: one unit for each KiB.
    ///
    /// # Errors
    /// As [`Work::spend`].
    pub fn spend_bytes(&self, bytes: usize) -> Result<(), TooMuchWork> {
        self.spend(units(bytes) >> 10)
    }
}

/// A count as units.
#[must_use]
pub fn units(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_one_budget_which_ends() {
        let work = Work::default();
        let other = work.clone();
        assert_eq!((work.spend(Work::LIMIT - 1), other.spend(1)), (Ok(()), Ok(())));
        assert_eq!((work.left(), other.spend_bytes(1_023), other.spend(1)), (0, Ok(()), Err(TooMuchWork)));
        assert_eq!(work.spent(), Work::LIMIT + 1);
    }
}
