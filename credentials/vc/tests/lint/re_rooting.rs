//! Re-rooting: documents that a holder could make from a signed one under an intact proof.

use credentials::canonical::canonical_nquads;
use credentials::lint::Finding;
use serde_json::{Value, json};

use crate::support::{DID, badge, each_is_found, lint, lint_on_the_general_path};

/// A badge for signing that contains another, unregistered badge, which refers back to it.
fn with_hidden_badge() -> Value {
    let mut outer = badge();
    let hidden = json!({
        "id": "urn:uuid:hidden",
        "type": ["Evidence", "VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID, "type": ["Profile"]},
        "validFrom": "2026-03-02T09:00:00Z",
        "credentialSubject": {
            "id": "did:example:thief",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://badges.northfield.example/achievements/01JQ/9", "type": ["Achievement"],
                "name": "Doctor", "description": "Of everything.", "criteria": {"narrative": "None."}
            }
        },
        "evidence": [{"id": outer["id"], "type": ["Evidence"]}]
    });
    outer["evidence"] = json!([hidden]);
    outer
}

#[test]
fn a_holder_can_begin_a_document_at_another_node_under_the_same_statements() {
    let outer = with_hidden_badge();
    let mut inner = outer["evidence"][0].clone();
    let mut rest = outer.clone();
    rest.as_object_mut().unwrap().shift_remove("@context");
    rest["evidence"] = json!([{"id": "urn:uuid:hidden", "type": ["Evidence"]}]);
    rest["type"] = json!(["Evidence", "VerifiableCredential", "OpenBadgeCredential"]);
    inner["evidence"] = json!([rest]);
    inner["@context"] = outer["@context"].clone();
    let mut outer = outer;
    outer["type"] = json!(["Evidence", "VerifiableCredential", "OpenBadgeCredential"]);
    outer["evidence"][0]["evidence"][0]["type"] = json!(["Evidence"]);
    assert_eq!(canonical_nquads(&outer).unwrap(), canonical_nquads(&inner).unwrap());
}

#[test]
fn a_badge_that_hides_another_of_the_same_issuer_is_refused() {
    let found = lint(&with_hidden_badge()).unwrap_err();
    assert!(found.iter().any(|finding| finding.code() == "second-credential"), "{found:?}");
}

#[test]
fn an_endorsement_by_somebody_else_may_be_a_part_and_one_by_the_issuer_may_not() {
    let mut endorsed = badge();
    let contexts = endorsed["@context"].clone();
    let by = |issuer: &str| {
        json!([{
            "@context": contexts, "id": "urn:uuid:e", "name": "Good.", "validFrom": "2026-03-02T09:00:00Z",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "issuer": {"id": issuer, "type": ["Profile"]},
            "credentialSubject": {"id": "https://badges.northfield.example/credentials/01JQ", "type": ["EndorsementSubject"]}
        }])
    };
    endorsed["endorsement"] = by("did:web:accreditor.example");
    assert!(lint(&endorsed).is_ok(), "{:?}", lint(&endorsed).unwrap_err());
    endorsed["endorsement"] = by(DID);
    assert!(lint(&endorsed).unwrap_err().iter().any(|finding| finding.code() == "second-credential"));
}

#[test]
fn a_second_achievement_or_a_kind_in_other_words_is_refused() {
    let vocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
    let mut second = badge();
    second["credentialSubject"][format!("{vocabulary}achievement")] =
        json!({"id": "urn:a:9", "type": ["Achievement"]});
    let found = lint_on_the_general_path(&second).unwrap_err();
    assert_eq!(found.iter().map(Finding::code).collect::<Vec<_>>(), ["iri-member", "kind"]);
    let mut other = badge();
    let list = "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential";
    other["evidence"] = json!([{"type": ["Evidence", list], "id": "urn:l"}]);
    assert!(lint(&other).unwrap_err().iter().any(|finding| finding.code() == "kind"));
}

#[test]
fn names_that_hide_what_is_signed_are_refused_where_they_stand() {
    let place = "/credentialSubject/urn:example:name";
    each_is_found(&[(place, json!("x"), place, "iri-member")]);
    let mut nested = badge();
    nested["evidence"] = json!([{"type": ["Evidence"], "id": "urn:x", "@context": badge()["@context"]}]);
    let found = lint(&nested).unwrap_err();
    assert_eq!((found[0].pointer.as_str(), found[0].code()), ("/evidence/0/@context", "nested-context"));
}
