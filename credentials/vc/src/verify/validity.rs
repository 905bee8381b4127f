//! Is the document valid at this time? (VC Data Model 2.0, section 4.9)

use serde_json::Value;

use super::members::values;
use super::reason::{DatesReason, Moment};
use super::report::{Check, CheckName};
use crate::sanitizer::ForeignText;
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
    /// The period begins at this time.
    Before(Timestamp),
    Within,
    /// The period ended at this time.
    After(Timestamp),
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
        match (self.from, self.until) {
            (Some(from), _) if now < from => When::Before(from),
            (_, Some(until)) if now > until => When::After(until),
            _ => When::Within,
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
        check.with_remark(Some(format!("/{name}")), DatesReason::WithoutZone)
    })
}

fn period_check(document: &Value, now: Timestamp) -> Check {
    let Some(period) = Period::of(document) else { return Check::failed(NAME, malformed(document)) };
    let moment = |at: Timestamp| Moment { at, is_today: at.date() == now.date() };
    let passed = |reason| Check::passed(NAME, reason);
    match (period.at(now), period.from.map(moment), period.until.map(moment)) {
        (When::Before(from), ..) => Check::failed(NAME, DatesReason::NotYetValid(moment(from))),
        (When::After(until), ..) => Check::failed(NAME, DatesReason::Expired(moment(until))),
        (When::Within, None, None) => passed(DatesReason::NoDates),
        (When::Within, None, Some(until)) => passed(DatesReason::Until(until)),
        (When::Within, Some(from), Some(until)) => passed(DatesReason::Within { from, until }),
        (When::Within, Some(from), None) => passed(DatesReason::Since(from)),
    }
}

/// Names the first malformed date.
fn malformed(document: &Value) -> DatesReason {
    let is_malformed = |name: &&str| match values(document.get(*name)) {
        [] => false,
        [Value::String(text)] => Timestamp::parse_or_utc(text).is_err(),
        _ => true,
    };
    let [first, ..] = NAMES;
    let member = NAMES.into_iter().find(is_malformed).unwrap_or(first);
    let given = document.get(member).and_then(Value::as_str);
    DatesReason::Malformed { member, given: given.map(|text| ForeignText::new(text, 40)) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn code(document: &Value, now: &str) -> String {
        check(document, Timestamp::parse(now).unwrap()).code().into_owned()
    }

    #[test]
    fn a_time_that_was_read_as_utc_is_a_remark_on_its_place() {
        let badge = json!({"validFrom": "2026-01-02T00:00:00", "validUntil": "2026-01-03T01:00:00Z"});
        let check = check(&badge, Timestamp::parse("2026-01-02T12:00:00Z").unwrap());
        assert_eq!((&*check.code(), check.remarks.len()), ("within-dates", 1));
        assert_eq!(check.remarks[0].pointer.as_deref(), Some("/validFrom"));
        assert_eq!(check.remarks[0].reason, DatesReason::WithoutZone.into());
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
