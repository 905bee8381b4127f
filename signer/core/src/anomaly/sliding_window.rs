//! Number of events within a time window, for many keys at once.

use credentials::time::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;

/// Maximum number of keys. Beyond it, keys whose window is over are dropped, then all.
const MOST: usize = 50_000;

/// Counts that restart when their window is over.
#[derive(Clone, Debug)]
pub(super) struct SlidingWindow<K> {
    millis: i64,
    counts: HashMap<K, (i64, u32)>,
}

impl<K: Eq + Hash> SlidingWindow<K> {
    /// Counts in windows of this many seconds.
    pub(super) fn within(seconds: i64) -> Self {
        Self { millis: seconds * 1_000, counts: HashMap::new() }
    }

    /// Adds one. Returns the count before and after.
    pub(super) fn add(&mut self, what: K, now: Timestamp) -> (u32, u32) {
        self.add_many(what, 1, now)
    }

    /// Adds `more`. Returns the count before and after.
    pub(super) fn add_many(&mut self, what: K, more: u32, now: Timestamp) -> (u32, u32) {
        let now = now.millis();
        if self.counts.len() >= MOST && !self.counts.contains_key(&what) {
            self.counts.retain(|_, (since, _)| now - *since < self.millis);
            if self.counts.len() >= MOST {
                self.counts.clear();
            }
        }
        let (since, count) = self.counts.entry(what).or_insert((now, 0));
        if now - *since >= self.millis {
            (*since, *count) = (now, 0);
        }
        let before = *count;
        *count = count.saturating_add(more);
        (before, *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_begin_anew_when_their_time_is_over_and_memory_is_bounded() {
        let at = Timestamp::from_millis;
        let mut tally = SlidingWindow::within(60);
        assert_eq!(tally.add(1, at(0)), (0, 1));
        assert_eq!(tally.add(1, at(59_999)), (1, 2));
        assert_eq!(tally.add(1, at(60_000)), (0, 1));
        for n in 0..=MOST {
            tally.add(n + 10, at(61_000));
        }
        assert!(tally.counts.len() <= MOST);
    }
}
