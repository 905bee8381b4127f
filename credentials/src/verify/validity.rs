//! Does it count at this time? (VC Data Model 2.0, section 4.9)

use serde_json::Value;

use super::context::is_vc_1_1;
use super::report::{Check, CheckName};
use crate::time::Timestamp;

const NAME: CheckName = CheckName::Validity;

/// From when until when a document counts.
pub(super) struct Period {
    pub(super) from: Timestamp,
    pub(super) until: Option<Timestamp>,
}

/// How a moment stands to a period.
pub(super) enum When {
    Before,
    Within,
    After,
}

impl Period {
    /// Reads the dates; nothing when one is malformed, has no zone, or the first is missing.
    pub(super) fn of(document: &Value) -> Option<Self> {
        let names = if is_vc_1_1(document) {
            ["issuanceDate", "expirationDate"]
        } else {
            ["validFrom", "validUntil"]
        };
        let [from, until] = names.map(|name| document.get(name).filter(|value| !value.is_null()));
        let date = |value: &Value| value.as_str().and_then(|text| Timestamp::parse(text).ok());
        Some(Self { from: date(from?)?, until: until.map(|value| date(value).ok_or(())).transpose().ok()? })
    }

    /// Both ends belong to the period.
    pub(super) fn at(&self, now: Timestamp) -> When {
        if now < self.from {
            When::Before
        } else if self.until.is_some_and(|until| now > until) {
            When::After
        } else {
            When::Within
        }
    }
}

/// The badge's own dates.
pub(super) fn check(document: &Value, now: Timestamp) -> Check {
    let Some(period) = Period::of(document) else {
        return Check::failed(
            NAME,
            "dates-malformed",
            "Its dates cannot be read, so when it counts is unknown.",
        );
    };
    let (from, until) = (period.from.long_date(), period.until.map(Timestamp::long_date));
    match (period.at(now), until) {
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
        check(document, Timestamp::parse(now).unwrap()).code
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
        for until in
            [json!("2026-01-03"), json!("2026-01-03T00:00:00"), json!(["2020-01-01T00:00:00Z"]), json!({})]
        {
            let badge = json!({"validFrom": "2019-01-02T00:00:00Z", "validUntil": until});
            assert_eq!(code(&badge, "2026-01-01T00:00:00Z"), "dates-malformed");
        }
        assert_eq!(code(&json!({}), "2026-01-01T00:00:00Z"), "dates-malformed");
    }
}
