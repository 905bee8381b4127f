//! The same statements in another form of JSON-LD: the proof stays good, and a reader of the JSON is misled.

use credentials::canonical::{RdfcHash, canonical_nquads_with};
use credentials::verify::{CheckName, Outcome, Verdict};
use serde_json::{Value, json};

use crate::support::{World, check, general, good};

fn statements(document: &Value) -> Option<String> {
    let mut unsecured = document.clone();
    unsecured.as_object_mut().unwrap().remove("proof");
    canonical_nquads_with(&unsecured, general(), RdfcHash::Sha256).ok()
}

#[test]
fn a_status_hidden_under_its_full_address_is_found() {
    let mut hidden = good();
    let status = hidden.as_object_mut().unwrap().remove("credentialStatus").unwrap();
    hidden["https://www.w3.org/2018/credentials#credentialStatus"] = status;
    assert_eq!(statements(&hidden), statements(&good()), "a proof alone cannot tell");
    let report = World::usual().verify(&hidden);
    assert_eq!(check(&report, CheckName::PlainForm).code, "iri-member");
    assert_eq!((report.verdict, report.badge), (Verdict::NotValid, None));
}

#[test]
fn parts_moved_out_of_sight_are_never_valid() {
    let moved = |place: fn(&mut Value, Value)| {
        let mut badge = good();
        let until = badge.as_object_mut().unwrap().remove("validUntil").unwrap();
        let own = json!({"id": badge["id"], "type": badge["type"], "validUntil": until});
        place(&mut badge, own);
        badge
    };
    for badge in [
        moved(|badge, own| badge["@included"] = json!([own])),
        moved(|badge, own| badge["@graph"] = json!([own])),
        moved(|badge, own| badge["credentialSubject"]["@reverse"] = json!({"issuer": own})),
    ] {
        let report = World::usual().verify(&badge);
        assert_ne!(report.verdict, Verdict::Valid);
        assert_ne!(check(&report, CheckName::PlainForm).outcome, Outcome::Passed);
        assert_eq!(report.badge, None);
    }
}

#[test]
fn a_part_with_the_badges_own_identifier_is_refused() {
    let mut badge = good();
    badge["credentialSubject"]["achievement"]["related"] =
        json!([{"id": badge["id"], "type": ["Related"], "version": "2"}]);
    assert_eq!(check(&World::usual().verify(&badge), CheckName::PlainForm).code, "same-id");
}
