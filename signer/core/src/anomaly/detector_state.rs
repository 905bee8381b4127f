//! State of the detectors. It is rebuilt from the journal at each start and after each refresh, so that a forced
//! restart does not erase it.

use super::rate::Rate;
use super::sliding_window::SlidingWindow;
use credentials::time::Timestamp;
use protocol::RefusalCode;
use std::collections::{HashMap, HashSet};

/// Signatures within an hour that are never too many.
const FEW_SIGNATURES: u32 = 50;
/// Revocations within an hour that are never too many.
const FEW_REVOCATIONS: u32 = 20;
/// Refusals of one code within ten minutes that count as many.
pub(super) const MANY_REFUSALS: u32 = 20;

/// Rates, badge versions and refusals.
#[derive(Clone, Debug)]
pub(crate) struct DetectorState {
    /// Digests of the badge versions that were issued.
    badges: HashSet<String>,
    /// By label of the key.
    signed: HashMap<String, Rate>,
    /// By label of the key.
    revoked: HashMap<String, Rate>,
    refusals: SlidingWindow<RefusalCode>,
}

impl Default for DetectorState {
    fn default() -> Self {
        Self {
            badges: HashSet::new(),
            signed: HashMap::new(),
            revoked: HashMap::new(),
            refusals: SlidingWindow::within(600),
        }
    }
}

impl DetectorState {
    /// Counts a credential recorded under this key. Returns the hour's count and the usual one, if it is the
    /// first too many.
    pub(crate) fn signed(&mut self, key: &str, at: Timestamp) -> Option<(u32, u32)> {
        self.signed.entry(key.to_owned()).or_default().add(1, FEW_SIGNATURES, at)
    }

    /// Notes a credential of this badge version. Is it the first?
    pub(crate) fn issued(&mut self, badge: &str) -> bool {
        !self.badges.contains(badge) && self.badges.insert(badge.to_owned())
    }

    /// Counts the revocations of a status list under this key. Returns the same as [`DetectorState::signed`].
    pub(crate) fn revoked(&mut self, key: &str, count: usize, at: Timestamp) -> Option<(u32, u32)> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.revoked.entry(key.to_owned()).or_default().add(count, FEW_REVOCATIONS, at)
    }

    /// Counts refusals for one reason. Did this make them many?
    pub(crate) fn refused(&mut self, code: RefusalCode, count: u64, at: Timestamp) -> bool {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let (before, after) = self.refusals.add_many(code, count, at);
        before < MANY_REFUSALS && after >= MANY_REFUSALS
    }
}
