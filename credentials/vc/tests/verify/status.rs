//! The list of revoked badges: good, bad and missing.

use credentials::status::StatusList;
use credentials::verify::{CheckName, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    INDEX, ISSUER, LIST, World, assert_check, badge, did_key, good, key, list, signed, unsigned_list,
};

fn with_list(list: &Value) -> Report {
    World::usual().with(LIST, list).verify(&good())
}

/// A list that was changed before it was signed.
fn with(change: impl Fn(&mut Value)) -> Report {
    let mut list = unsigned_list(&[]);
    change(&mut list);
    with_list(&signed(list, ISSUER, &key(1)))
}

#[track_caller]
fn assert_open(report: &Report, code: &str) {
    assert_check(report, CheckName::Status, Outcome::NotChecked, code);
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    assert!(report.sentence.ends_with("Whether the badge was revoked is unknown."), "{}", report.sentence);
}

#[test]
fn only_the_badges_own_bit_counts() {
    assert_eq!(with_list(&list(&[INDEX - 1, INDEX + 1])).verdict, Verdict::Valid);
    assert_eq!(with_list(&list(&[INDEX])).verdict, Verdict::NotValid);
}

#[test]
fn a_list_that_was_changed_or_signed_by_another_key_leaves_it_open() {
    let mut changed = list(&[]);
    let mut bits = StatusList::new();
    bits.set(1);
    changed["credentialSubject"]["encodedList"] = json!(bits.encode());
    assert_open(&with_list(&changed), "status-list-proof");
    assert_open(&with_list(&signed(unsigned_list(&[]), ISSUER, &key(2))), "status-list-proof");
    assert_open(&with_list(&unsigned_list(&[])), "status-list-proof");
    let other = signed(unsigned_list(&[]), &did_key(&key(2)), &key(2));
    assert_open(&with_list(&other), "status-list-proof");
}

#[test]
fn a_list_out_of_date_or_not_yet_in_force_leaves_it_open() {
    assert_open(&with(|list| list["validUntil"] = json!("2026-12-01T11:59:59Z")), "status-list-expired");
    assert_open(&with(|list| list["validFrom"] = json!("2026-12-01T12:00:01Z")), "status-list-not-yet-valid");
    assert_open(&with(|list| list["validUntil"] = json!("tomorrow")), "status-list-dates");
}

#[test]
fn a_list_for_something_else_leaves_it_open() {
    let purpose = with(|list| list["credentialSubject"]["statusPurpose"] = json!("suspension"));
    assert_open(&purpose, "status-list-purpose");
    assert_open(
        &with(|list| list["id"] = json!("https://badges.vrijhaven.example/status/8")),
        "status-list-other",
    );
}

#[test]
fn a_list_that_is_too_short_or_garbled_leaves_it_open() {
    let short = "uH4sIAAAAAAAC_2NgGAWjYBQAAKwfEmgAAQAA";
    assert!(StatusList::decode(short).is_err());
    let short = with(|list| list["credentialSubject"]["encodedList"] = json!(short));
    assert_eq!(short.verdict, Verdict::CouldNotCheck);
    let garbled = with(|list| list["credentialSubject"]["encodedList"] = json!("u!"));
    assert_open(&garbled, "status-list-unreadable");
    assert!(
        garbled.sentence.contains("has an encoding that this version does not read"),
        "{}",
        garbled.sentence
    );
    assert_open(&World::usual().with_bytes(LIST, b"<html>").verify(&good()), "status-list-unreadable");
    let large = vec![b' '; (1 << 20) + 1];
    assert_open(&World::usual().with_bytes(LIST, &large).verify(&good()), "status-list-too-large");
    assert_open(&with_list(&good()), "status-list-unreadable");
}

#[test]
fn a_list_with_an_end_date_hidden_by_another_form_of_json_ld_leaves_it_open() {
    let mut hidden = list(&[]);
    let until = hidden.as_object_mut().unwrap().remove("validUntil").unwrap();
    hidden["credentialSubject"]["https://www.w3.org/2018/credentials#validUntil"] = until;
    assert_eq!(with_list(&hidden).verdict, Verdict::CouldNotCheck);
}

/// A badge whose entry was changed before it was signed.
fn entry(change: impl Fn(&mut Value)) -> Report {
    let mut badge = badge(ISSUER);
    change(&mut badge["credentialStatus"]);
    World::usual().verify(&signed(badge, ISSUER, &key(1)))
}

#[test]
fn a_place_beyond_the_lists_end_leaves_it_open() {
    assert_open(&entry(|entry| entry["statusListIndex"] = json!("131072")), "status-index-range");
}

#[test]
fn a_broken_entry_leaves_it_open() {
    for (member, value) in [("statusListIndex", json!("-1")), ("statusListCredential", json!("urn:list"))] {
        let report = entry(|entry| entry[member] = value.clone());
        assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-entry-malformed");
        assert_eq!(report.verdict, Verdict::CouldNotCheck);
    }
}

#[test]
fn unknown_purposes_are_not_misread() {
    let purpose = entry(|entry| entry["statusPurpose"] = json!("loan"));
    assert_check(&purpose, CheckName::Status, Outcome::NotChecked, "status-purpose-unknown");
    assert_eq!(purpose.verdict, Verdict::CouldNotCheck);
}

#[test]
fn a_suspended_badge_does_not_count_for_now() {
    let suspended_at = "https://badges.vrijhaven.example/status/8";
    let mut badge = badge(ISSUER);
    let mut second = badge["credentialStatus"].clone();
    second["id"] = json!(format!("{suspended_at}#{INDEX}"));
    second["statusPurpose"] = json!("suspension");
    second["statusListCredential"] = json!(suspended_at);
    badge["credentialStatus"] = json!([badge["credentialStatus"], second]);
    let badge = signed(badge, ISSUER, &key(1));
    let suspensions = |set: &[u32]| {
        let mut list = unsigned_list(set);
        list["id"] = json!(suspended_at);
        list["credentialSubject"]["id"] = json!(format!("{suspended_at}#list"));
        list["credentialSubject"]["statusPurpose"] = json!("suspension");
        signed(list, ISSUER, &key(1))
    };
    let world = |set: &[u32]| World::usual().with(suspended_at, &suspensions(set));
    assert_eq!(world(&[]).verify(&badge).verdict, Verdict::Valid);
    let report = world(&[INDEX]).verify(&badge);
    assert_eq!((report.verdict, report.headline.as_str()), (Verdict::NotValid, "Suspended."));
    assert_eq!(World::usual().verify(&badge).verdict, Verdict::CouldNotCheck, "both lists are needed");
}

#[test]
fn many_entries_do_not_make_us_ask_without_end() {
    let mut badge = badge(ISSUER);
    let entry = |number: u32| {
        let mut entry = badge["credentialStatus"].clone();
        entry["id"] = json!(format!("{LIST}#{number}"));
        entry
    };
    badge["credentialStatus"] = (0..50).map(entry).collect();
    let report = World::usual().verify(&signed(badge, ISSUER, &key(1)));
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "too-many-status-entries");
}
