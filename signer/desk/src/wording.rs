//! Times and counts, written for people.

use credentials::time::Timestamp;

/// `1 March 2026, 09:00 UTC`.
pub(crate) fn moment(at: Timestamp) -> String {
    let exact = at.rfc3339();
    let clock = exact.split_once('T').and_then(|(_, clock)| clock.get(..5)).unwrap_or_default();
    format!("{}, {clock} UTC", at.long_date())
}

/// `1 change waits`, `3 changes wait`.
pub(crate) fn heading(waiting: usize) -> String {
    match waiting {
        0 => "Nothing is waiting for approval".to_owned(),
        1 => "1 change is waiting for approval".to_owned(),
        more => format!("{more} changes are waiting for approval"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_for_people() {
        assert_eq!(moment(Timestamp::from_millis(1_772_355_600_000)), "1 March 2026, 09:00 UTC");
    }
}
