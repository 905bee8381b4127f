//! Newer copies: reported, and requested only on the caller's wish.

use credentials::verify::{CheckName, Need, Outcome, Verdict, Verification};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{ISSUER, World, assert_check, badge, check, key, now, signed};

const PLACE: &str = "https://badges.vrijhaven.example/refresh/x";

fn unsigned() -> Value {
    let mut badge = badge(ISSUER);
    let extensions = json!("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json");
    badge["@context"].as_array_mut().unwrap().push(extensions);
    badge["refreshService"] = json!({"id": PLACE, "type": "1EdTechCredentialRefresh"});
    badge
}

fn refreshable() -> Value {
    signed(unsigned(), ISSUER, &key(1))
}

fn changed(change: impl Fn(&mut Value)) -> Value {
    let mut badge = unsigned();
    change(&mut badge);
    signed(badge, ISSUER, &key(1))
}

fn follow(world: &World, badge: &Value) -> (Report, Vec<Need>) {
    let mut verification = Verification::begin(badge.to_string().as_bytes(), now());
    verification.follow_refresh();
    verification.follow_refresh();
    world.finish(verification)
}

fn follows(copy: &Value) -> Report {
    follow(&World::usual().with(PLACE, copy), &refreshable()).0
}

#[test]
fn where_a_newer_copy_may_be_had_is_told_and_not_asked() {
    let (report, asked) = World::usual().verify_for(refreshable().to_string().as_bytes(), now(), None);
    assert_check(&report, CheckName::Refresh, Outcome::NotChecked, "refresh-not-asked");
    assert!(check(&report, CheckName::Refresh).says.contains(PLACE));
    assert_eq!((report.verdict, asked.len()), (Verdict::Valid, 2));
}

#[test]
fn a_later_copy_of_the_same_badge_is_told_when_it_is_asked_for() {
    let later = changed(|badge| badge["validFrom"] = json!("2026-11-30T00:00:00Z"));
    let (report, asked) = follow(&World::usual().with(PLACE, &later), &refreshable());
    assert_check(&report, CheckName::Refresh, Outcome::Passed, "newer-copy");
    assert!(check(&report, CheckName::Refresh).says.contains("30 November 2026"));
    let refreshes = asked.iter().filter(|need| matches!(need, Need::Refresh { .. })).count();
    assert_eq!((report.verdict, refreshes), (Verdict::Valid, 1), "{asked:?}");
}

#[test]
fn the_same_or_an_older_copy_is_no_newer_one() {
    assert_check(&follows(&refreshable()), CheckName::Refresh, Outcome::Passed, "no-newer-copy");
    let older = changed(|badge| badge["validFrom"] = json!("2026-11-01T00:00:00Z"));
    assert_check(&follows(&older), CheckName::Refresh, Outcome::Passed, "no-newer-copy");
}

#[test]
fn another_badge_a_forged_one_or_none_is_no_copy_and_leaves_the_verdict() {
    let other = changed(|badge| badge["id"] = json!("https://badges.vrijhaven.example/credentials/02"));
    let forged = signed(unsigned(), ISSUER, &key(2));
    let mut tampered = changed(|badge| badge["validFrom"] = json!("2026-11-30T00:00:00Z"));
    tampered["name"] = json!("Better");
    for copy in [other, forged, tampered, json!({"a": 1})] {
        let report = follows(&copy);
        assert_check(&report, CheckName::Refresh, Outcome::NotChecked, "refresh-failed");
        assert_eq!(report.verdict, Verdict::Valid, "the original is what it was");
    }
    let (report, _) = follow(&World::usual(), &refreshable());
    assert_check(&report, CheckName::Refresh, Outcome::NotChecked, "refresh-failed");
}

#[test]
fn nothing_is_asked_for_a_badge_that_is_not_good_or_names_no_https_address() {
    let mut bad = refreshable();
    bad["name"] = json!("Other");
    let plain = changed(|badge| badge["refreshService"]["id"] = json!("http://badges.vrijhaven.example/r"));
    for badge in [bad, plain] {
        let (_, asked) = follow(&World::usual(), &badge);
        assert!(!asked.iter().any(|need| matches!(need, Need::Refresh { .. })), "{asked:?}");
    }
}
