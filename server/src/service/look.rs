//! An interval timer for periodic checks.

use domain::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// The time of the next check, in memory: after a start it is due at once.
#[derive(Debug, Default)]
pub(crate) struct NextLook(AtomicI64);

impl NextLook {
    /// Is the check due? Then the next one is `seconds` later. A time further ahead than that comes from a wrong clock.
    pub(super) fn is_now(&self, seconds: i64, now: Timestamp) -> bool {
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
    fn a_look_is_due_at_once_then_after_its_time_and_when_the_clock_was_set_back() {
        let at = |second: i64| Timestamp::from_millis(second * 1000);
        let look = NextLook::default();
        assert!(look.is_now(60, at(1_000)));
        assert!(!look.is_now(60, at(1_000)) && !look.is_now(60, at(1_059)));
        assert!(look.is_now(60, at(1_060)));
        assert!(!look.is_now(60, at(1_061)));
        assert!(look.is_now(60, at(500)));
        assert!(!look.is_now(60, at(500)));
    }
}
