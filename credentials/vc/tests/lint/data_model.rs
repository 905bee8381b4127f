//! VC Data Model 2.0: credentials that are not badges, and presentations.

use credentials::lint::{self, Finding, Kind};
use serde_json::{Value, json};

use crate::support::{DID, lint, says};

/// A credential without any class of Open Badges, in terms of the base context alone.
fn credential() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "name": [{"@value": "Confirmation", "@language": "en"}, {"@value": "Igazolás", "@language": "hu"}],
        "description": "Somebody has a name.",
        "issuer": {"id": DID, "name": "Northfield"},
        "validFrom": "2026-03-02T09:00:00Z",
        "validUntil": "2027-03-02T09:00:00+01:00",
        "credentialSubject": [{"id": "did:example:abc", "name": "Ada"}, {"name": "Bob"}],
        "credentialSchema": {"id": "https://example.org/schema.json", "type": "JsonSchema"},
        "relatedResource": [
            {"id": "https://example.org/a", "digestSRI": "sha384-MzNNbQTWCSUSi0bbz7dbua+RcENv7C6FvlmYJ1Y+I727HsPOHdzwELMYO9Mz68M26"},
            {"id": "https://example.org/b", "digestMultibase": "uEiBZlVztZpfWHgPyslZv-6UwirFoQoRvW1htfx963sknNA"},
        ],
    })
}

fn set(mut value: Value, pointer: &str, new: Option<Value>) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap();
    match new {
        Some(new) if parent.is_array() => parent[name.parse::<usize>().unwrap()] = new,
        Some(new) => parent[name] = new,
        None => drop(parent.as_object_mut().unwrap().shift_remove(name)),
    }
    value
}

fn places(findings: Vec<Finding>) -> Vec<(String, &'static str)> {
    assert!(findings.iter().all(|finding| says(finding).ends_with('.')), "{findings:?}");
    findings.into_iter().map(|finding| (finding.pointer, finding.fault.code())).collect()
}

#[test]
fn a_credential_of_another_kind_may_be_signed() {
    let linted = lint(&credential()).unwrap();
    assert_eq!((linted.kind(), linted.issuer()), (Kind::Credential, DID));
    let by_url = set(credential(), "/issuer", Some(json!(DID)));
    assert_eq!(lint(&by_url).unwrap().issuer(), DID);
    assert_eq!(lint::data_model(&credential()), []);
}

/// Checks that each change leads to this finding, when reading and when issuing.
fn each_is_found(rules: &[(&str, Value, &str, &str)]) {
    for (pointer, new, place, code) in rules {
        let new = Some(new.clone()).filter(|new| *new != json!("(removed)"));
        let changed = set(credential(), pointer, new);
        let wanted = ((*place).to_owned(), *code);
        let read = places(lint::data_model(&changed));
        assert!(read.contains(&wanted), "{pointer}: {read:?}");
        let issued = places(lint(&changed).unwrap_err());
        assert!(issued.contains(&wanted), "{pointer}: {issued:?}");
    }
}

#[test]
fn each_rule_about_context_type_and_ids_names_its_place() {
    each_is_found(&[
        ("/@context", json!("(removed)"), "/@context", "context"),
        ("/@context", json!("https://www.w3.org/ns/credentials/v2"), "/@context", "context"),
        ("/@context", json!(["https://example.org", credentials::contexts::V2]), "/@context/0", "context"),
        ("/@context", json!([credentials::contexts::V2, 1]), "/@context/1", "context"),
        ("/@context", json!([credentials::contexts::V2, "https ://x"]), "/@context/1", "context"),
        ("/type", json!("(removed)"), "/type", "missing"),
        ("/type", json!([]), "/type", "type"),
        ("/type", json!(["VerifiableCredential", 1]), "/type", "type"),
        ("/type", json!(["JsonSchemaCredential"]), "/type", "type"),
        ("/id", json!("not a url"), "/id", "malformed"),
        ("/id", json!(["urn:a:1", "urn:a:2"]), "/id", "malformed"),
        ("/id", json!(null), "/id", "malformed"),
        ("/issuer", json!("(removed)"), "/issuer", "missing"),
        ("/issuer", json!("x"), "/issuer", "malformed"),
        ("/issuer", json!([DID]), "/issuer", "malformed"),
        ("/issuer/id", json!("(removed)"), "/issuer/id", "missing"),
        ("/issuer/id", json!("x"), "/issuer/id", "malformed"),
        ("/issuer/name", json!(1), "/issuer/name", "wrong-kind"),
    ]);
}

#[test]
fn each_rule_about_subject_dates_and_texts_names_its_place() {
    each_is_found(&[
        ("/credentialSubject", json!("(removed)"), "/credentialSubject", "missing"),
        ("/credentialSubject", json!([]), "/credentialSubject", "empty"),
        ("/credentialSubject", json!({}), "/credentialSubject", "empty"),
        ("/credentialSubject", json!("did:example:abc"), "/credentialSubject", "not-an-object"),
        ("/credentialSubject/1", json!({}), "/credentialSubject/1", "empty"),
        ("/credentialSubject/0/id", json!("x"), "/credentialSubject/0/id", "malformed"),
        ("/credentialSubject/0/id", json!(["did:example:a"]), "/credentialSubject/0/id", "malformed"),
        ("/validFrom", json!("2026-03-02"), "/validFrom", "malformed"),
        ("/validFrom", json!(1), "/validFrom", "malformed"),
        ("/validUntil", json!("2026-03-02T09:00:00"), "/validUntil", "malformed"),
        ("/validUntil", json!("2026-03-02T08:59:59Z"), "/validUntil", "never-valid"),
        ("/name", json!([]), "/name", "empty"),
        ("/name", json!({"@language": "en"}), "/name/@value", "missing"),
        ("/name/0/@value", json!(1), "/name/0/@value", "wrong-kind"),
        ("/name/0/@language", json!("e n"), "/name/0/@language", "language"),
        ("/name/0/@direction", json!("up"), "/name/0/@direction", "malformed"),
        ("/name/0/url", json!("urn:x:y"), "/name/0/url", "closed"),
    ]);
}

#[test]
fn each_rule_about_the_parts_names_its_place() {
    each_is_found(&[
        ("/credentialStatus", json!({"id": "urn:a:1"}), "/credentialStatus/type", "missing"),
        (
            "/credentialStatus",
            json!([{"type": "JsonSchema", "id": "x"}]),
            "/credentialStatus/0/id",
            "malformed",
        ),
        ("/credentialSchema/id", json!("(removed)"), "/credentialSchema/id", "missing"),
        ("/credentialSchema/id", json!("schema.json"), "/credentialSchema/id", "malformed"),
        ("/credentialSchema/type", json!("(removed)"), "/credentialSchema/type", "missing"),
        ("/refreshService", json!({"id": "urn:a:1"}), "/refreshService/type", "missing"),
        ("/termsOfUse", json!([{"id": "urn:a:1"}]), "/termsOfUse/0/type", "missing"),
        ("/evidence", json!([{"id": "urn:a:1"}]), "/evidence/0/type", "missing"),
        ("/evidence", json!("urn:a:1"), "/evidence", "not-an-object"),
        ("/relatedResource/0", json!("https://example.org/a"), "/relatedResource/0", "not-an-object"),
        ("/relatedResource/0/id", json!("(removed)"), "/relatedResource/0/id", "missing"),
        ("/relatedResource/0/id", json!("a"), "/relatedResource/0/id", "malformed"),
        ("/relatedResource/1/id", json!("https://example.org/a"), "/relatedResource/1/id", "same-id"),
        ("/relatedResource/0/digestSRI", json!("(removed)"), "/relatedResource/0/digestSRI", "missing"),
        ("/relatedResource/0/digestSRI", json!("md5-abc"), "/relatedResource/0/digestSRI", "malformed"),
        (
            "/relatedResource/1/digestMultibase",
            json!("!x"),
            "/relatedResource/1/digestMultibase",
            "malformed",
        ),
    ]);
}

#[test]
fn what_we_sign_has_an_id_a_time_a_did_and_no_proof() {
    for (pointer, new, place, code) in [
        ("/id", None, "/id", "missing"),
        ("/validFrom", None, "/validFrom", "missing"),
        ("/issuer/id", Some(json!("https://northfield.example")), "/issuer/id", "issuer-not-did"),
        ("/issuer", Some(json!("did:web:a.example#key")), "/issuer", "issuer-not-did"),
        ("/proof", Some(json!({"type": "DataIntegrityProof"})), "/proof", "proof-present"),
        ("/termsOfUse", Some(json!([])), "/termsOfUse", "empty"),
        ("/evidence", Some(json!(null)), "/evidence", "null"),
        ("/secret", Some(json!("x")), "/secret", "undefined-term"),
        ("/type", Some(json!(["VerifiableCredential", "Thing"])), "/type/1", "undefined-type"),
        ("/credentialSubject/1/id", Some(json!("did:example:abc")), "/credentialSubject/1", "same-id"),
    ] {
        let changed = set(credential(), pointer, new);
        let found = places(lint(&changed).unwrap_err());
        assert!(found.contains(&(place.to_owned(), code)), "{pointer}: {found:?}");
    }
}

/// Only data loss is a fault of Data Integrity; other findings belong to the data model.
#[test]
fn each_finding_has_the_problem_type_of_the_specifications() {
    let of = |pointer: &str, new: Value| {
        lint(&set(credential(), pointer, Some(new))).unwrap_err()[0].problem_type()
    };
    assert_eq!(of("/secret", json!("x")), "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR");
    assert_eq!(of("/id", json!("x")), "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR");
}

/// A holder could restore the short names under the same signature.
#[test]
fn a_badge_or_list_whose_type_is_written_as_an_address_is_not_signed_as_something_else() {
    for kind in [
        "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential",
        "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential",
    ] {
        let changed = set(credential(), "/type", Some(json!(["VerifiableCredential", kind])));
        assert_eq!(places(lint(&changed).unwrap_err()), [("/type".to_owned(), "kind")]);
    }
    let badge = set(credential(), "/credentialSubject/0/type", Some(json!(["AchievementSubject"])));
    assert_eq!(Kind::of(&badge), Kind::OpenBadge);
}

#[test]
fn a_context_that_the_caller_vouches_for_may_be_used() {
    let text = r#"{"@context": {"@protected": true, "alumniOf": "https://schema.org/alumniOf"}}"#;
    let url = "https://example.org/context/1";
    let changed = set(credential(), "/@context", Some(json!([credentials::contexts::V2, url])));
    let changed = set(changed, "/credentialSubject/0/alumniOf", Some(json!("The School")));
    let unsigned = |value: &Value| lint::UnsignedCredential::parse(value.to_string().as_bytes()).unwrap();
    let extra = [credentials::canonical::ExtraContext { url, text }];
    assert!(lint::lint_with(unsigned(&changed), &extra).is_ok());
    let found = places(lint::lint(unsigned(&changed)).unwrap_err());
    assert_eq!(found, [("/@context/1".to_owned(), "unknown-context")]);
}

#[test]
fn credentials_of_version_1_1_are_read_with_their_own_names_of_dates() {
    let mut old = credential();
    old["@context"][0] = json!(credentials::contexts::V1);
    assert_eq!(places(lint::data_model(&old)), [("/issuanceDate".to_owned(), "missing")]);
    old["issuanceDate"] = json!("2026-03-02T09:00:00Z");
    assert_eq!(lint::data_model(&old), []);
    old["expirationDate"] = json!("2025-03-02T09:00:00Z");
    assert_eq!(places(lint::data_model(&old)), [("/expirationDate".to_owned(), "never-valid")]);
    assert_ne!(places(lint(&old).unwrap_err()), []);
}

#[test]
fn presentations_are_judged_with_all_that_they_hold() {
    let presentation = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": "did:example:abc",
        "verifiableCredential": [credential(), {
            "@context": "https://www.w3.org/ns/credentials/v2",
            "type": "EnvelopedVerifiableCredential",
            "id": "data:application/vc+jwt,a.b.c",
        }],
    });
    assert_eq!(lint::presentation(&presentation), []);
    for (pointer, new, place, code) in [
        ("/@context", json!([]), "/@context/0", "context"),
        ("/type", json!(["VerifiableCredential"]), "/type", "type"),
        ("/id", json!("x"), "/id", "malformed"),
        ("/holder", json!({"name": "x"}), "/holder/id", "missing"),
        ("/holder", json!("x"), "/holder", "malformed"),
        ("/termsOfUse", json!({"id": "urn:a:1"}), "/termsOfUse/type", "missing"),
        ("/verifiableCredential/0/issuer", json!("x"), "/verifiableCredential/0/issuer", "malformed"),
        ("/verifiableCredential/0", json!("a.b.c"), "/verifiableCredential/0", "not-an-object"),
        ("/verifiableCredential/1/id", json!("urn:a:1"), "/verifiableCredential/1/id", "malformed"),
    ] {
        let found = places(lint::presentation(&set(presentation.clone(), pointer, Some(new))));
        assert!(found.contains(&(place.to_owned(), code)), "{pointer}: {found:?}");
    }
}

/// Bitstring Status List 1.0, section 2.1.
#[test]
fn a_status_entry_of_another_list_is_signed_only_in_its_form() {
    let entry = json!({
        "type": "BitstringStatusListEntry", "statusPurpose": "message", "statusListIndex": "94567",
        "statusListCredential": "https://a.example/status/3", "statusSize": 1,
        "statusMessage": [{"status": "0x0", "message": "pending"}, {"status": "0x1", "message": "accepted"}],
        "statusReference": ["https://a.example/meanings"],
    });
    let with = |member: &str, value: &Value| {
        let new = Some(value.clone()).filter(|value| !value.is_null());
        let entry = set(entry.clone(), &format!("/{member}"), new);
        lint(&set(credential(), "/credentialStatus", Some(entry))).map_err(places)
    };
    assert!(with("statusSize", &json!(1)).is_ok());
    for member in ["statusSize", "statusReference", "statusMessage"] {
        assert!(with(member, &json!(null)).is_ok(), "{member}");
    }
    for (member, value, code) in [
        ("statusPurpose", json!(null), "missing"),
        ("statusPurpose", json!(7), "malformed"),
        ("statusListIndex", json!(null), "missing"),
        ("statusListIndex", json!(94_567), "malformed"),
        ("statusListIndex", json!("-1"), "malformed"),
        ("statusListIndex", json!(""), "malformed"),
        ("statusListCredential", json!(null), "missing"),
        ("statusListCredential", json!("status/3"), "malformed"),
        ("statusSize", json!(0), "malformed"),
        ("statusSize", json!("1"), "malformed"),
        ("statusMessage", json!([{"status": "0x0", "message": "pending"}]), "malformed"),
        ("statusMessage", json!([{"status": "0x0"}, {"status": "0x1"}]), "malformed"),
        ("statusReference", json!(["meanings"]), "malformed"),
    ] {
        let found = with(member, &value).unwrap_err();
        assert!(
            found.contains(&(format!("/credentialStatus/{member}"), code)),
            "{member} {value}: {found:?}"
        );
    }
}

#[test]
fn a_text_with_a_direction_may_be_signed() {
    assert!(lint(&set(credential(), "/name/0/@direction", Some(json!("ltr")))).is_ok());
}
