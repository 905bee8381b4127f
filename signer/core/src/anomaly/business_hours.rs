//! Business hours: is it night, a weekend or a holiday at the institution?

use super::settings::WatchConfig;
use credentials::time::Timestamp;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Uses the institution's local time.
pub(super) fn is_out_of_hours(settings: &WatchConfig, now: Timestamp) -> bool {
    let local = Timestamp::from_millis(now.millis() + settings.utc_offset_minutes * 60_000);
    let hour = local.millis().rem_euclid(DAY) / HOUR;
    // 1 January 1970 was a Thursday.
    let weekday = (local.millis().div_euclid(DAY) + 3).rem_euclid(7);
    let night = settings.hours.is_some_and(|[from, to]| !(i64::from(from)..i64::from(to)).contains(&hour));
    let today = local.rfc3339();
    let holiday = settings.holidays.iter().any(|day| today.starts_with(day.as_str()));
    night || holiday || settings.weekends && weekday >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(settings: &WatchConfig, at: &str) -> bool {
        is_out_of_hours(settings, Timestamp::parse(at).unwrap())
    }

    #[test]
    fn nights_weekends_and_holidays_are_the_institution_s_own() {
        let settings = WatchConfig {
            hours: Some([7, 20]),
            utc_offset_minutes: 120,
            weekends: true,
            holidays: vec!["2026-12-24".into()],
            ..WatchConfig::default()
        };
        // 25 November 2026 is a Wednesday.
        for (at, unusual) in [
            ("2026-11-25T04:59:59Z", true),
            ("2026-11-25T05:00:00Z", false),
            ("2026-11-25T17:59:59Z", false),
            ("2026-11-25T18:00:00Z", true),
            ("2026-11-27T21:59:59Z", true),
            ("2026-11-28T12:00:00Z", true),
            ("2026-11-30T12:00:00Z", false),
            ("2026-12-23T12:00:00Z", false),
            ("2026-12-24T12:00:00Z", true),
        ] {
            assert_eq!(out(&settings, at), unusual, "{at}");
        }
    }

    #[test]
    fn without_settings_no_hour_is_unusual() {
        for at in ["2026-11-28T03:00:00Z", "2026-12-25T12:00:00Z"] {
            assert!(!out(&WatchConfig::default(), at), "{at}");
        }
    }
}
