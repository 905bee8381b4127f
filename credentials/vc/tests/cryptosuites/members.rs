//! The purpose and other members of a proof, and forbidden ones.

use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::{Expected, Proof, ProofFailure, SecuredDocument, verify_proof};
use credentials::time::Timestamp;
use serde_json::{Value, json};

fn proof(change: impl FnOnce(&mut Value)) -> Value {
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-03-02T09:00:05Z",
        "verificationMethod": "did:web:example.com#key",
        "proofPurpose": "authentication",
        "domain": ["https://a.example", "https://b.example"],
        "challenge": "6c1a",
        "expires": "2026-03-02T10:00:00Z",
        "proofValue": "z1",
    });
    change(&mut proof);
    proof
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn meets(domain: Option<&[&str]>, challenge: Option<&str>, now: &str) -> Result<(), ProofFailure> {
    let expected = Expected { purpose: "authentication", domain, challenge, now: at(now) };
    Proof::read(&proof(|_| ())).unwrap().meets(&expected)
}

#[test]
fn domain_is_a_set_and_challenge_a_text() {
    const NOW: &str = "2026-03-02T09:30:00Z";
    assert_eq!(meets(None, None, NOW), Ok(()));
    assert_eq!(meets(Some(&["https://b.example", "https://a.example"]), Some("6c1a"), NOW), Ok(()));
    assert_eq!(meets(Some(&["https://a.example"]), None, NOW), Err(ProofFailure::Domain));
    assert_eq!(
        meets(Some(&["https://a.example", "https://c.example"]), None, NOW),
        Err(ProofFailure::Domain)
    );
    assert_eq!(meets(None, Some("6c1b"), NOW), Err(ProofFailure::Challenge));
    assert!(ProofFailure::Domain.problem_type().ends_with("security#INVALID_DOMAIN_ERROR"));
    assert!(ProofFailure::Challenge.problem_type().ends_with("security#INVALID_CHALLENGE_ERROR"));
}

#[test]
fn an_expired_proof_and_one_for_another_purpose_do_not_count() {
    let expired = ProofFailure::Expired(at("2026-03-02T10:00:00Z"));
    assert_eq!(meets(None, None, "2026-03-02T10:00:00Z"), Err(expired));
    assert_eq!(meets(None, None, "2026-03-02T09:59:59Z"), Ok(()));
    let now = at("2026-03-02T09:30:00Z");
    let value = proof(|_| ());
    let proof = Proof::read(&value).unwrap();
    assert_eq!(proof.meets(&Expected::of_credential(now)), Err(ProofFailure::Purpose));
}

#[test]
fn a_proof_without_domain_or_challenge_answers_none() {
    let value = proof(|proof| {
        proof.as_object_mut().unwrap().shift_remove("domain");
        proof.as_object_mut().unwrap().shift_remove("challenge");
    });
    let now = at("2026-03-02T09:30:00Z");
    let read = Proof::read(&value).unwrap();
    let purpose = "authentication";
    let expected = Expected { purpose, domain: Some(&["https://a.example"]), challenge: None, now };
    assert_eq!(read.meets(&expected), Err(ProofFailure::Domain));
    let expected = Expected { purpose, domain: None, challenge: Some("6c1a"), now };
    assert_eq!(read.meets(&expected), Err(ProofFailure::Challenge));
}

#[test]
fn every_member_of_the_wrong_kind_is_named() {
    for name in
        ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue", "created", "expires"]
    {
        for wrong in [json!(7), json!({}), json!(["x"]), Value::Null] {
            let value = proof(|proof| proof[name] = wrong);
            assert_eq!(Proof::read(&value).unwrap_err(), ProofFailure::Member(name));
        }
    }
    for name in ["created", "expires"] {
        let value = proof(|proof| proof[name] = json!("2026-03-02"));
        assert_eq!(Proof::read(&value).unwrap_err(), ProofFailure::Member(name));
        // A time without a zone is UTC.
        assert!(Proof::read(&proof(|proof| proof[name] = json!("2026-03-02T09:00:05"))).is_ok());
    }
    assert_eq!(Proof::read(&json!("urn:x")).unwrap_err(), ProofFailure::Member("proof"));
}

#[test]
fn an_unknown_kind_of_proof_is_named_and_neither_good_nor_bad() {
    for (kind, suite) in [
        ("DataIntegrityProof", "bbs-2023"),
        ("JsonWebSignature2020", "eddsa-rdfc-2022"),
        ("", "x"),
        ("RsaSignature2018", ""),
    ] {
        let value = proof(|proof| {
            proof["type"] = json!(kind);
            proof["cryptosuite"] = json!(suite);
        });
        let failure = Proof::read(&value).unwrap_err();
        let named = if kind == "DataIntegrityProof" { suite } else { kind };
        assert_eq!(failure, ProofFailure::Suite(named.to_owned()));
        assert!(failure.is_unsupported());
    }
}

#[test]
fn more_proofs_than_eight_and_none_at_all_are_told_apart() {
    let document = |count: usize| json!({"proof": vec![proof(|_| ()); count]});
    assert_eq!(SecuredDocument::read(&document(8)).unwrap().count(), 8);
    let failure = SecuredDocument::read(&document(9)).unwrap_err();
    assert_eq!(failure, ProofFailure::TooManyProofs);
    assert!(failure.is_unsupported());
    let key = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
    for none in ["{}", "[]", "{\"proof\":[]}", "1"] {
        let document = Document::parse(none.as_bytes()).unwrap();
        assert_eq!(verify_proof(&document, &key), Err(ProofFailure::NoProof), "{none}");
    }
}
