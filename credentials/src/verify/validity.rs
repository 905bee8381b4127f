//! Does it count at this time? (VC Data Model 2.0, section 4.9)

use serde_json::Value;

use super::context::is_vc_1_1;
use super::kind::Kind;
use super::report::{Check, CheckName};
use crate::time::Timestamp;

const NAME: CheckName = CheckName::Validity;

/// From when until when a document counts.
pub(super) struct Period {
    /// Open Badges demand it, other credentials need not have it.
    pub(super) from: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
}

/// How a moment stands to a period.
pub(super) enum When {
    Before,
    Within,
    After,
}

impl Period {
    /// Reads the dates; nothing when one is malformed. A time without a zone is UTC (VC Data Model 2.0, "Representing
    /// Time"); that it has none is told under the form of the standard.
    ///
    /// VC 1.1 has `issuanceDate` and `expirationDate` (VC Data Model 1.1, sections 4.6 and 4.7), VC 2.0 `validFrom` and
    /// `validUntil`. Whatever names a document has, all of them bind.
    pub(super) fn of(document: &Value) -> Option<Self> {
        let date = |name: &str| match document.get(name) {
            None | Some(Value::Null) => Some(None),
            Some(value) => value.as_str().and_then(|text| Timestamp::parse_or_utc(text).ok()).map(Some),
        };
        let (from, issued) = (date("validFrom")?, date("issuanceDate")?);
        // `issuanceDate` alone is a start in VC 1.1 only.
        let from = if from.is_some() || is_vc_1_1(document) { from.max(issued) } else { None };
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
pub(super) fn check(document: &Value, kind: Kind, now: Timestamp) -> Check {
    let period = Period::of(document).filter(|period| period.from.is_some() || !kind.is_of_open_badges());
    let Some(period) = period else {
        return Check::failed(
            NAME,
            "dates-malformed",
            "Its dates cannot be read, so when it counts is unknown.",
        );
    };
    let (from, until) =
        (period.from.map(Timestamp::long_date).unwrap_or_default(), period.until.map(Timestamp::long_date));
    match (period.at(now), until) {
        (When::Within, None) if from.is_empty() => Check::passed(NAME, "no-dates", "It names no dates."),
        (When::Within, Some(until)) if from.is_empty() => {
            Check::passed(NAME, "within-dates", format!("Valid until {until}."))
        }
        (When::Before, _) => {
            Check::failed(NAME, "not-yet-valid", format!("It counts from {from} on, not yet now."))
                .with_next_step("Check it again on that day.")
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn code(document: &Value, now: &str) -> String {
        check(document, Kind::OpenBadge, Timestamp::parse(now).unwrap()).code
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
        for until in [json!("2026-01-03"), json!(["2020-01-01T00:00:00Z"]), json!({})] {
            let badge = json!({"validFrom": "2019-01-02T00:00:00Z", "validUntil": until});
            assert_eq!(code(&badge, "2026-01-01T00:00:00Z"), "dates-malformed");
        }
        assert_eq!(code(&json!({}), "2026-01-01T00:00:00Z"), "dates-malformed");
    }

    #[test]
    fn a_time_without_a_zone_is_utc() {
        let badge = json!({"validFrom": "2026-01-02T00:00:00", "validUntil": "2026-01-03T00:00:00"});
        assert_eq!(code(&badge, "2026-01-02T00:30:00+01:00"), "not-yet-valid");
        assert_eq!(code(&badge, "2026-01-03T01:00:00+01:00"), "within-dates");
        assert_eq!(code(&badge, "2026-01-03T00:00:01Z"), "expired");
    }

    #[test]
    fn another_credential_than_a_badge_need_not_have_dates() {
        let now = Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
        assert_eq!(check(&json!({}), Kind::Credential, now).code, "no-dates");
        let until = json!({"validUntil": "2025-12-31T00:00:00Z"});
        assert_eq!(check(&until, Kind::Credential, now).code, "expired");
        assert_eq!(check(&json!({"validFrom": 7}), Kind::Credential, now).code, "dates-malformed");
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
        let newer = json!({"issuanceDate": "2026-01-02T00:00:00Z"});
        assert_eq!(code(&newer, "2026-01-05T00:00:00Z"), "dates-malformed");
    }
}
