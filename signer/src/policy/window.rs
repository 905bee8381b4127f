//! From when to when a badge may be valid.

use super::refuse;
use credentials::time::Timestamp;
use protocol::{Refusal, RefusalCode};

/// How far `validFrom` may lie in the future: clocks differ, and no more.
const AHEAD_SECONDS: i64 = 600;
/// How far `validFrom` may lie in the past: a year's course issued late, and some weeks.
const BEHIND_SECONDS: i64 = 400 * 86_400;

/// Checks `validFrom` against the signer's clock, and `validUntil` against `validFrom`.
pub(super) fn check(from: Timestamp, until: Option<Timestamp>, now: Timestamp) -> Result<(), Refusal> {
    if from > now.plus_seconds(AHEAD_SECONDS) {
        return refuse(
            RefusalCode::OutsideWindow,
            "`validFrom` lies more than 10 minutes in the future. Compare the clocks of server and signer",
        );
    }
    if from < now.plus_seconds(-BEHIND_SECONDS) {
        return refuse(RefusalCode::OutsideWindow, "`validFrom` lies more than 400 days in the past");
    }
    if until.is_some_and(|until| until <= from) {
        return refuse(RefusalCode::OutsideWindow, "`validUntil` is not after `validFrom`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_772_355_600;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis((NOW + seconds) * 1000)
    }

    #[test]
    fn the_window_s_edges_are_inside() {
        for from in [AHEAD_SECONDS, 0, -BEHIND_SECONDS] {
            assert!(check(at(from), None, at(0)).is_ok(), "{from}");
        }
        assert!(check(at(AHEAD_SECONDS + 1), None, at(0)).is_err());
        assert!(check(at(-BEHIND_SECONDS - 1), None, at(0)).is_err());
    }

    #[test]
    fn a_badge_ends_after_it_begins() {
        assert!(check(at(0), Some(at(1)), at(0)).is_ok());
        assert!(check(at(0), Some(at(0)), at(0)).is_err());
    }
}
