//! Badges with unknown facts: a set bit of their lists is shown nevertheless, and an unknown fact is not reported as
//! false.

use credentials::did;
use credentials::verify::{CheckName, Need, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    INDEX, ISSUER, KEYS_AT, LIST, World, assert_check, badge, check, did_key, good, key, list, now, proof,
    public, signed, unsigned_list,
};

fn verify(world: &World, document: &Value) -> (Report, Vec<Need>) {
    world.verify_for(document.to_string().as_bytes(), now(), None)
}

/// The good badge with a proof of an unsupported kind.
fn of_unknown_kind() -> Value {
    let mut badge = good();
    badge["proof"][0]["cryptosuite"] = json!("bbs-2023");
    badge
}

fn with_definitions_of_its_own() -> Value {
    let mut badge = good();
    badge["@context"].as_array_mut().unwrap().push(json!({"ours": "https://a.example/ours"}));
    badge
}

#[test]
fn the_issuers_list_shows_a_revocation_of_a_badge_whose_proof_is_not_read() {
    for badge in [of_unknown_kind(), with_definitions_of_its_own()] {
        let (report, _) = verify(&World::usual().with(LIST, &list(&[INDEX])), &badge);
        assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
        assert_eq!((report.verdict, report.badge.is_none()), (Verdict::NotValid, true), "{report:#?}");
        assert!(report.sentence.contains("shows it as revoked"), "{}", report.sentence);
        let (report, asked) = verify(&World::usual(), &badge);
        assert_check(&report, CheckName::Status, Outcome::NotChecked, "stopped");
        assert_eq!(report.verdict, Verdict::CouldNotCheck);
        assert!(asked.iter().any(|need| need.url() == Some(LIST)), "{asked:?}");
    }
}

#[test]
fn without_the_issuers_keys_a_set_bit_is_shown_and_decides_nothing() {
    let silent = World::usual().without(KEYS_AT);
    let (report, _) = verify(&silent.clone().with(LIST, &list(&[INDEX])), &good());
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    let status = check(&report, CheckName::Status);
    assert_eq!(status.outcome, Outcome::NotChecked);
    assert!(status.says.contains("shows the badge as revoked"), "{}", status.says);
    assert_check(&verify(&silent, &good()).0, CheckName::Status, Outcome::NotChecked, "stopped");
}

#[test]
fn a_set_bit_in_the_list_of_a_stranger_is_shown_for_a_badge_whose_proof_is_not_read() {
    let stranger = did_key(&key(2));
    let mut foreign = unsigned_list(&[INDEX]);
    foreign["issuer"] = json!(stranger);
    let world = World::usual().with(LIST, &signed(foreign, &stranger, &key(2)));
    let (report, _) = verify(&world, &of_unknown_kind());
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-issuer");
    assert!(check(&report, CheckName::Status).says.contains("shows the badge as revoked"));
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
}

#[test]
fn the_lists_of_a_badge_that_was_changed_are_not_asked_for() {
    let mut changed = good();
    changed["name"] = json!("Other");
    let (report, asked) = verify(&World::usual().with(LIST, &list(&[INDEX])), &changed);
    assert_eq!(report.headline, "Changed.");
    assert!(asked.iter().all(|need| need.url() != Some(LIST)), "{asked:?}");
}

/// Issuers that sign with a `did:key` and have an address or a number as identifier. The proof is good, and nothing
/// shows the owner of the key.
#[test]
fn a_bare_key_of_an_issuer_without_a_did_is_not_called_anothers() {
    let bare = did_key(&key(1));
    let of = |issuer: &str| {
        let mut badge = badge(issuer);
        badge.as_object_mut().unwrap().remove("credentialStatus");
        badge["proof"] = json!([proof(&badge, &key(1), &bare_method(&bare))]);
        badge
    };
    let school = "https://school.example/issuers/1";
    let (report, _) = verify(&World::default(), &of("urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164"));
    assert_check(&report, CheckName::Proof, Outcome::Passed, "unchanged");
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unresolvable");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    let profile = World::default().with(school, &json!({"id": school, "type": "Profile", "name": "School"}));
    for (world, code) in [(World::default(), "issuer-unreachable"), (profile, "issuer-lists-no-keys")] {
        let (report, _) = verify(&world, &of(school));
        assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, code);
    }
    let listing = World::default().with(school, &did::document(school, &[public(&key(2))]));
    let (report, _) = verify(&listing, &of(school));
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "unknown-key");
    // A DID has a document of its own.
    let (report, _) = verify(&World::usual(), &of(ISSUER));
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "wrong-issuer");
}

fn bare_method(did: &str) -> String {
    did::verification_method(did, &public(&key(1)))
}

#[test]
fn a_proof_may_name_the_only_key_of_its_issuer_by_the_issuers_did() {
    let mut badge = badge(ISSUER);
    badge["proof"] = json!([proof(&badge, &key(1), ISSUER)]);
    assert_eq!(World::usual().verify(&badge).verdict, Verdict::Valid);
    let two = did::document(ISSUER, &[public(&key(1)), public(&key(2))]);
    let report = World::usual().with(KEYS_AT, &two).verify(&badge);
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "no-key-named");
    let report = World::usual().without(KEYS_AT).verify(&badge);
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreachable");
}

#[test]
fn an_unread_form_has_the_headline_of_an_open_question() {
    let number = good().to_string().replacen("\"type\":", "\"creditsEarned\":1e400,\"type\":", 1);
    let flattened = json!({"payload": "e30", "protected": "e30", "signature": "AA"}).to_string();
    for (input, code) in [(number, "unsafe-number"), (flattened, "token-json-form")] {
        let report = World::usual().verify_bytes(input.as_bytes(), now());
        assert_check(&report, CheckName::Format, Outcome::NotChecked, code);
        assert_eq!(
            (report.verdict, report.headline.as_str()),
            (Verdict::CouldNotCheck, "Could not be checked.")
        );
    }
}
