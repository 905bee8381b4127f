//! A part that no signature would cover is reported with its exact place, even when its name is defined elsewhere.

use credentials::contexts::{OB_3_0_3, V2};
use messages::Language;
use serde_json::{Value, json};

use crate::support::{DID, badge, lint};

fn last(document: &Value) -> (String, &'static str, String) {
    let finding = lint(document).unwrap_err().pop().unwrap();
    (finding.pointer, finding.fault.code(), Language::English.lint_fault(&finding.fault))
}

/// A credential that is not a badge, so that the table of classes does not report first.
fn credential(subject: &Value) -> Value {
    json!({
        "@context": [V2, OB_3_0_3],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": DID,
        "validFrom": "2026-03-02T09:00:00Z",
        "credentialSubject": subject,
    })
}

#[test]
fn an_undefined_member_is_told_from_others_of_its_name() {
    // "tag" is defined within an Achievement only, and the achievement comes first.
    let mut badge = badge();
    badge["evidence"] = json!([{"type": ["Evidence"], "name": "a"}, {"type": ["Evidence"], "tag": ["b"]}]);
    let (place, code, says) = last(&badge);
    assert_eq!((place.as_str(), code), ("/evidence/1/tag", "undefined-term"));
    assert!(says.contains("belong to Achievement"), "{says}");
}

#[test]
fn a_class_that_is_missing_from_type_is_named() {
    let document = credential(&json!({"name": "x", "tag": ["safety"]}));
    let (place, _, says) = last(&document);
    assert_eq!(place, "/credentialSubject/tag");
    assert!(says.contains("Achievement: add that to \"type\""), "{says}");
}

#[test]
fn relative_identifiers_and_keyword_like_ones_are_found_where_they_stand() {
    let mut badge = badge();
    badge["credentialSubject"]["role"] = json!("badge-1");
    badge["evidence"] =
        json!([{"type": ["Evidence"], "id": "urn:a:1"}, {"type": ["Evidence"], "id": "badge-1"}]);
    let (place, code, _) = last(&badge);
    assert_eq!((place.as_str(), code), ("/evidence/1/id", "malformed"));
    let relative = json!({"name": "part-7", "iss": "part-7"});
    let (place, code, _) = last(&credential(&relative));
    assert_eq!((place.as_str(), code), ("/credentialSubject/iss", "invalid-id"));
    let (place, code, _) = last(&credential(&json!({"name": "@foo", "iss": "@foo"})));
    assert_eq!((place.as_str(), code), ("/credentialSubject/iss", "invalid-id"));
}

#[test]
fn an_undefined_type_is_found_where_it_stands() {
    let document = credential(&json!([{"name": "Thing"}, {"name": "x", "type": ["Profile", "Thing"]}]));
    let (place, code, _) = last(&document);
    assert_eq!((place.as_str(), code), ("/credentialSubject/1/type/1", "undefined-type"));
}

#[test]
fn other_losses_are_found_where_they_stand() {
    for (subject, place, code) in [
        (
            json!({"name": {"@value": "x", "@language": "e n"}}),
            "/credentialSubject/name/@language",
            "language",
        ),
        (json!({"name": "x", "": "y"}), "/credentialSubject/", "empty-member"),
        (
            json!({"name": "x", "issuer": {"@context": {"a": "urn:a:b"}}}),
            "/credentialSubject/issuer/@context",
            "inline-context",
        ),
    ] {
        let (found, what, _) = last(&credential(&subject));
        assert_eq!((found.as_str(), what), (place, code), "{subject}");
    }
}
