//! Is the document valid at this time? (VC Data Model 2.0, section 4.9)

use serde_json::Value;

use super::members::values;
use super::plain::quoted;
use super::report::{Check, CheckName};
use crate::time::{TimeError, Timestamp};

const NAME: CheckName = CheckName::Validity;
const NAMES: [&str; 4] = ["validFrom", "issuanceDate", "validUntil", "expirationDate"];

/// The validity period of a document.
pub(super) struct Period {
    /// Open Badges require it; other credentials need not have it.
    pub(super) from: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
}

/// The relation of a moment to a period.
pub(super) enum When {
    Before,
    Within,
    After,
}

impl Period {
    /// Reads the dates; none when one is malformed.
    ///
    /// VC 1.1 has `issuanceDate` and `expirationDate` (VC Data Model 1.1, sections 4.6 and 4.7), VC 2.0 `validFrom`
    /// and `validUntil`. All dates that a document has are binding, whatever their names. A time without a zone is in
    /// UTC (VC Data Model 2.0, section 4.9.1).
    pub(super) fn of(document: &Value) -> Option<Self> {
        let date = |name: &str| match values(document.get(name)) {
            [] => Some(None),
            [Value::String(text)] => Timestamp::parse_or_utc(text).ok().map(Some),
            _ => None,
        };
        let from = date("validFrom")?.max(date("issuanceDate")?);
        let until = [date("validUntil")?, date("expirationDate")?].into_iter().flatten().min();
        Some(Self { from, until })
    }

    /// Both ends belong to the period.
    pub(super) fn at(&self, now: Timestamp) -> When {
        if self.from.is_some_and(|from| now < from) {
            When::Before
        } else if self.until.is_some_and(|until| now > until) {
            When::After
        } else {
            When::Within
        }
    }
}

/// The document's own dates.
pub(super) fn check(document: &Value, now: Timestamp) -> Check {
    let zoneless = |name: &&str| {
        let text = document.get(*name).and_then(Value::as_str);
        text.is_some_and(|text| Timestamp::parse(text) == Err(TimeError::NoZone))
    };
    NAMES.into_iter().filter(zoneless).fold(period_check(document, now), |check, name| {
        let says = "The time has no zone, and was read as UTC.";
        check.with_remark("time-without-zone", Some(format!("/{name}")), says)
    })
}

fn period_check(document: &Value, now: Timestamp) -> Check {
    let Some(period) = Period::of(document) else {
        return Check::failed(NAME, "dates-malformed", unreadable(document));
    };
    let moment = |moment| moment_seen_from(moment, now);
    let (from, until) = (period.from.map(moment).unwrap_or_default(), period.until.map(moment));
    match (period.at(now), until) {
        (When::Within, None) if from.is_empty() => Check::passed(NAME, "no-dates", "It names no dates."),
        (When::Within, Some(until)) if from.is_empty() => {
            Check::passed(NAME, "within-dates", format!("Valid until {until}."))
        }
        (When::Before, _) => {
            Check::failed(NAME, "not-yet-valid", format!("It counts from {from} on, not yet now."))
                .with_next_step("Check it again then.")
        }
        (When::After, until) => {
            let until = until.unwrap_or_default();
            Check::failed(NAME, "expired", format!("It was valid until {until}."))
                .with_next_step("Ask the holder whether they have a newer one.")
        }
        (When::Within, Some(until)) => {
            Check::passed(NAME, "within-dates", format!("Valid from {from} to {until}."))
        }
        (When::Within, None) => {
            Check::passed(NAME, "no-end", format!("Valid since {from}; it has no end date."))
        }
    }
}

/// Names the first malformed date.
fn unreadable(document: &Value) -> String {
    let malformed = |name: &&str| match values(document.get(*name)) {
        [] => false,
        [Value::String(text)] => Timestamp::parse_or_utc(text).is_err(),
        _ => true,
    };
    let Some(name) = NAMES.into_iter().find(malformed) else { return String::new() };
    let said = document.get(name).and_then(Value::as_str).map(|text| format!(" ({})", quoted(text, 40)));
    let said = said.unwrap_or_default();
    format!(
        "Its “{name}”{said} is not a date and time as the standard has them, such as 2026-03-01T09:00:00Z."
    )
}

/// The day; on that day itself the time of day too.
fn moment_seen_from(moment: Timestamp, now: Timestamp) -> String {
    let day = moment.long_date();
    if day == now.long_date() { format!("{day}, {} UTC", moment.time_of_day()) } else { day }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn code(document: &Value, now: &str) -> String {
        check(document, Timestamp::parse(now).unwrap()).code
    }

    #[test]
    fn a_time_that_was_read_as_utc_is_a_remark_on_its_place() {
        let badge = json!({"validFrom": "2026-01-02T00:00:00", "validUntil": "2026-01-03T01:00:00Z"});
        let check = check(&badge, Timestamp::parse("2026-01-02T12:00:00Z").unwrap());
        assert_eq!((check.code.as_str(), check.remarks.len()), ("within-dates", 1));
        assert_eq!(check.remarks[0].pointer.as_deref(), Some("/validFrom"));
        assert!(check.remarks[0].says.contains("UTC"));
    }

    #[test]
    fn both_ends_belong_to_the_time_in_which_a_badge_counts() {
        let badge = json!({"validFrom": "2026-01-02T00:00:00Z", "validUntil": "2026-01-03T01:00:00+01:00"});
        assert_eq!(code(&badge, "2026-01-01T23:59:59Z"), "not-yet-valid");
        assert_eq!(code(&badge, "2026-01-02T00:00:00Z"), "within-dates");
        assert_eq!(code(&badge, "2026-01-03T00:00:00Z"), "within-dates");
        assert_eq!(code(&badge, "2026-01-03T00:00:01Z"), "expired");
    }

    #[test]
    fn dates_in_another_form_are_not_taken_for_no_dates() {
        for until in [
            json!("2026-01-03"),
            json!("2026-13-03T00:00:00Z"),
            json!(["2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"]),
            json!({}),
        ] {
            let badge = json!({"validFrom": "2019-01-02T00:00:00Z", "validUntil": until});
            assert_eq!(code(&badge, "2026-01-01T00:00:00Z"), "dates-malformed");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_in_utc() {
        let badge = json!({"validFrom": "2026-01-02T00:00:00", "validUntil": ["2026-01-03T00:00:00"]});
        assert_eq!(code(&badge, "2026-01-01T23:59:59Z"), "not-yet-valid");
        assert_eq!(code(&badge, "2026-01-02T00:00:00Z"), "within-dates");
        assert_eq!(code(&badge, "2026-01-03T00:00:01Z"), "expired");
    }

    #[test]
    fn on_the_day_itself_the_time_is_shown() {
        let badge = json!({"validFrom": "2026-11-29T20:30:00Z", "validUntil": "2026-11-30T08:05:09+01:00"});
        let says = |now: &str| check(&badge, Timestamp::parse(now).unwrap()).says;
        assert_eq!(says("2026-11-28T20:29:57Z"), "It counts from 29 November 2026 on, not yet now.");
        assert_eq!(
            says("2026-11-29T20:29:57Z"),
            "It counts from 29 November 2026, 20:30:00 UTC on, not yet now."
        );
        assert_eq!(
            says("2026-11-29T21:00:00Z"),
            "Valid from 29 November 2026, 20:30:00 UTC to 30 November 2026."
        );
        assert_eq!(says("2026-11-30T07:06:00Z"), "It was valid until 30 November 2026, 07:05:09 UTC.");
        assert_eq!(says("2026-12-01T07:06:00Z"), "It was valid until 30 November 2026.");
    }

    #[test]
    fn a_credential_need_not_have_dates() {
        let now = "2026-01-01T00:00:00Z";
        assert_eq!(code(&json!({}), now), "no-dates");
        assert_eq!(code(&json!({"validUntil": "2025-12-31T00:00:00Z"}), now), "expired");
        assert_eq!(code(&json!({"validFrom": 7}), now), "dates-malformed");
    }

    #[test]
    fn the_older_data_model_has_its_own_names_and_those_of_the_newer_bind_too() {
        let v1 = "https://www.w3.org/2018/credentials/v1";
        let dates = json!({"@context": [v1], "issuanceDate": "2026-01-02T00:00:00Z", "expirationDate": "2026-01-09T00:00:00Z"});
        assert_eq!(code(&dates, "2026-01-01T00:00:00Z"), "not-yet-valid");
        assert_eq!(code(&dates, "2026-01-05T00:00:00Z"), "within-dates");
        assert_eq!(code(&dates, "2026-01-10T00:00:00Z"), "expired");
        let mut both = dates.clone();
        both["validUntil"] = json!("2026-01-04T00:00:00Z");
        assert_eq!(code(&both, "2026-01-05T00:00:00Z"), "expired");
        let ends = json!({"@context": ["https://www.w3.org/ns/credentials/v2", v1], "expirationDate": "2026-01-02T00:00:00Z"});
        assert_eq!(code(&ends, "2026-01-05T00:00:00Z"), "expired");
    }
}
