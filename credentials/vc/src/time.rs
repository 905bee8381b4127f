//! Points in time as the standards write them: RFC 3339, narrowed to XSD `dateTimeStamp`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Serialised as that number.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// Why a text is not a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not of the form `2026-03-01T09:00:00Z`.
    #[error("not a date and time such as 2026-03-01T09:00:00Z")]
    Form,
    /// The form is right, but the zone (`Z` or `+01:00`) is missing.
    #[error("the time zone is missing: end with Z or an offset such as +01:00")]
    NoZone,
    /// The day or the hour does not exist.
    #[error("no such date or time of day")]
    Range,
}

const DAY: i64 = 86_400_000;
/// The months as [`Timestamp::long_date`] names them, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Timestamp {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads `2026-03-01T09:00:00Z` or with an offset; a fraction of a second counts down to milliseconds.
    ///
    /// # Errors
    /// [`TimeError`]: another form, no zone, or no such time. Years are four digits.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        match read(text)? {
            (local, Some(offset)) => Ok(Self(local - offset)),
            (_, None) => Err(TimeError::NoZone),
        }
    }

    /// As [`Timestamp::parse`], but a time without a zone is UTC: VC Data Integrity 1.0, section 2.1, allows a reader
    /// this for the `created` and `expires` of a proof.
    ///
    /// # Errors
    /// [`TimeError`]: another form, or no such time.
    pub fn parse_or_utc(text: &str) -> Result<Self, TimeError> {
        read(text).map(|(local, offset)| Self(local - offset.unwrap_or(0)))
    }

    /// `2026-03-01T09:00:00Z`; milliseconds are cut off.
    #[must_use]
    pub fn rfc3339(self) -> String {
        format!("{}T{}Z", self.date(), self.time_of_day())
    }

    /// `1 March 2026`, in UTC.
    #[must_use]
    pub fn long_date(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
        format!("{day} {name} {year}")
    }

    /// `09:00:00`, in UTC.
    #[must_use]
    pub fn time_of_day(self) -> String {
        let seconds = self.0.rem_euclid(DAY) / 1000;
        format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// `2026-03-01`, in UTC.
    #[must_use]
    pub fn date(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The time this many seconds later (earlier when negative); stops at the ends of the range.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

/// Milliseconds of the time as written, and its offset in milliseconds when it has one.
fn read(text: &str) -> Result<(i64, Option<i64>), TimeError> {
    let (day_part, rest) = text.split_once('T').ok_or(TimeError::Form)?;
    let mut day_fields = day_part.split('-');
    let year = digits(day_fields.next(), 4)?;
    let month = digits(day_fields.next(), 2)?;
    let day = digits(day_fields.next(), 2)?;
    let zone_at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(zone_at).ok_or(TimeError::Form)?;
    let (clock, fraction) = clock.split_once('.').map_or((clock, None), |(c, f)| (c, Some(f)));
    let mut clock_fields = clock.split(':');
    let hour = digits(clock_fields.next(), 2)?;
    let minute = digits(clock_fields.next(), 2)?;
    let second = digits(clock_fields.next(), 2)?;
    if day_fields.next().is_some() || clock_fields.next().is_some() {
        return Err(TimeError::Form);
    }
    let millis = fraction.map_or(Ok(0), thousandths)?;
    let offset = offset(zone)?;
    if year == 0 || !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
        return Err(TimeError::Range);
    }
    if hour > 23 || minute > 59 || second > 59 {
        return Err(TimeError::Range);
    }
    let local = days(year, month, day) * DAY + (hour * 3600 + minute * 60 + second) * 1000 + millis;
    Ok((local, offset))
}

fn digits(field: Option<&str>, length: usize) -> Result<i64, TimeError> {
    let field = field.ok_or(TimeError::Form)?;
    if field.len() != length || !field.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TimeError::Form);
    }
    field.parse().map_err(|_| TimeError::Form)
}

fn thousandths(fraction: &str) -> Result<i64, TimeError> {
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TimeError::Form);
    }
    let three: String = fraction.chars().chain("00".chars()).take(3).collect();
    three.parse().map_err(|_| TimeError::Form)
}

fn offset(zone: &str) -> Result<Option<i64>, TimeError> {
    let (sign, field) = match zone {
        "" => return Ok(None),
        "Z" => return Ok(Some(0)),
        _ => zone.split_at_checked(1).ok_or(TimeError::Form)?,
    };
    let (hours, minutes) = field.split_once(':').ok_or(TimeError::Form)?;
    let (hours, minutes) = (digits(Some(hours), 2)?, digits(Some(minutes), 2)?);
    // XSD dateTimeStamp: the offset is at most fourteen hours.
    if minutes > 59 || hours * 60 + minutes > 14 * 60 {
        return Err(TimeError::Range);
    }
    let millis = (hours * 60 + minutes) * 60_000;
    match sign {
        "+" => Ok(Some(millis)),
        "-" => Ok(Some(-millis)),
        _ => Err(TimeError::Form),
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant, "chrono-compatible date algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date at this many days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in
            ["1970-01-01T00:00:00Z", "2026-03-01T09:00:00Z", "2000-02-29T23:59:59Z", "0001-01-01T00:00:00Z"]
        {
            assert_eq!(Timestamp::parse(text).unwrap().rfc3339(), text);
        }
        assert_eq!(Timestamp::parse("2026-03-01T09:00:00Z").unwrap().millis(), 1_772_355_600_000);
    }

    #[test]
    fn every_day_of_four_centuries_is_read_back() {
        for day in 0..146_097 {
            let at = Timestamp::from_millis(day * DAY);
            assert_eq!(Timestamp::parse(&at.rfc3339()), Ok(at));
        }
    }

    #[test]
    fn offsets_and_fractions_count() {
        let plain = Timestamp::parse("2026-03-01T09:00:00Z").unwrap();
        assert_eq!(Timestamp::parse("2026-03-01T10:30:00+01:30"), Ok(plain));
        assert_eq!(Timestamp::parse("2026-03-01T05:00:00-04:00"), Ok(plain));
        assert_eq!(Timestamp::parse("2026-03-01T09:00:00.25Z").unwrap().millis() - plain.millis(), 250);
    }

    #[test]
    fn a_time_without_zone_is_utc_only_where_that_is_asked_for() {
        assert_eq!(Timestamp::parse("2026-03-01T09:00:00"), Err(TimeError::NoZone));
        assert_eq!(Timestamp::parse_or_utc("2026-03-01T09:00:00"), Timestamp::parse("2026-03-01T09:00:00Z"));
    }

    #[test]
    fn other_forms_and_impossible_times_are_refused() {
        for text in [
            "",
            "2026-03-01",
            "2026-03-01 09:00:00Z",
            "2026-3-1T09:00:00Z",
            "2026-03-01T09:00Z",
            "2026-03-01T09:00:00z",
        ] {
            assert_eq!(Timestamp::parse(text), Err(TimeError::Form), "{text}");
        }
        for text in [
            "2026-02-29T09:00:00Z",
            "2026-13-01T09:00:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T09:00:60Z",
            "2026-03-01T09:00:00+15:00",
        ] {
            assert_eq!(Timestamp::parse(text), Err(TimeError::Range), "{text}");
        }
    }

    #[test]
    fn dates_are_written_for_people() {
        let at = Timestamp::parse("2026-03-01T23:59:59.999Z").unwrap();
        assert_eq!((at.long_date(), at.date()), ("1 March 2026".into(), "2026-03-01".into()));
    }
}
