//! `1EdTechRevocationList`: plain JSON, unsigned.

use credentials::verify::{CheckName, Need, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{BADGE, ISSUER, World, assert_check, badge, check, key, now, signed};

const LIST: &str = "https://badges.vrijhaven.example/revocations";

fn listed(url: &str) -> Value {
    let mut badge = badge(ISSUER);
    let extensions = json!("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json");
    badge["@context"].as_array_mut().unwrap().push(extensions);
    badge["credentialStatus"] = json!({"id": url, "type": "1EdTechRevocationList"});
    signed(badge, ISSUER, &key(1))
}

fn with(list: &Value) -> Report {
    World::usual().with(LIST, list).verify(&listed(LIST))
}

fn list(items: &Value) -> Value {
    json!({"id": LIST, "issuer": ISSUER, "revokedCredential": items})
}

#[test]
fn a_badge_that_is_not_on_the_list_is_genuine_with_the_word_that_the_list_is_unsigned() {
    let report = with(&list(&json!([{"id": "https://badges.vrijhaven.example/credentials/02"}])));
    assert_eq!(report.verdict, Verdict::Valid);
    let status = check(&report, CheckName::Status);
    assert_eq!(status.says, "Not revoked, according to the unsigned list that its issuer names.");
    assert!(status.remarks[0].says.starts_with("The list is not signed"));
}

#[test]
fn a_badge_on_the_list_is_revoked_for_the_reason_that_is_told() {
    let report =
        with(&list(&json!([{"id": BADGE, "revoked": true, "revocationReason": "Issued in error."}])));
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
    assert_eq!(report.sentence, "Revoked. The issuer gives the reason “Issued in error”.");
    let report = with(&list(&json!([{"id": BADGE}])));
    assert_eq!(report.sentence, "Revoked. The issuer gives no date and no reason.");
    assert_eq!(with(&list(&json!([{"id": BADGE, "revoked": false}]))).verdict, Verdict::Valid);
}

#[test]
fn a_list_that_is_missing_garbled_or_somebody_elses_leaves_it_open() {
    let foreign = json!({"id": LIST, "issuer": "did:web:evil.example", "revokedCredential": []});
    for (report, code) in [
        (World::usual().verify(&listed(LIST)), "status-list-unreachable"),
        (with(&foreign), "status-list-issuer"),
        (with(&json!({"revokedCredential": []})), "status-list-unreadable"),
        (World::usual().with_bytes(LIST, b"<html>").verify(&listed(LIST)), "status-list-unreadable"),
    ] {
        assert_check(&report, CheckName::Status, Outcome::NotChecked, code);
        assert_eq!(report.verdict, Verdict::CouldNotCheck);
        assert!(report.sentence.ends_with("Whether the badge was revoked is unknown."));
    }
}

#[test]
fn an_unsigned_list_is_asked_for_over_https_alone() {
    let text = listed("http://badges.vrijhaven.example/revocations").to_string();
    let (report, asked) = World::usual().verify_for(text.as_bytes(), now(), None);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-not-https");
    assert!(!asked.iter().any(|need| matches!(need, Need::RevocationList { .. })), "{asked:?}");
    let report = World::usual().verify(&listed("urn:list"));
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-entry-malformed");
}
