//! Contexts, 1EdTech's types, schemas, and rules beyond the official schemas.

use credentials::contexts::{OB_3_0_3, OB_EXTENSIONS, V2};
use credentials::lint::Kind;
use serde_json::{Value, json};

use crate::support::{DID, badge, each_is_found, lint, says};

const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

fn found(badge: &Value) -> Vec<(String, &'static str)> {
    let findings = lint(badge).err().unwrap_or_default();
    findings.into_iter().map(|finding| (finding.pointer, finding.fault.code())).collect()
}

#[test]
fn types_of_1edtech_need_the_context_that_defines_them() {
    let mut badge = badge();
    badge["credentialSchema"] = json!([{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}]);
    badge["refreshService"] =
        json!({"id": "https://northfield.example/refresh", "type": "1EdTechCredentialRefresh"});
    let findings = lint(&badge).unwrap_err();
    assert!(findings.iter().all(|finding| says(finding).contains(OB_EXTENSIONS)), "{findings:?}");
    let places = [
        ("/credentialSchema/0/type".to_owned(), "undefined-type"),
        ("/refreshService/type".to_owned(), "undefined-type"),
    ];
    assert_eq!(found(&badge), places);
    badge["@context"] = json!([V2, OB_3_0_3, OB_EXTENSIONS]);
    assert_eq!(found(&badge), []);
}

#[test]
fn when_schemas_are_named_the_standards_own_is_among_them() {
    let mut badge = badge();
    badge["@context"] = json!([V2, OB_3_0_3, OB_EXTENSIONS]);
    badge["credentialSchema"] =
        json!([{"id": "https://x.example/s.json", "type": "1EdTechJsonSchemaValidator2019"}]);
    assert_eq!(found(&badge), [("/credentialSchema".to_owned(), "schema")]);
}

#[test]
fn the_full_example_may_be_signed_as_it_is() {
    let full: Value = serde_json::from_str(include_str!("../fixtures/ob3-full.json")).unwrap();
    assert_eq!(lint(&full).unwrap().kind(), Kind::OpenBadge);
}

#[test]
fn rules_beyond_the_schemas_name_their_place() {
    let picture =
        json!({"id": "https://badges.northfield.example/achievements/01JQ/1/image", "type": "Image"});
    each_is_found(&[
        ("/credentialSubject/image", picture, "/credentialSubject/image", "same-image"),
        ("/issuer/email", json!("somebody"), "/issuer/email", "malformed"),
        ("/issuer/email", json!("a b@x.example"), "/issuer/email", "malformed"),
        ("/issuer/endorsementJwt", json!(["a.b.c"]), "/issuer/endorsementJwt", "endorsement-jwt"),
        ("/issuer/dateOfBirth", json!("2001-02-29"), "/issuer/dateOfBirth", "malformed"),
        (
            "/issuer/address",
            json!({"type": ["Address"], "addressCountryCode": "gb"}),
            "/issuer/address/addressCountryCode",
            "malformed",
        ),
        (
            "/credentialSubject/achievement/achievementType",
            json!("x ext:y"),
            "/credentialSubject/achievement/achievementType",
            "malformed",
        ),
        ("/extra", json!([[]]), "/extra/0", "empty"),
        ("/extra", json!({"a": [{"b": null}]}), "/extra/a/0/b", "null"),
        ("/awardedDate", json!("2026-03-02"), "/awardedDate", "malformed"),
    ]);
}

/// An object that states the same or less about a node is harmless; one that states something else could be
/// exchanged.
#[test]
fn one_node_is_described_by_one_object() {
    let mut badge = badge();
    let place = "/credentialSubject/achievement/creator";
    badge["credentialSubject"]["achievement"]["creator"] =
        json!({"id": DID, "type": ["Profile"], "name": "Northfield Institute of Technology"});
    assert_eq!(found(&badge), []);
    badge["credentialSubject"]["achievement"]["creator"]["phone"] = json!("1");
    assert_eq!(found(&badge), [(place.to_owned(), "same-id")]);
}

#[test]
fn an_endorsement_is_judged_by_its_own_class() {
    let full: Value = serde_json::from_str(include_str!("../fixtures/ob3-full.json")).unwrap();
    let mut endorsement = full["endorsement"][0].clone();
    endorsement.as_object_mut().unwrap().shift_remove("proof");
    assert_eq!(lint(&endorsement).unwrap().kind(), Kind::Credential);
    endorsement.as_object_mut().unwrap().shift_remove("name");
    endorsement["credentialSubject"]["type"] = json!(["Other"]);
    let found = found(&endorsement);
    for place in [("/name", "missing"), ("/credentialSubject/type", "type")] {
        assert!(found.contains(&(place.0.to_owned(), place.1)), "{found:?}");
    }
}
