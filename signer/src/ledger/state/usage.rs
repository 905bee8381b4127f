//! How many credentials an issuer had signed lately: what ceilings are compared with.

use credentials::time::Timestamp;
use std::collections::VecDeque;

/// Seconds in a day: nothing older counts.
const DAY: i64 = 86_400;

/// Credentials by the second, for the last 24 hours.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage(VecDeque<(i64, u32)>);

impl Usage {
    /// One more was recorded at this time. A clock that went back counts as the latest time there was, so that setting
    /// it back frees nothing.
    pub(crate) fn add(&mut self, at: Timestamp) {
        let second = at.millis().div_euclid(1000);
        match self.0.back_mut() {
            Some((last, count)) if second <= *last => *count = count.saturating_add(1),
            _ => self.0.push_back((second, 1)),
        }
        let begin = self.0.back().map_or(second, |(last, _)| *last) - DAY;
        while self.0.front().is_some_and(|(second, _)| *second <= begin) {
            self.0.pop_front();
        }
    }

    /// How many in the `seconds` before `now`, and whatever lies after it.
    pub(crate) fn within(&self, seconds: i64, now: Timestamp) -> u32 {
        let begin = now.millis().div_euclid(1000) - seconds;
        let recent = self.0.iter().rev().take_while(|(second, _)| *second > begin);
        recent.fold(0, |sum, (_, count)| sum.saturating_add(*count))
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
    fn a_clock_that_is_set_back_frees_nothing() {
        let mut usage = Usage::default();
        usage.add(at(100));
        usage.add(at(-500));
        assert_eq!(usage.within(60, at(101)), 2);
        assert_eq!(usage.within(60, at(-500)), 2);
    }
}
