//! An interval timer for periodic checks.

use domain::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// The time of the next check, in memory: after a start it is due at once.
#[derive(Debug, Default)]
pub(super) struct IntervalTimer(AtomicI64);

impl IntervalTimer {
    /// Is the check due? Then the next one is `seconds` later. A time further ahead than that comes from a wrong clock.
    pub(super) fn is_due(&self, seconds: i64, now: Timestamp) -> bool {
        let next = self.0.load(Ordering::Relaxed);
        let latest = now.plus_seconds(seconds).millis();
        if now.millis() < next && next <= latest {
            return false;
        }
        self.0.store(latest, Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_due_at_once_then_after_its_time_and_when_the_clock_was_set_back() {
        let at = |second: i64| Timestamp::from_millis(second * 1000);
        let timer = IntervalTimer::default();
        assert!(timer.is_due(60, at(1_000)));
        assert!(!timer.is_due(60, at(1_000)) && !timer.is_due(60, at(1_059)));
        assert!(timer.is_due(60, at(1_060)));
        assert!(!timer.is_due(60, at(1_061)));
        assert!(timer.is_due(60, at(500)));
        assert!(!timer.is_due(60, at(500)));
    }
}
