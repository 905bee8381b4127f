//! Badges of the older kind, recognised and read for import.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is the report")]

use credentials::open_badges_2::{Baked, Part, ReadError, Verification, read, read_baked};
use credentials::time::Timestamp;
use credentials::verify;
use messages::Language;
use messages::verification::Report;
use serde_json::{Value, json};

/// The standard's form of an assertion whose badge class and issuer are hosted elsewhere.
fn hosted() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://example.org/beths-robotics-badge.json",
        "recipient": {"type": "email", "hashed": true, "salt": "deadsea",
            "identity": "sha256$c7ef86405ba71b85acd8e2e95166c4b111448089f2e1599f42fe1bba46e865c5"},
        "image": "https://example.org/beths-robot-badge.png",
        "evidence": "https://example.org/beths-robot-work.html",
        "issuedOn": "2016-12-31T23:59:59Z",
        "expires": "2017-06-30T23:59:59Z",
        "badge": "https://example.org/robotics-badge.json",
        "verification": {"type": "hosted"},
    })
}

fn written_out() -> Value {
    let mut whole = hosted();
    whole["evidence"] =
        json!([{"id": "https://example.org/work", "narrative": "Built a robot.", "name": "Robot"}]);
    whole["badge"] = json!({
        "type": "BadgeClass", "id": "https://example.org/robotics-badge.json", "name": "Awesome Robotics Badge",
        "description": "For doing awesome things with robots.",
        "image": {"id": "https://example.org/robotics-badge.png", "caption": "A robot"},
        "criteria": {"id": "https://example.org/criteria", "narrative": "Build one."},
        "alignment": [{"targetName": "CCSS.RST.11-12.3", "targetUrl": "http://www.corestandards.org/RST/11-12/3"}],
        "tags": ["robots", "awesome"],
        "issuer": {"type": "Profile", "id": "https://example.org/organization.json", "name": "An Organisation",
            "url": "https://example.org", "email": "contact@example.org"},
    });
    whole
}

fn of(value: &Value) -> credentials::open_badges_2::Assertion {
    read(value.to_string().as_bytes()).unwrap()
}

#[test]
fn a_hosted_assertion_is_read_and_says_what_would_have_to_be_fetched() {
    let assertion = of(&hosted());
    let recipient = assertion.recipient.as_ref().unwrap();
    assert_eq!((recipient.kind.as_str(), recipient.hashed), ("email", true));
    assert_eq!(recipient.salt.as_deref(), Some("deadsea"));
    assert_eq!(assertion.issued_on.as_deref(), Some("2016-12-31T23:59:59Z"));
    assert_eq!(assertion.expires.as_deref(), Some("2017-06-30T23:59:59Z"));
    assert_eq!(assertion.evidence[0].url.as_deref(), Some("https://example.org/beths-robot-work.html"));
    assert_eq!((assertion.revoked, &assertion.verification), (false, &Verification::Hosted));
    assert_eq!(assertion.badge, Some(Part::At("https://example.org/robotics-badge.json".to_owned())));
    assert_eq!(
        assertion.needed(),
        ["https://example.org/beths-robotics-badge.json", "https://example.org/robotics-badge.json"]
    );
}

#[test]
fn badge_class_and_issuer_are_read_where_they_are_written_out() {
    let assertion = of(&written_out());
    let badge = assertion.badge_class().unwrap();
    assert_eq!(badge.name.as_deref(), Some("Awesome Robotics Badge"));
    assert_eq!(badge.image.as_deref(), Some("https://example.org/robotics-badge.png"));
    assert_eq!(badge.criteria_url.as_deref(), Some("https://example.org/criteria"));
    assert_eq!(badge.criteria.as_deref(), Some("Build one."));
    assert_eq!(badge.tags, ["robots", "awesome"]);
    assert_eq!(badge.alignment[0].name.as_deref(), Some("CCSS.RST.11-12.3"));
    let issuer = assertion.issuer().unwrap();
    assert_eq!(issuer.name.as_deref(), Some("An Organisation"));
    assert_eq!(issuer.email.as_deref(), Some("contact@example.org"));
    assert_eq!(assertion.evidence[0].narrative.as_deref(), Some("Built a robot."));
    assert_eq!(assertion.needed().len(), 3);
}

#[test]
fn a_revoked_and_a_signed_assertion_are_told_apart() {
    let mut revoked = hosted();
    revoked["revoked"] = json!(true);
    revoked["revocationReason"] = json!("Issued in error");
    let revoked = of(&revoked);
    assert_eq!((revoked.revoked, revoked.revocation_reason.as_deref()), (true, Some("Issued in error")));
    let mut signed = hosted();
    signed["id"] = json!("urn:uuid:1");
    signed["verification"] = json!({"type": "SignedBadge", "creator": "https://example.org/key.json"});
    let signed = of(&signed);
    assert_eq!(signed.verification, Verification::Signed(Some("https://example.org/key.json".to_owned())));
    assert_eq!(signed.needed()[0], "https://example.org/key.json");
}

#[test]
fn an_assertion_of_open_badges_1_is_read_too() {
    let old = of(&json!({
        "uid": "abc", "recipient": {"type": "email", "hashed": false, "identity": "a@example.org"},
        "badge": "https://example.org/badge.json", "issuedOn": 1_403_120_715,
        "verify": {"type": "hosted", "url": "https://example.org/assertion.json"},
    }));
    assert_eq!(old.id.as_deref(), Some("https://example.org/assertion.json"));
    assert_eq!(old.issued_on.as_deref(), Some("1403120715"));
}

#[test]
fn what_is_no_assertion_is_refused_and_members_of_the_wrong_kind_are_absent() {
    for other in [json!({}), json!([]), json!({"type": "BadgeClass"}), json!({"badge": "https://a.example"})]
    {
        assert_eq!(read(other.to_string().as_bytes()), Err(ReadError::NotAnAssertion), "{other}");
    }
    assert!(matches!(read(b"{\"type\":\"Assertion\",\"type\":1}"), Err(ReadError::Json(_))));
    let mut odd = written_out();
    odd["recipient"] = json!("somebody");
    odd["evidence"] = json!([1, null, {}]);
    odd["badge"]["issuer"] = json!(7);
    odd["badge"]["tags"] = json!({"a": 1});
    odd["issuedOn"] = json!([]);
    let odd = of(&odd);
    assert_eq!(
        (odd.recipient.is_none(), odd.issued_on.is_none(), odd.issuer().is_none()),
        (true, true, true)
    );
}

#[test]
fn what_a_picture_holds_is_an_assertion_an_address_or_a_token() {
    assert!(matches!(read_baked(&hosted().to_string()), Ok(Baked::Assertion(_))));
    assert_eq!(
        read_baked(" https://example.org/a.json\n"),
        Ok(Baked::Address("https://example.org/a.json".to_owned()))
    );
    assert_eq!(read_baked("eyA.eyB.c"), Ok(Baked::Signed));
    assert!(read_baked("hello").is_err());
}

#[test]
fn a_verification_says_what_it_is_and_what_would_be_needed() {
    let now = Timestamp::parse("2026-12-01T12:00:00Z").unwrap();
    let text = hosted().to_string();
    let baked = format!(
        r#"<svg xmlns:o="http://openbadges.org"><o:assertion><![CDATA[{text}]]></o:assertion></svg>"#
    );
    for input in [text.as_str(), baked.as_str()] {
        let report =
            Report::of(&verify::Verification::begin(input.as_bytes(), now).report(), Language::English);
        assert_eq!(report.headline, "Not an Open Badges 3.0 badge.");
        assert_eq!(report.checks[0].code, "open-badges-2");
        let next = report.checks[0].next_step.as_deref().unwrap();
        assert!(next.contains("https://example.org/robotics-badge.json"), "{next}");
    }
}
