//! The owner of the signing key: each case in which it is not the issuer, and each in which it stays unknown.

use credentials::did;
use credentials::verify::{CheckName, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    ISSUER, KEYS_AT, World, assert_check, badge, did_key, good, key, proof, public, said, signed,
};

fn keys() -> Value {
    did::document(ISSUER, &[public(&key(1))])
}

fn with_keys(keys: &Value) -> Report {
    World::usual().with(KEYS_AT, keys).verify(&good())
}

#[test]
fn a_badge_that_another_issuers_key_signed_has_the_wrong_issuer() {
    let other = did_key(&key(2));
    let report = World::usual().verify(&signed(badge(ISSUER), &other, &key(2)));
    let sentence = "Wrong issuer. The badge names one issuer, but another issuer’s key signed it.";
    assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
    assert_check(&report, CheckName::Proof, Outcome::Passed, "unchanged");
    assert_eq!(report.badge, None);
}

#[test]
fn nothing_is_asked_for_on_behalf_of_another_issuer() {
    let stranger = signed(badge(ISSUER), "did:web:evil.example", &key(2));
    let (report, asked) =
        World::usual().verify_for(stranger.to_string().as_bytes(), crate::support::now(), None);
    assert_eq!((report.verdict, asked), (Verdict::NotValid, vec![]));
}

#[test]
fn a_key_that_the_issuer_does_not_list_is_unknown() {
    let report = World::usual().verify(&signed(badge(ISSUER), ISSUER, &key(2)));
    let sentence = "Unknown key. The key that signed the badge is not among the keys of its issuer.";
    assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
    assert_eq!(report.badge, None);
}

#[test]
fn a_changed_text_under_an_unknown_key_is_changed() {
    let mut badge = signed(badge(ISSUER), ISSUER, &key(2));
    badge["name"] = json!("Other");
    assert_eq!(World::usual().verify(&badge).headline, "Changed.");
}

#[test]
fn keys_that_are_listed_but_not_to_be_used_are_told_apart() {
    let cases = [
        ("revoked", json!("2026-11-25T00:00:00Z"), "key-withdrawn"),
        ("expires", json!("2026-11-25T00:00:00Z"), "key-expired"),
        ("controller", json!("did:web:evil.example"), "wrong-issuer"),
    ];
    for (member, value, code) in cases {
        let mut keys = keys();
        keys["verificationMethod"][0][member] = value;
        let report = with_keys(&keys);
        assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, code);
        assert_eq!((report.verdict, report.badge), (Verdict::NotValid, None));
    }
    let mut keys = keys();
    keys["assertionMethod"] = json!([]);
    keys["authentication"] = keys["verificationMethod"].clone();
    assert_check(&with_keys(&keys), CheckName::IssuerBinding, Outcome::Failed, "key-not-for-badges");
}

#[test]
fn an_issuer_that_does_not_answer_leaves_open_who_signed() {
    let report = World::usual().without(KEYS_AT).verify(&good());
    assert_eq!(
        said(&report),
        (
            Verdict::CouldNotCheck,
            "Could not be checked. We could not fetch the issuer’s list of keys (no answer), so we cannot tell whose key signed the badge."
                .to_owned()
        )
    );
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreachable");
    assert_eq!(report.badge, None, "anybody could have signed it with a key of their own");
}

#[test]
fn even_without_the_issuers_keys_a_changed_text_is_found() {
    let mut changed = good();
    changed["name"] = json!("Other");
    let report = World::usual().without(KEYS_AT).verify(&changed);
    assert_check(&report, CheckName::Proof, Outcome::Failed, "changed");
}

#[test]
fn a_key_document_that_is_none_or_somebody_elses_is_told_apart() {
    let world = |bytes: &[u8]| World::usual().with_bytes(KEYS_AT, bytes).verify(&good());
    let report = world(b"<html>not found</html>");
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreadable");
    let other = did::document("did:web:evil.example", &[public(&key(1))]);
    let report = world(other.to_string().as_bytes());
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "issuer-mismatch");
    let report = world(&vec![b' '; 256 * 1024 + 1]);
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreachable");
}

#[test]
fn an_identifier_that_cannot_be_looked_up_is_named() {
    for (issuer, code, outcome) in [
        ("did:example:1", "issuer-unresolvable", Outcome::NotChecked),
        ("http://vrijhaven.example/issuer", "issuer-unresolvable", Outcome::NotChecked),
        ("did:web:127.0.0.1", "issuer-malformed", Outcome::Failed),
        ("did:key:z6Mk0", "issuer-malformed", Outcome::Failed),
        ("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", "key-type", Outcome::NotChecked),
        ("did:jwk:e30", "issuer-malformed", Outcome::Failed),
    ] {
        let report = World::usual().verify(&signed(badge(issuer), issuer, &key(1)));
        assert_check(&report, CheckName::IssuerBinding, outcome, code);
        assert_ne!(report.verdict, Verdict::Valid);
    }
}

#[test]
fn an_https_issuer_has_its_keys_at_its_own_address() {
    let issuer = "https://vrijhaven.example/issuer";
    let mut badge = badge(issuer);
    badge.as_object_mut().unwrap().remove("credentialStatus");
    let badge = signed(badge, issuer, &key(1));
    let world = World::default().with(issuer, &did::document(issuer, &[public(&key(1))]));
    let report = world.verify(&badge);
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(report.sentence.starts_with("Issued by vrijhaven.example/issuer to "));
    assert_eq!(World::default().verify(&badge).verdict, Verdict::CouldNotCheck);
}

#[test]
fn of_several_proofs_one_good_one_is_enough_and_is_named() {
    let mut badge = good();
    let ours = badge["proof"][0].clone();
    let unknown = json!({"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofPurpose": "assertionMethod",
        "verificationMethod": format!("{ISSUER}#x"), "proofValue": "u1"});
    let stranger = proof(&badge, &key(2), &did::verification_method(&did_key(&key(2)), &public(&key(2))));
    badge["proof"] = json!([unknown, stranger, ours]);
    let report = World::usual().verify(&badge);
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(crate::support::check(&report, CheckName::Proof).says.ends_with("This is signature 3 of 3."));
}

/// VC Data Integrity 1.0, section 4.5: a set verifies only if every proof of it does.
#[test]
fn a_broken_proof_beside_a_good_one_is_remarked_and_breaks_the_standard() {
    let ours = good()["proof"][0].clone();
    let with = |member: &str, value: Value| {
        let mut badge = good();
        let mut other = ours.clone();
        other[member] = value;
        badge["proof"] = json!([ours, other]);
        World::usual().verify(&badge)
    };
    for (member, value) in [
        ("created", json!("2026-11-19T08:20:13Z")),
        ("id", json!("urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33")),
        ("previousProof", json!(456_321)),
        ("previousProof", json!("urn:uuid:00000000-d8ba-11ed-83dd-0b3aef56cc33")),
        ("proofValue", json!("invalid")),
    ] {
        let report = with(member, value);
        assert_eq!((report.verdict, report.breaks_data_model()), (Verdict::Valid, true), "{member}");
        let remarks = &crate::support::check(&report, CheckName::Proof).remarks;
        assert_eq!(remarks[0].code, "data-integrity-other-proof", "{member}");
    }
    for (member, value) in [("cryptosuite", json!("bbs-2023")), ("proofPurpose", json!("authentication"))] {
        let report = with(member, value);
        assert_eq!((report.verdict, report.breaks_data_model()), (Verdict::Valid, false), "{member}");
    }
}

#[test]
fn several_proofs_of_which_none_is_the_issuers_are_not_enough() {
    let mut badge = good();
    let mut broken = badge["proof"][0].clone();
    broken["created"] = json!("2026-11-19T08:20:13Z");
    let stranger = proof(&badge, &key(2), &did::verification_method(&did_key(&key(2)), &public(&key(2))));
    badge["proof"] = json!([broken, stranger]);
    let report = World::usual().verify(&badge);
    assert_eq!((report.verdict, report.headline.as_str()), (Verdict::NotValid, "Wrong issuer."));
}

#[test]
fn an_unknown_kind_of_proof_is_named_and_never_valid() {
    for suite in ["bbs-2023", "eddsa-2022", "eddsa-rdf-2022"] {
        let mut badge = good();
        badge["proof"][0]["cryptosuite"] = json!(suite);
        let report = World::usual().verify(&badge);
        assert_check(&report, CheckName::Proof, Outcome::NotChecked, "unknown-cryptosuite");
        assert_eq!(report.verdict, Verdict::CouldNotCheck);
        assert!(report.sentence.contains(suite), "{}", report.sentence);
    }
}

#[test]
fn a_proof_for_another_purpose_an_expired_one_and_a_chained_one_do_not_count() {
    let cases = [
        ("proofPurpose", json!("authentication"), Outcome::Failed, "proof-purpose"),
        ("expires", json!("2026-11-30T00:00:00Z"), Outcome::Failed, "proof-expired"),
        ("previousProof", json!("urn:uuid:1"), Outcome::Failed, "broken-chain"),
        ("cryptosuite", json!("ecdsa-rdfc-2019"), Outcome::Failed, "key-kind"),
        ("cryptosuite", json!("eddsa-jcs-2022"), Outcome::Failed, "changed"),
        // The issuer's bare identifier names its only key, and the proof was made under another name.
        ("verificationMethod", json!(ISSUER), Outcome::Failed, "changed"),
        ("verificationMethod", json!("urn:uuid:1"), Outcome::Failed, "proof-malformed"),
        ("proofValue", json!("z1"), Outcome::Failed, "proof-malformed"),
    ];
    for (member, value, outcome, code) in cases {
        let mut badge = good();
        badge["proof"][0][member] = value;
        let report = World::usual().verify(&badge);
        assert_check(&report, CheckName::Proof, outcome, code);
        assert_ne!(report.verdict, Verdict::Valid);
    }
}
