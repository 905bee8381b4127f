//! Every kind of proof and of key in a whole verification, and chains of proofs by several keys.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::canonical::{RdfcHash, canonical_nquads_with};
use credentials::did;
use credentials::json::jcs;
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{Cryptosuite, hash_data_with};
use credentials::verify::{CheckName, Options, Outcome, Verdict};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::support::{ISSUER, KEYS_AT, World, assert_check, badge, did_key, good, key, public, signed};

/// Adds a proof over the document with the earlier proofs that `previous` names; `sign` makes the signature.
fn add(
    document: &mut Value,
    suite: Cryptosuite,
    method: &str,
    previous: &[&str],
    sign: impl Fn(&[u8]) -> Vec<u8>,
) {
    let all = document.get("proof").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut proof = json!({
        "id": format!("urn:uuid:{}", all.len() + 1),
        "type": "DataIntegrityProof",
        "cryptosuite": suite.name(),
        "created": "2026-11-19T08:20:12Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    });
    if !previous.is_empty() {
        proof["previousProof"] = json!(previous);
    }
    let matching: Vec<&Value> =
        all.iter().filter(|one| previous.contains(&one["id"].as_str().unwrap())).collect();
    let mut unsecured = document.clone();
    unsecured.as_object_mut().unwrap().remove("proof");
    if !matching.is_empty() {
        unsecured["proof"] = json!(matching);
    }
    let hash = if method.contains("#z82") { RdfcHash::Sha384 } else { RdfcHash::Sha256 };
    let bytes = if suite.name().contains("jcs") {
        hash_data_with(&jcs(&unsecured), &jcs(&proof), hash)
    } else {
        let mut config = proof.clone();
        config["@context"] = document["@context"].clone();
        let canonical = |value: &Value| canonical_nquads_with(value, &[], hash).unwrap();
        hash_data_with(&canonical(&unsecured), &canonical(&config), hash)
    };
    proof["proofValue"] = json!(encode_base58btc(&sign(&bytes)));
    document["proof"] = json!([all, vec![proof]].concat());
}

fn ed25519(key: SigningKey) -> impl Fn(&[u8]) -> Vec<u8> {
    move |bytes| key.sign(bytes).to_bytes().to_vec()
}

fn p256() -> (PublicKey, impl Fn(&[u8]) -> Vec<u8>) {
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let point = key.verifying_key().to_encoded_point(true);
    let public = PublicKey::from_p256(point.as_bytes().try_into().unwrap()).unwrap();
    let sign = move |bytes: &[u8]| {
        let signature: p256::ecdsa::Signature = key.sign(bytes);
        signature.to_bytes().to_vec()
    };
    (public, sign)
}

fn p384() -> (PublicKey, impl Fn(&[u8]) -> Vec<u8>) {
    let key = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
    let point = key.verifying_key().to_encoded_point(true);
    let public = PublicKey::from_p384(point.as_bytes().try_into().unwrap()).unwrap();
    let sign = move |bytes: &[u8]| {
        let signature: p384::ecdsa::Signature = key.sign(bytes);
        signature.to_bytes().to_vec()
    };
    (public, sign)
}

/// A badge whose verification needs no request.
fn alone(issuer: &str) -> Value {
    let mut badge = badge(issuer);
    badge.as_object_mut().unwrap().remove("credentialStatus");
    badge
}

fn own_method(key: &PublicKey) -> (String, String) {
    let did = did::did_key(key);
    let method = did::verification_method(&did, key);
    (did, method)
}

/// The verdict for a reader who trusts the issuer.
fn trusted(badge: &Value, issuer: &str) -> Verdict {
    World::default().verify_under(badge, &Options::default().trusting(issuer)).verdict
}

#[test]
fn badges_signed_with_p256_and_p384_are_genuine() {
    for suite in [Cryptosuite::EcdsaRdfc2019, Cryptosuite::EcdsaJcs2019] {
        let (p256, sign) = p256();
        let (did, method) = own_method(&p256);
        let mut badge = alone(&did);
        add(&mut badge, suite, &method, &[], sign);
        assert_eq!(trusted(&badge, &did), Verdict::Valid, "{} P-256", suite.name());
        badge["name"] = json!("Other");
        assert_eq!(World::default().verify(&badge).headline, "Changed.");
        let (p384, sign) = p384();
        let (did, method) = own_method(&p384);
        let mut badge = alone(&did);
        add(&mut badge, suite, &method, &[], sign);
        assert_eq!(trusted(&badge, &did), Verdict::Valid, "{} P-384", suite.name());
    }
}

#[test]
fn a_did_jwk_issuer_is_its_key() {
    let x = URL_SAFE_NO_PAD.encode(key(1).verifying_key().to_bytes());
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": x}).to_string();
    let did = format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk));
    let mut badge = alone(&did);
    add(&mut badge, Cryptosuite::EddsaJcs2022, &format!("{did}#0"), &[], ed25519(key(1)));
    let report = World::default().verify(&badge);
    assert_check(&report, CheckName::IssuerBinding, Outcome::Passed, "key-only");
    assert_eq!(report.verdict, Verdict::Unvouched);
    assert_eq!(trusted(&badge, &did), Verdict::Valid);
    let mut other = alone(&did);
    add(&mut other, Cryptosuite::EddsaJcs2022, &format!("{did}#1"), &[], ed25519(key(1)));
    assert_check(&World::default().verify(&other), CheckName::IssuerBinding, Outcome::Failed, "unknown-key");
}

#[test]
fn a_key_that_is_published_as_json_counts() {
    let x = URL_SAFE_NO_PAD.encode(key(1).verifying_key().to_bytes());
    let mut keys = did::document(ISSUER, &[public(&key(1))]);
    let method = &mut keys["verificationMethod"][0];
    method["type"] = json!("JsonWebKey");
    method.as_object_mut().unwrap().remove("publicKeyMultibase");
    method["publicKeyJwk"] = json!({"kty": "OKP", "crv": "Ed25519", "x": x});
    assert_eq!(World::usual().with(KEYS_AT, &keys).verify(&good()).verdict, Verdict::Valid);
    keys["verificationMethod"][0]["publicKeyJwk"]["d"] = json!(x);
    let report = World::usual().with(KEYS_AT, &keys).verify(&good());
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "key-malformed");
}

/// Somebody else's proof first, then the issuer's proof over both.
fn approved(before: &str, method: &str, by: u8) -> Value {
    let mut badge = alone(ISSUER);
    add(&mut badge, Cryptosuite::EddsaRdfc2022, method, &[], ed25519(key(by)));
    let own = did::verification_method(ISSUER, &public(&key(1)));
    add(&mut badge, Cryptosuite::EddsaRdfc2022, &own, &[before], ed25519(key(1)));
    badge
}

#[test]
fn a_proof_that_builds_on_one_by_another_is_good_when_both_are() {
    let other = did_key(&key(2));
    let method = did::verification_method(&other, &public(&key(2)));
    let badge = approved("urn:uuid:1", &method, 2);
    let report = World::usual().verify(&badge);
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert!(crate::support::check(&report, CheckName::Proof).says.ends_with("This is signature 2 of 2."));

    // The earlier proof is by another key than it names: the issuer's own signature does not compensate.
    let report = World::usual().verify(&approved("urn:uuid:1", &method, 3));
    assert_check(&report, CheckName::Proof, Outcome::Failed, "changed");
    assert_eq!(report.verdict, Verdict::NotValid);

    let mut without = badge;
    without["proof"].as_array_mut().unwrap().remove(0);
    let report = World::usual().verify(&without);
    assert_check(&report, CheckName::Proof, Outcome::Failed, "broken-chain");
}

#[test]
fn a_proof_that_builds_on_one_whose_key_cannot_be_had_is_not_judged() {
    let method = did::verification_method("did:web:silent.example", &public(&key(2)));
    let report = World::usual().verify(&approved("urn:uuid:1", &method, 2));
    assert_check(&report, CheckName::Proof, Outcome::NotChecked, "earlier-proof-no-key");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
}

#[test]
fn a_proof_that_builds_on_one_that_its_owner_disowns_fails() {
    let unlisted = format!("{}#{}", did_key(&key(3)), public(&key(2)).multibase());
    let report = World::usual().verify(&approved("urn:uuid:1", &unlisted, 2));
    // Of two proofs that do not count the report names the better one: the other signer's own proof, which is not the
    // issuer's.
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "wrong-issuer");
    assert_eq!(report.verdict, Verdict::NotValid);
}

#[test]
fn a_good_proof_beside_a_chain_that_is_broken_is_enough() {
    let mut badge = signed(alone(ISSUER), ISSUER, &key(1));
    let mut broken = badge["proof"][0].clone();
    broken["previousProof"] = json!("urn:uuid:9");
    badge["proof"].as_array_mut().unwrap().insert(0, broken);
    assert_eq!(World::usual().verify(&badge).verdict, Verdict::Valid);
}
