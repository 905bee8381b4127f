//! The rules for our own badges, each with its place.

use credentials::lint::Kind;
use serde_json::json;

use crate::support::{DID, at, badge, each_is_found, findings, lint, status_list};

#[test]
fn what_the_model_builds_may_be_signed() {
    let linted = lint(&badge()).unwrap();
    assert_eq!((linted.kind(), linted.issuer()), (Kind::OpenBadge, DID));
    assert_eq!(linted.id(), "https://badges.northfield.example/credentials/01JQ");
    assert_eq!(linted.valid_until(), Some(at("2031-03-02T09:00:00Z")));
    assert_eq!(linted.status().map(|entry| entry.index), Some(84_017));
    assert_eq!(linted.achievement().unwrap()["name"], "Bench Safety");
    assert_eq!(linted.text(), badge().to_string());

    let linted = lint(&status_list()).unwrap();
    assert_eq!((linted.kind(), linted.issuer()), (Kind::StatusList, DID));
    assert!(linted.achievement().is_none() && linted.status().is_none());
}

#[test]
fn what_the_model_builds_shows_no_address_and_nothing_empty() {
    let text = badge().to_string().to_lowercase();
    assert!(!text.contains("ada@example.edu"));
    let hash = credentials::identity::identity_hash("ada@example.edu", "6b1f0a94c2e7d358");
    assert!(text.contains(&hash));
    let mut bare = badge();
    bare["credentialSubject"]["achievement"]["tag"] = json!([]);
    assert!(lint(&bare).is_err());
}

#[test]
fn every_required_member_is_asked_for_by_name() {
    for pointer in [
        "/id",
        "/issuer",
        "/validFrom",
        "/credentialSubject",
        "/credentialStatus",
        "/credentialSubject/achievement",
        "/credentialSubject/achievement/id",
        "/credentialSubject/achievement/name",
        "/credentialSubject/achievement/description",
        "/credentialSubject/achievement/criteria",
        "/credentialSubject/achievement/image/id",
        "/credentialSubject/identifier/0/hashed",
        "/credentialSubject/identifier/0/identityHash",
        "/credentialSubject/identifier/0/identityType",
        "/issuer/id",
    ] {
        let found = findings(badge(), pointer, None);
        assert!(found.contains(&(pointer.to_owned(), "missing")), "{pointer}: {found:?}");
    }
}

#[test]
fn each_rule_about_the_credential_names_its_place() {
    each_is_found(&[
        ("/@context", json!(["https://www.w3.org/ns/credentials/v2"]), "/@context", "context"),
        (
            "/@context/1",
            json!("https://purl.imsglobal.org/spec/ob/v3p0/context.json"),
            "/@context",
            "context",
        ),
        ("/type", json!(["VerifiableCredential"]), "/type", "type"),
        ("/type", json!("OpenBadgeCredential"), "/type", "type"),
        ("/type", json!(["VerifiableCredential", "OpenBadgeCredential", "Profile"]), "/type/2", "type"),
        ("/id", json!("badge-1"), "/id", "malformed"),
        ("/issuer", json!(DID), "/issuer", "not-an-object"),
        ("/issuer/id", json!("https://northfield.example"), "/issuer/id", "issuer-not-did"),
        ("/issuer/id", json!("did:web:a.example#key"), "/issuer/id", "issuer-not-did"),
        ("/issuer/type", json!(["Achievement"]), "/issuer/type", "type"),
        ("/issuer/url", json!("northfield.example"), "/issuer/url", "malformed"),
        ("/validFrom", json!("2026-03-02"), "/validFrom", "malformed"),
        ("/validFrom", json!("2026-03-02T09:00:00"), "/validFrom", "malformed"),
        ("/validUntil", json!("2026-03-02T09:00:00Z"), "/validUntil", "never-valid"),
        ("/proof", json!([]), "/proof", "proof-present"),
    ]);
}

#[test]
fn each_rule_about_the_subject_names_its_place() {
    each_is_found(&[
        ("/credentialSubject", json!([]), "/credentialSubject", "not-single"),
        ("/credentialSubject/identifier", json!([]), "/credentialSubject", "nobody"),
        (
            "/credentialSubject/identifier/0/type",
            json!(["IdentityObject"]),
            "/credentialSubject/identifier/0/type",
            "type",
        ),
        (
            "/credentialSubject/identifier/0/more",
            json!("x"),
            "/credentialSubject/identifier/0/more",
            "closed",
        ),
        (
            "/credentialSubject/identifier/0/hashed",
            json!(false),
            "/credentialSubject/identifier/0",
            "address-in-clear",
        ),
        (
            "/credentialSubject/identifier/0/hashed",
            json!("true"),
            "/credentialSubject/identifier/0/hashed",
            "wrong-kind",
        ),
        (
            "/credentialSubject/identifier/0/identityHash",
            json!("md5$abc"),
            "/credentialSubject/identifier/0/identityHash",
            "weak-hash",
        ),
        (
            "/credentialSubject/identifier/1/identityType",
            json!("nickname"),
            "/credentialSubject/identifier/1/identityType",
            "malformed",
        ),
    ]);
}

#[test]
fn each_rule_about_achievement_and_status_names_its_place() {
    each_is_found(&[
        (
            "/credentialSubject/achievement/achievementType",
            json!("Sticker"),
            "/credentialSubject/achievement/achievementType",
            "malformed",
        ),
        (
            "/credentialSubject/achievement/criteria",
            json!({"name": "x"}),
            "/credentialSubject/achievement/criteria",
            "no-criteria",
        ),
        (
            "/credentialSubject/achievement/name",
            json!(""),
            "/credentialSubject/achievement/name",
            "malformed",
        ),
        ("/credentialSubject/achievement/name", json!(null), "/credentialSubject/achievement/name", "null"),
        (
            "/credentialSubject/achievement/tag",
            json!("safety"),
            "/credentialSubject/achievement/tag",
            "not-an-array",
        ),
        ("/credentialSubject/achievement/tag", json!([]), "/credentialSubject/achievement/tag", "empty"),
        (
            "/credentialSubject/achievement/tag",
            json!([1]),
            "/credentialSubject/achievement/tag/0",
            "wrong-kind",
        ),
        (
            "/credentialSubject/achievement/inLanguage",
            json!("English"),
            "/credentialSubject/achievement/inLanguage",
            "malformed",
        ),
        (
            "/credentialSubject/achievement/image",
            json!("https://x.example/i.png"),
            "/credentialSubject/achievement/image",
            "not-an-object",
        ),
        (
            "/credentialSubject/achievement/image/alt",
            json!("x"),
            "/credentialSubject/achievement/image/alt",
            "closed",
        ),
        (
            "/credentialSubject/achievement/creator",
            json!({"id": DID, "type": ["Profile"], "name": "Other"}),
            "/credentialSubject/achievement/creator",
            "same-id",
        ),
        ("/credentialStatus/statusPurpose", json!("suspension"), "/credentialStatus", "status-entry"),
        ("/credentialStatus/statusListIndex", json!("84018"), "/credentialStatus", "status-entry"),
        ("/credentialStatus/id", json!("urn:x"), "/credentialStatus", "status-entry"),
        ("/credentialStatus/extra", json!("x"), "/credentialStatus", "status-entry"),
        ("/secret", json!("x"), "/secret", "undefined-term"),
        (
            "/credentialSubject/achievement/a~b",
            json!("x"),
            "/credentialSubject/achievement/a~0b",
            "undefined-term",
        ),
    ]);
}

#[test]
fn a_hash_without_salt_is_refused() {
    let found = findings(badge(), "/credentialSubject/identifier/0/salt", None);
    assert_eq!(found, [("/credentialSubject/identifier/0/salt".to_owned(), "no-salt")]);
}

#[test]
fn own_words_are_allowed_where_the_standard_extends() {
    let place = "/credentialSubject/achievement/achievementType";
    assert_eq!(findings(badge(), place, Some(json!("ext:Sticker"))), []);
    assert_ne!(findings(badge(), place, Some(json!("ext:"))), []);
}

#[test]
fn all_findings_come_at_once() {
    let mut value = badge();
    value["id"] = json!("x");
    value["issuer"]["url"] = json!("y");
    value["credentialSubject"]["achievement"]["name"] = json!(null);
    value["proof"] = json!({});
    let found = lint(&value).unwrap_err();
    for pointer in ["/id", "/issuer/url", "/credentialSubject/achievement/name", "/proof"] {
        assert!(found.iter().any(|finding| finding.pointer == pointer), "{pointer}: {found:?}");
    }
}

#[test]
fn a_badge_may_name_its_achievement_s_picture_with_a_digest_if_it_repeats_the_picture() {
    let mut badge = badge();
    let image = json!({"id": "http://localhost:3000/achievements/01ARZ3NDEKTSV4RRFFQ69G5FAV/1/image", "type": "Image",
        "caption": "A bridge."});
    let digest = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    badge["relatedResource"] = json!([{"id": image["id"], "digestSRI": digest}]);
    badge["credentialSubject"]["achievement"]["image"] = image.clone();
    let found = lint(&badge).unwrap_err();
    assert!(found.iter().any(|finding| finding.code() == "same-id"), "{found:?}");
    badge["relatedResource"] =
        json!([{"id": image["id"], "type": "Image", "caption": image["caption"], "digestSRI": digest}]);
    assert!(lint(&badge).is_ok(), "{:?}", lint(&badge).unwrap_err());
}
