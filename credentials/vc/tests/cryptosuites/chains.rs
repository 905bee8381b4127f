//! Sets and chains of proofs (VC Data Integrity 1.0, sections 2.1.1, 2.1.2 and 4.5).

use credentials::canonical::{RdfcHash, canonical_nquads, canonical_proof_config};
use credentials::did::did_key;
use credentials::json::{Document, jcs};
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{Cryptosuite, ProofFailure, SecuredDocument, hash_data_with, verify_proof};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::support::{value, with_a_bit_flipped};

const BADGE: &str = include_str!("../fixtures/ob3-minimal.json");

fn signer(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

fn public(number: u8) -> PublicKey {
    PublicKey::Ed25519(signer(number).verifying_key().to_bytes())
}

/// Adds a proof by key `number`: over the document with the named earlier proofs, in document order.
fn add(document: &mut Value, number: u8, suite: Cryptosuite, id: &str, previous: &Value) {
    let key = public(number);
    let mut proof = json!({
        "id": id,
        "type": "DataIntegrityProof",
        "cryptosuite": suite.name(),
        "created": "2026-03-02T09:00:05Z",
        "verificationMethod": format!("{}#{}", did_key(&key), key.multibase()),
        "proofPurpose": "assertionMethod",
    });
    if !previous.is_null() {
        proof["previousProof"] = previous.clone();
    }
    let names: Vec<&str> = previous.as_array().map_or_else(
        || previous.as_str().into_iter().collect(),
        |all| all.iter().filter_map(Value::as_str).collect(),
    );
    let all = document.get("proof").and_then(Value::as_array).cloned().unwrap_or_default();
    let matching: Vec<Value> =
        all.iter().filter(|one| names.contains(&one["id"].as_str().unwrap())).cloned().collect();
    let mut unsecured = document.clone();
    unsecured.as_object_mut().unwrap().shift_remove("proof");
    if !matching.is_empty() {
        unsecured["proof"] = json!(matching);
    }
    let bytes = if suite == Cryptosuite::EddsaJcs2022 {
        hash_data_with(&jcs(&unsecured), &jcs(&proof), RdfcHash::Sha256)
    } else {
        let members = proof.as_object().unwrap();
        let config = canonical_proof_config(&document["@context"], members, &[], RdfcHash::Sha256).unwrap();
        hash_data_with(&canonical_nquads(&unsecured).unwrap(), &config, RdfcHash::Sha256)
    };
    proof["proofValue"] = json!(encode_base58btc(&signer(number).sign(&bytes).to_bytes()));
    document["proof"] = json!([all, vec![proof]].concat());
}

/// Two independent proofs, one over both, one over that; keys 1 to 4.
fn chain(suite: Cryptosuite) -> Value {
    let mut document = value(BADGE);
    add(&mut document, 1, suite, "urn:uuid:1", &Value::Null);
    add(&mut document, 2, suite, "urn:uuid:2", &Value::Null);
    add(&mut document, 3, suite, "urn:uuid:3", &json!(["urn:uuid:1", "urn:uuid:2"]));
    add(&mut document, 4, suite, "urn:uuid:4", &json!("urn:uuid:3"));
    document
}

/// Verifies each proof with its own key, after all its dependencies.
fn verify(document: &Value, at: usize) -> Result<(), ProofFailure> {
    let secured = SecuredDocument::read(document)?;
    for place in secured.depends_on(at)?.into_iter().chain([at]) {
        let method = secured.proof(place)?.verification_method();
        let key = method.split_once('#').and_then(|(_, key)| PublicKey::parse(key).ok());
        secured.verify(place, &key.ok_or(ProofFailure::Member("verificationMethod"))?)?;
    }
    Ok(())
}

#[test]
fn every_proof_of_a_chain_covers_the_document_and_the_proofs_that_it_names() {
    for suite in [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022] {
        let document = chain(suite);
        for at in 0..4 {
            assert_eq!(verify(&document, at), Ok(()), "{} {at}", suite.name());
        }
        let secured = SecuredDocument::read(&document).unwrap();
        assert_eq!(secured.depends_on(3), Ok(vec![0, 1, 2]));
        assert_eq!(secured.depends_on(1), Ok(vec![]));
    }
}

#[test]
fn a_bit_flipped_anywhere_in_document_or_proofs_breaks_the_last_of_the_chain() {
    for suite in [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022] {
        let changed = with_a_bit_flipped(&chain(suite));
        assert!(changed.len() > 100, "{}", changed.len());
        for (change, document) in changed {
            assert!(verify(&document, 3).is_err(), "{}: {change} went unnoticed", suite.name());
        }
    }
}

#[test]
fn taking_an_earlier_proof_away_or_changing_it_for_another_of_its_name_is_noticed() {
    let mut less = chain(Cryptosuite::EddsaRdfc2022);
    less["proof"].as_array_mut().unwrap().remove(1);
    assert!(matches!(verify(&less, 2), Err(ProofFailure::Chain(_))));
    // A valid proof by somebody else under the name of the covered one.
    let mut other = value(BADGE);
    add(&mut other, 9, Cryptosuite::EddsaRdfc2022, "urn:uuid:2", &Value::Null);
    let mut changed = chain(Cryptosuite::EddsaRdfc2022);
    changed["proof"][1] = other["proof"][0].take();
    assert_eq!(verify(&changed, 1), Ok(()));
    assert_eq!(verify(&changed, 2), Err(ProofFailure::Signature));
}

#[test]
fn the_proofs_of_a_set_stand_alone() {
    let mut document = value(BADGE);
    add(&mut document, 1, Cryptosuite::EddsaRdfc2022, "urn:uuid:1", &Value::Null);
    add(&mut document, 2, Cryptosuite::EddsaJcs2022, "urn:uuid:2", &Value::Null);
    let mut broken = document.clone();
    broken["proof"][0]["created"] = json!("2026-03-02T09:00:06Z");
    assert_eq!(verify(&broken, 0), Err(ProofFailure::Signature));
    assert_eq!(verify(&broken, 1), Ok(()));
    let text = Document::parse(broken.to_string().as_bytes()).unwrap();
    assert_eq!(verify_proof(&text, &public(2)), Ok(()));
    assert!(verify_proof(&text, &public(1)).is_err());
}

#[test]
fn with_one_key_a_chain_by_several_does_not_verify() {
    let document = Document::parse(chain(Cryptosuite::EddsaRdfc2022).to_string().as_bytes()).unwrap();
    assert_eq!(verify_proof(&document, &public(1)), Ok(()));
    assert_eq!(verify_proof(&document, &public(3)), Err(ProofFailure::Signature));
}
