//! Lists in every form of the standard: several bits, notes, several purposes, short ones, and those of other
//! publishers.

use credentials::did;
use credentials::verify::{CheckName, Need, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    INDEX, ISSUER, LIST, World, assert_check, badge, check, did_key, good, key, list, now, public, signed,
    unsigned_list,
};

const LENGTH_ERROR: &str = "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR";

fn messages(texts: &[&str]) -> Value {
    texts
        .iter()
        .enumerate()
        .map(|(at, text)| json!({"status": format!("0x{at:x}"), "message": text}))
        .collect()
}

/// A badge whose entry was changed before it was signed.
fn entry(change: impl Fn(&mut Value)) -> Value {
    let mut badge = badge(ISSUER);
    change(&mut badge["credentialStatus"]);
    signed(badge, ISSUER, &key(1))
}

/// Two bits for each entry; the badge's are at twice its index.
fn two_bits(purpose: &str, set: &[u32]) -> Report {
    let badge = entry(|entry| {
        entry["statusPurpose"] = json!(purpose);
        entry["statusSize"] = json!(2);
        entry["statusListIndex"] = json!("30000");
        entry["statusMessage"] = messages(&["in order", "withdrawn by the faculty", "fraud", "undefined"]);
    });
    let mut list = unsigned_list(set);
    list["credentialSubject"]["statusPurpose"] = json!(purpose);
    World::usual().with(LIST, &signed(list, ISSUER, &key(1))).verify(&badge)
}

#[test]
fn a_value_of_several_bits_revokes_unless_it_is_zero_and_its_message_is_told() {
    assert_eq!(two_bits("revocation", &[59_999, 60_002]).verdict, Verdict::Valid);
    let report = two_bits("revocation", &[60_000]);
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
    assert!(report.sentence.contains("The issuer’s message is “fraud”"), "{}", report.sentence);
    let report = two_bits("revocation", &[60_001]);
    assert!(report.sentence.contains("“withdrawn by the faculty”"), "{}", report.sentence);
    assert_eq!(two_bits("suspension", &[60_001]).headline, "Suspended.");
}

#[test]
fn several_bits_without_a_message_for_each_value_are_a_broken_entry() {
    let badge = entry(|entry| entry["statusSize"] = json!(2));
    let report = World::usual().verify(&badge);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-entry-malformed");
    assert_eq!(
        check(&report, CheckName::Status).problem_type.as_deref(),
        Some("https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR")
    );
}

#[test]
fn a_message_is_told_and_never_makes_a_badge_invalid() {
    let report = two_bits("message", &[60_000, 60_001]);
    assert_eq!(report.verdict, Verdict::Valid);
    assert_check(&report, CheckName::Status, Outcome::NotApplicable, "no-status");
    let report = two_bits("message", &[60_000]);
    assert!(check(&report, CheckName::Status).says.ends_with("The issuer notes: “fraud”."));
}

/// Revocation and a note that a newer copy exists, in one list.
fn with_refresh(set: &[u32]) -> (Report, Vec<Need>) {
    let mut badge = badge(ISSUER);
    let mut second = badge["credentialStatus"].clone();
    second["id"] = json!(format!("{LIST}#5"));
    second["statusPurpose"] = json!("refresh");
    second["statusListIndex"] = json!("5");
    badge["credentialStatus"] = json!([badge["credentialStatus"], second]);
    let mut list = unsigned_list(set);
    list["credentialSubject"]["statusPurpose"] = json!(["revocation", "refresh"]);
    let world = World::usual().with(LIST, &signed(list, ISSUER, &key(1)));
    world.verify_for(signed(badge, ISSUER, &key(1)).to_string().as_bytes(), now(), None)
}

#[test]
fn one_list_of_several_purposes_is_asked_for_once_and_a_newer_copy_is_only_told() {
    let (report, asked) = with_refresh(&[5]);
    assert_eq!((report.verdict, asked.len()), (Verdict::Valid, 2), "{asked:?}");
    let says = &check(&report, CheckName::Status).says;
    assert!(says.starts_with("Not revoked") && says.ends_with("announces a newer copy."), "{says}");
    let (report, _) = with_refresh(&[INDEX]);
    assert_eq!(report.verdict, Verdict::NotValid);
}

#[test]
fn a_note_that_cannot_be_had_leaves_the_verdict_as_it_is() {
    let mut badge = badge(ISSUER);
    badge["credentialStatus"]["statusPurpose"] = json!("message");
    let report = World::usual().without(LIST).verify(&signed(badge, ISSUER, &key(1)));
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(check(&report, CheckName::Status).says.contains("could not look up"));
}

/// GZIP of 1,024 zero bytes and of the same with bit 8 set.
const SHORT: [&str; 2] =
    ["uH4sIAAAAAAACA2NgGAWjYBSMVAAALq-17wAEAAA", "uH4sIAAAAAAACA2NoYBgFo2AUjFAAAKdljpwABAAA"];

#[test]
fn a_short_list_is_read_with_a_warning_of_the_standards_name() {
    for (encoded, revoked) in [(SHORT[0], false), (SHORT[1], true)] {
        let mut list = unsigned_list(&[]);
        list["credentialSubject"]["encodedList"] = json!(encoded);
        let badge = entry(|entry| entry["statusListIndex"] = json!("8"));
        let report = World::usual().with(LIST, &signed(list, ISSUER, &key(1))).verify(&badge);
        let status = check(&report, CheckName::Status);
        assert_eq!(status.outcome, if revoked { Outcome::Failed } else { Outcome::Passed }, "{status:#?}");
        assert!(status.remarks[0].says.contains("131,072"));
        assert_eq!(status.problem_type.as_deref(), Some(LENGTH_ERROR));
        assert_eq!(report.verdict == Verdict::Valid, !revoked);
    }
}

const KEEPER: &str = "did:web:lists.example";
const KEEPER_KEYS: &str = "https://lists.example/.well-known/did.json";

fn kept_by_another(set: &[u32]) -> World {
    let mut list = unsigned_list(set);
    list["issuer"] = json!(KEEPER);
    World::usual()
        .with(LIST, &signed(list, KEEPER, &key(3)))
        .with(KEEPER_KEYS, &did::document(KEEPER, &[public(&key(3))]))
}

#[test]
fn a_list_of_another_issuer_leaves_it_open_and_its_issuer_is_named() {
    for set in [&[][..], &[INDEX]] {
        let (report, asked) = kept_by_another(set).verify_for(good().to_string().as_bytes(), now(), None);
        assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-issuer");
        assert_eq!(report.verdict, Verdict::CouldNotCheck, "{report:#?}");
        assert!(check(&report, CheckName::Status).says.contains("lists.example"));
        assert_eq!(asked.last(), Some(&Need::StatusList { url: LIST.to_owned() }));
    }
}

#[test]
fn a_list_by_a_bare_key_leaves_it_open_and_is_named_by_that_key() {
    let did = did_key(&key(3));
    let mut list = unsigned_list(&[]);
    list["issuer"] = json!(did);
    let report = World::usual().with(LIST, &signed(list, &did, &key(3))).verify(&good());
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-issuer");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    assert!(check(&report, CheckName::Status).says.contains("by the key z6Mk…"));
}

#[test]
fn the_problem_types_are_those_of_the_standard() {
    let of = |report: &Report| check(report, CheckName::Status).problem_type.clone().unwrap();
    let base = "https://www.w3.org/ns/credentials/status-list#";
    assert_eq!(&*of(&World::usual().without(LIST).verify(&good())), format!("{base}STATUS_RETRIEVAL_ERROR"));
    let tampered = signed(unsigned_list(&[]), ISSUER, &key(2));
    let report = World::usual().with(LIST, &tampered).verify(&good());
    assert_eq!(&*of(&report), format!("{base}STATUS_VERIFICATION_ERROR"));
    let outside = entry(|entry| entry["statusListIndex"] = json!("131072"));
    assert_eq!(&*of(&World::usual().verify(&outside)), "https://www.w3.org/TR/vc-data-model#RANGE_ERROR");
    assert_eq!(list(&[])["type"][1], "BitstringStatusListCredential");
}
