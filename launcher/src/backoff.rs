//! The backoff before a child is restarted.

use std::time::Duration;

/// A child that ran this long did not fail at its start: its count restarts.
pub(crate) const SETTLED: Duration = Duration::from_secs(30);

const FIRST: Duration = Duration::from_millis(200);
const LONGEST: Duration = Duration::from_secs(10);

/// The pause before the next start after `exits` exits in a row: 0.2 s, doubled each time, at most 10 s.
pub(crate) fn pause(exits: u32) -> Duration {
    let doublings = exits.saturating_sub(1).min(16);
    FIRST.saturating_mul(1 << doublings).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_ten_seconds() {
        let pauses: Vec<u128> = (1..=8).map(|exits| pause(exits).as_millis()).collect();
        assert_eq!(pauses, [200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
        assert_eq!(pause(u32::MAX), LONGEST);
    }
}
