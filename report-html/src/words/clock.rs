use credentials::time::Timestamp;

/// The time of day to the minute, with its zone: "06:18 UTC".
#[must_use]
pub fn clock(at: Timestamp) -> String {
    let iso = at.rfc3339();
    format!("{} UTC", iso.get(11..16).unwrap_or_default())
}

/// The day of the week, UTC.
#[must_use]
pub fn weekday(at: Timestamp) -> &'static str {
    // 1 January 1970 was a Thursday.
    match at.millis().div_euclid(86_400_000).rem_euclid(7) {
        0 => "Thursday",
        1 => "Friday",
        2 => "Saturday",
        3 => "Sunday",
        4 => "Monday",
        5 => "Tuesday",
        _ => "Wednesday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_told_to_the_minute_with_its_zone() {
        let at = Timestamp::parse("2026-11-22T06:18:04Z").unwrap();
        assert_eq!(clock(at), "06:18 UTC");
        assert_eq!(weekday(at), "Sunday");
    }
}
