//! Number of events in an hour, compared with the usual number.

use credentials::time::Timestamp;
use std::collections::VecDeque;

const HOUR: i64 = 3_600_000;
/// Hours that are kept: a week.
const REMEMBERED: i64 = 7 * 24;
/// Multiple of the usual number that is unusual.
const TIMES: u32 = 4;

/// Counts by the hour, for hours with any events.
#[derive(Clone, Debug, Default)]
pub(super) struct Rate(VecDeque<(i64, u32)>);

impl Rate {
    /// Adds `more` events; up to `few` in an hour are never too many. Returns the hour's count and the usual one if
    /// this is the addition that makes them too many.
    pub(super) fn add(&mut self, more: u32, few: u32, at: Timestamp) -> Option<(u32, u32)> {
        let hour = at.millis().div_euclid(HOUR);
        match self.0.back_mut() {
            Some((last, count)) if hour <= *last => *count = count.saturating_add(more),
            _ => self.0.push_back((hour, more)),
        }
        while self.0.front().is_some_and(|(first, _)| *first <= hour - REMEMBERED) {
            self.0.pop_front();
        }
        let count = self.0.back().map_or(0, |(_, count)| *count);
        let usual = self.usual();
        let most = usual.saturating_mul(TIMES).max(few);
        (count > most && count - more <= most).then_some((count, usual))
    }

    /// The mean of the earlier hours with any events.
    fn usual(&self) -> u32 {
        let before = self.0.len().saturating_sub(1);
        let sum: u64 = self.0.iter().take(before).map(|(_, count)| u64::from(*count)).sum();
        sum.checked_div(before as u64).and_then(|mean| u32::try_from(mean).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(rate: &mut Rate, hour: i64, count: usize) -> Vec<(u32, u32)> {
        (0..count).filter_map(|_| rate.add(1, 50, Timestamp::from_millis(hour * HOUR))).collect()
    }

    #[test]
    fn an_hour_with_far_more_than_usual_is_told_once() {
        let mut rate = Rate::default();
        for quiet in 0..10 {
            assert!(hour(&mut rate, quiet, 20).is_empty());
        }
        assert!(hour(&mut rate, 10, 80).is_empty(), "four times the usual is still usual");
        assert_eq!(hour(&mut rate, 11, 400), [(101, 25)]);
    }

    #[test]
    fn small_numbers_are_never_unusual_and_old_hours_are_forgotten() {
        let mut rate = Rate::default();
        assert!(hour(&mut rate, 0, 50).is_empty());
        assert_eq!(hour(&mut rate, 1, 500), [(201, 50)]);
        assert_eq!(hour(&mut rate, 1 + REMEMBERED, 60), [(51, 0)], "what was busy a week ago counts no more");
        assert_eq!(rate.0.len(), 1);
    }

    #[test]
    fn many_at_once_are_told_once_too() {
        let mut rate = Rate::default();
        let at = |hour| Timestamp::from_millis(hour * HOUR);
        assert_eq!(rate.add(20, 20, at(0)), None);
        assert_eq!(rate.add(300, 20, at(0)), Some((320, 0)));
        assert_eq!(rate.add(300, 20, at(0)), None);
        assert_eq!(rate.add(1_281, 20, at(1)), None, "four times 620 are usual");
        assert_eq!(rate.add(1_200, 20, at(1)), Some((2_481, 620)));
    }
}
