//! The due date of a key's replacement, and the reminders before it.

use credentials::time::Timestamp;

/// Days before the due date on which a reminder is sent, each once.
pub const NOTICES: [u32; 3] = [30, 7, 1];

/// The day by which a key is to be replaced.
#[must_use]
pub fn due(created: Timestamp, after_days: u32) -> Timestamp {
    created.plus_seconds(days(after_days))
}

/// The reminder for this moment: the smallest of [`NOTICES`] that is reached. None before all of them.
#[must_use]
pub fn notice(due: Timestamp, now: Timestamp) -> Option<u32> {
    NOTICES.into_iter().filter(|before| now >= due.plus_seconds(-days(*before))).min()
}

/// The time from which Insignia requests the next key automatically. None: only people request it.
#[must_use]
pub fn asks_from(due: Timestamp, days_before: u32) -> Option<Timestamp> {
    (days_before > 0).then(|| due.plus_seconds(-days(days_before)))
}

/// Whole days until then, or 0 afterwards.
#[must_use]
pub fn days_left(due: Timestamp, now: Timestamp) -> u32 {
    let millis = due.millis().saturating_sub(now.millis()).max(0);
    u32::try_from(millis / 86_400_000).unwrap_or(u32::MAX)
}

fn days(number: u32) -> i64 {
    i64::from(number) * 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notice_comes_on_its_day() {
        let due = due(Timestamp::from_millis(0), 365);
        let before = |number: u32| due.plus_seconds(-days(number));
        assert_eq!(notice(due, before(31)), None);
        assert_eq!(notice(due, before(30)), Some(30));
        assert_eq!(notice(due, before(8)), Some(30));
        assert_eq!(notice(due, before(7)), Some(7));
        assert_eq!(notice(due, before(1)), Some(1));
        assert_eq!(notice(due, due.plus_seconds(days(90))), Some(1), "overdue");
        assert_eq!(days_left(due, before(30)), 30);
        assert_eq!(days_left(due, due.plus_seconds(1)), 0);
    }

    #[test]
    fn the_next_key_is_asked_for_so_many_days_before_or_never() {
        let due = Timestamp::from_millis(0);
        assert_eq!(asks_from(due, 15), Some(Timestamp::from_millis(-15 * 86_400_000)));
        assert_eq!(asks_from(due, 0), None);
    }
}
