//! Unreadable `credentialStatus`: the question stays open, and the badge is never reported as one without a status.

use credentials::verify::{CheckName, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{INDEX, ISSUER, LIST, World, assert_check, badge, check, key, list, signed};

/// A badge with another `credentialStatus`.
fn status(change: impl Fn(&Value) -> Value) -> Report {
    let mut badge = badge(ISSUER);
    badge["credentialStatus"] = change(&badge["credentialStatus"]);
    World::usual().verify(&signed(badge, ISSUER, &key(1)))
}

#[test]
fn an_entry_that_cannot_be_read_is_never_no_status() {
    type Change<'a> = &'a dyn Fn(&Value) -> Value;
    let without = |entry: &Value, member: &str| {
        let mut entry = entry.clone();
        entry.as_object_mut().unwrap().remove(member);
        entry
    };
    let changes: [(&str, Change<'_>); 6] = [
        ("a bare address", &|_| json!("https://badges.vrijhaven.example/status/7#70001")),
        ("an address in an array", &|_| json!(["https://badges.vrijhaven.example/status/7#70001"])),
        ("no type", &|entry| json!({"id": entry["id"]})),
        ("no purpose", &|entry| without(entry, "statusPurpose")),
        ("no index", &|entry| without(entry, "statusListIndex")),
        ("no list", &|entry| without(entry, "statusListCredential")),
    ];
    for (name, change) in changes {
        let report = status(change);
        let status = check(&report, CheckName::Status);
        assert_eq!(status.outcome, Outcome::NotChecked, "{name}: {status:?}");
        assert_ne!(report.verdict, Verdict::Valid, "{name}");
    }
}

#[test]
fn a_good_entry_beside_one_that_cannot_be_read_is_still_looked_up() {
    let both = |entry: &Value| {
        let mut broken = entry.clone();
        broken["id"] = json!("urn:broken");
        broken["statusListIndex"] = json!("x");
        json!([broken, entry])
    };
    let mut badge = badge(ISSUER);
    badge["credentialStatus"] = both(&badge["credentialStatus"]);
    let badge = signed(badge, ISSUER, &key(1));
    let report = World::usual().verify(&badge);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-entry-malformed");
    let report = World::usual().with(LIST, &list(&[INDEX])).verify(&badge);
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
}

#[test]
fn a_revocation_is_not_hidden_behind_many_entries() {
    let mut badge = badge(ISSUER);
    let entry = |number: u32| {
        let mut entry = badge["credentialStatus"].clone();
        entry["id"] = json!(format!("{LIST}#{number}"));
        entry
    };
    badge["credentialStatus"] = (0..5).map(entry).collect();
    let badge = signed(badge, ISSUER, &key(1));
    let report = World::usual().with(LIST, &list(&[INDEX])).verify(&badge);
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
    let report = World::usual().verify(&badge);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "too-many-status-entries");
}
