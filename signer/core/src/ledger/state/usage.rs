//! Credentials that an issuer had signed recently, for comparison with the ceilings.

use credentials::time::Timestamp;
use std::collections::VecDeque;

/// Seconds in a day; older credentials do not count.
const DAY: i64 = 86_400;

/// Credentials of the last 24 hours: for each second with any, the total from the beginning to its end. A window is
/// thus two look-ups and not a sum over the day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    seconds: VecDeque<(i64, u64)>,
    /// Total up to the last dropped second.
    dropped: u64,
}

impl Usage {
    /// Counts one more at this time. A clock that went back counts as the latest known time, so that setting it back
    /// frees nothing.
    pub(crate) fn add(&mut self, at: Timestamp) {
        let second = at.millis().div_euclid(1000);
        let before = self.all();
        match self.seconds.back_mut() {
            Some((last, count)) if second <= *last => *count += 1,
            _ => self.seconds.push_back((second, before + 1)),
        }
        let begin = self.seconds.back().map_or(second, |(last, _)| *last) - DAY;
        while let Some((_, count)) = self.seconds.pop_front_if(|(second, _)| *second <= begin) {
            self.dropped = count;
        }
    }

    /// Number in the `seconds` before `now` and after it.
    pub(crate) fn within(&self, seconds: i64, now: Timestamp) -> u32 {
        let begin = now.millis().div_euclid(1000) - seconds;
        let earlier = self.seconds.partition_point(|(second, _)| *second <= begin);
        let before = earlier.checked_sub(1).and_then(|last| self.seconds.get(last));
        let before = before.map_or(self.dropped, |(_, count)| *count);
        u32::try_from(self.all() - before).unwrap_or(u32::MAX)
    }

    /// Total so far.
    fn all(&self) -> u64 {
        self.seconds.back().map_or(self.dropped, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_millis((1_772_355_600 + second) * 1000)
    }

    #[test]
    fn a_minute_and_a_day_are_counted_to_the_second() {
        let mut usage = Usage::default();
        for second in [0, 0, 30, 59, 60] {
            usage.add(at(second));
        }
        assert_eq!(usage.within(60, at(60)), 3);
        assert_eq!(usage.within(60, at(59)), 5);
        assert_eq!(usage.within(DAY, at(60)), 5);
        usage.add(at(DAY + 30));
        assert_eq!(usage.within(DAY, at(DAY + 30)), 3);
    }

    #[test]
    fn windows_hold_what_a_sum_over_the_day_holds() {
        let mut usage = Usage::default();
        let mut all = Vec::new();
        // Two days at irregular intervals, some seconds with several.
        let mut second = 0;
        for step in 0..4_000 {
            second += (step * step) % 97;
            usage.add(at(second));
            all.push(second);
            for window in [60, DAY] {
                let sum = all.iter().filter(|one| **one > second - window).count();
                assert_eq!(usage.within(window, at(second)), u32::try_from(sum).unwrap(), "{step}");
            }
        }
        assert!(second > 2 * DAY && usage.dropped > 0);
    }

    #[test]
    fn a_clock_that_is_set_back_frees_nothing() {
        let mut usage = Usage::default();
        usage.add(at(100));
        usage.add(at(-500));
        assert_eq!(usage.within(60, at(101)), 2);
        assert_eq!(usage.within(60, at(-500)), 2);
    }
}
