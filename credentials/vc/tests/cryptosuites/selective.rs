//! `ecdsa-sd-2023`: the W3C's derived proof, step by step, and invalid variants of it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::canonical::{ExtraContext, RdfcHash, canonical_proof_config, canonical_unsecured};
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofFailure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{keys_beside, official, value, verify, with_a_bit_flipped};

/// From the npm package `@digitalbazaar/citizenship-context` 4.1.0, file `contexts/v4rc1.jsonld`; W3C Software and
/// Document License. For these tests only.
const CITIZENSHIP: &str = include_str!("../fixtures/citizenship-v4rc1.jsonld");

const EXTRA: [ExtraContext<'static>; 1] =
    [ExtraContext { url: "https://w3id.org/citizenship/v4rc1", text: CITIZENSHIP }];

/// A vector by its file name, and the key of the issuer.
fn vector() -> (impl Fn(&str) -> Value, PublicKey) {
    let at = official("w3c-vc-di-ecdsa").join("ecdsa-sd-2023");
    let keys = value(&std::fs::read_to_string(at.join("SDKeyMaterial.json")).unwrap());
    let key = PublicKey::parse(keys["baseKeyPair"]["publicKeyMultibase"].as_str().unwrap()).unwrap();
    let read = move |name: &str| value(&std::fs::read_to_string(at.join("prc").join(name)).unwrap());
    (read, key)
}

#[test]
fn the_derived_proof_of_the_w3c_verifies_and_no_flipped_bit_does() {
    let (read, key) = vector();
    let derived = read("derivedRevealDocument.json");
    let proof = derived["proof"].as_object().unwrap();
    assert_eq!(Cryptosuite::of(proof), Ok(Cryptosuite::EcdsaSd2023));
    let config = canonical_proof_config(&derived["@context"], proof, &EXTRA, RdfcHash::Sha256).unwrap();
    let expected = read("verifyCreateVerifyData.json");
    assert_eq!(hex::encode(Sha256::digest(config)), expected["proofHash"].as_str().unwrap());
    let canonical = canonical_unsecured(&derived, &EXTRA, RdfcHash::Sha256).unwrap();
    assert_eq!(canonical.lines().count(), read("verifyNQuads.json").as_array().unwrap().len());

    assert_eq!(verify(&derived, &EXTRA, &key), Ok(()));
    let changed = with_a_bit_flipped(&derived);
    assert!(changed.len() > 30, "{}", changed.len());
    for (change, document) in changed {
        assert!(verify(&document, &EXTRA, &key).is_err(), "{change} went unnoticed");
    }
    for other in keys_beside(&key) {
        assert!(verify(&derived, &EXTRA, &other).is_err(), "{} verified it too", other.multibase());
    }
}

#[test]
fn a_base_proof_is_refused_with_its_reason() {
    let (read, key) = vector();
    assert_eq!(verify(&read("addSignedSDBase.json"), &EXTRA, &key), Err(ProofFailure::BaseProof));
    let other = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
    assert_eq!(verify(&read("derivedRevealDocument.json"), &EXTRA, &other), Err(ProofFailure::KeyKind));
}

/// The derived document with its proof value's bytes changed.
fn with_bytes(derived: &Value, change: impl FnOnce(&mut Vec<u8>)) -> Value {
    let text = derived["proof"]["proofValue"].as_str().unwrap();
    let mut bytes = URL_SAFE_NO_PAD.decode(&text[1..]).unwrap();
    change(&mut bytes);
    let mut changed = derived.clone();
    changed["proof"]["proofValue"] = json!(format!("u{}", URL_SAFE_NO_PAD.encode(bytes)));
    changed
}

#[test]
fn no_bit_of_the_proof_value_is_free() {
    let (read, key) = vector();
    let derived = read("derivedRevealDocument.json");
    assert_eq!(verify(&with_bytes(&derived, |_| ()), &EXTRA, &key), Ok(()));
    let length =
        URL_SAFE_NO_PAD.decode(&derived["proof"]["proofValue"].as_str().unwrap()[1..]).unwrap().len();
    for at in 0..length {
        let changed = with_bytes(&derived, |bytes| bytes[at] ^= 1 << (at % 8));
        assert!(verify(&changed, &EXTRA, &key).is_err(), "byte {at} is free");
    }
    for at in [0, 3, 5, 80, length - 1] {
        let cut = with_bytes(&derived, |bytes| bytes.truncate(at));
        assert_eq!(verify(&cut, &EXTRA, &key), Err(ProofFailure::Member("proofValue")));
    }
    let longer = with_bytes(&derived, |bytes| bytes.push(0));
    assert_eq!(verify(&longer, &EXTRA, &key), Err(ProofFailure::Member("proofValue")));
    let mut base58 = derived.clone();
    base58["proof"]["proofValue"] = json!("z123");
    assert_eq!(verify(&base58, &EXTRA, &key), Err(ProofFailure::Member("proofValue")));
}

#[test]
fn a_statement_more_or_less_than_the_issuer_signed_is_noticed() {
    let (read, key) = vector();
    let derived = read("derivedRevealDocument.json");
    let mut more = derived.clone();
    more["credentialSubject"]["givenName"] = json!("JANE");
    assert_eq!(verify(&more, &EXTRA, &key), Err(ProofFailure::Signature));
    let mut less = derived.clone();
    less["credentialSubject"].as_object_mut().unwrap().shift_remove("birthCountry");
    assert_eq!(verify(&less, &EXTRA, &key), Err(ProofFailure::Signature));
}

/// Base signature and key take the first 107 bytes; six signatures of 66 bytes follow, including their heads.
#[test]
fn every_statement_needs_its_signature_and_every_node_its_own_name() {
    let (read, key) = vector();
    let derived = read("derivedRevealDocument.json");
    let fewer = with_bytes(&derived, |bytes| {
        assert_eq!(bytes[107], 0x86);
        bytes[107] = 0x85;
        bytes.drain(108 + 5 * 66..108 + 6 * 66);
    });
    assert_eq!(verify(&fewer, &EXTRA, &key), Err(ProofFailure::Signature));
    let merged = with_bytes(&derived, |bytes| {
        let labels = 108 + 6 * 66;
        assert_eq!(bytes[labels..labels + 4], [0xa2, 0x00, 0x58, 0x20]);
        bytes.copy_within(labels + 4..labels + 36, labels + 39);
    });
    assert_eq!(verify(&merged, &EXTRA, &key), Err(ProofFailure::Member("proofValue")));
}
