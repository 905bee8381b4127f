//! The sentences about dates.

use credentials::verify::CheckName;
use serde_json::{Value, json};

use crate::support::{ISSUER, World, at, badge, check, key, signed};

/// A signed badge with these dates.
fn dated(from: &str, until: &str) -> Value {
    let mut badge = badge(ISSUER);
    badge["validFrom"] = json!(from);
    badge["validUntil"] = json!(until);
    signed(badge, ISSUER, &key(1))
}

#[test]
fn on_the_day_itself_the_time_is_shown() {
    let badge = dated("2026-11-29T20:30:00Z", "2026-11-30T08:05:09+01:00").to_string();
    let says = |now: &str| {
        let report = World::usual().verify_bytes(badge.as_bytes(), at(now));
        check(&report, CheckName::Validity).says.clone()
    };
    assert_eq!(says("2026-11-28T20:29:57Z"), "The badge is not valid before 29 November 2026.");
    assert_eq!(says("2026-11-29T20:29:57Z"), "The badge is not valid before 29 November 2026, 20:30:00 UTC.");
    assert_eq!(
        says("2026-11-29T21:00:00Z"),
        "Valid from 29 November 2026, 20:30:00 UTC to 30 November 2026."
    );
    assert_eq!(says("2026-11-30T07:06:00Z"), "The badge was valid until 30 November 2026, 07:05:09 UTC.");
    assert_eq!(says("2026-12-01T07:06:00Z"), "The badge was valid until 30 November 2026.");
}

#[test]
fn a_remark_names_the_zone_in_which_a_time_was_read() {
    let badge = dated("2026-01-02T00:00:00", "2026-01-03T01:00:00Z").to_string();
    let report = World::usual().verify_bytes(badge.as_bytes(), at("2026-01-02T12:00:00Z"));
    assert!(check(&report, CheckName::Validity).remarks[0].says.contains("UTC"));
}
