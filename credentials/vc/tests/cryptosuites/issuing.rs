//! The four suites for issuing: the token's input, and the resulting proof.

use credentials::did::verification_method;
use credentials::json::Document;
use credentials::lint::{Linted, ToSign, UnsignedCredential, lint};
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofFailure, ProofOptions, verify_proof};
use credentials::status::StatusEntry;
use credentials::time::Timestamp;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use serde_json::Value;

use crate::support::{value, with_a_bit_flipped};

const DID: &str = "did:web:badges.northfield.example:issuers:7f3a";
const LIST: &str = "https://badges.northfield.example/status/r-03";

/// Keys for these tests only.
enum Secret {
    Ed25519(ed25519_dalek::SigningKey),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

impl Secret {
    fn all() -> [Self; 3] {
        [
            Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(&[7; 32])),
            Self::P256(p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap()),
            Self::P384(p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap()),
        ]
    }

    fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::from_ed25519(key.verifying_key().to_bytes()).unwrap(),
            Self::P256(key) => {
                let point = key.verifying_key().to_encoded_point(true);
                PublicKey::from_p256(point.as_bytes().try_into().unwrap()).unwrap()
            }
            Self::P384(key) => {
                let point = key.verifying_key().to_encoded_point(true);
                PublicKey::from_p384(point.as_bytes().try_into().unwrap()).unwrap()
            }
        }
    }

    /// Signs like a token: Ed25519 takes the message, ECDSA its digest.
    fn sign(&self, to_sign: &ToSign) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => key.sign(to_sign.bytes()).to_bytes().to_vec(),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&to_sign.digest()).unwrap();
                signature.to_bytes().to_vec()
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(&to_sign.digest()).unwrap();
                signature.to_bytes().to_vec()
            }
        }
    }
}

fn credential() -> Linted {
    let mut value = value(include_str!("../fixtures/ob3-full.json"));
    let object = value.as_object_mut().unwrap();
    for name in ["credentialSchema", "refreshService", "endorsement"] {
        object.shift_remove(name);
    }
    object["@context"].as_array_mut().unwrap().pop();
    object["credentialStatus"] = StatusEntry::revocation(LIST, 84_017).to_value();
    object["credentialSubject"]["achievement"]["creator"].as_object_mut().unwrap().shift_remove("name");
    lint(UnsignedCredential::parse(value.to_string().as_bytes()).unwrap()).unwrap()
}

fn to_sign(cryptosuite: Cryptosuite, key: &PublicKey) -> Result<ToSign, ProofFailure> {
    let created = Timestamp::parse("2026-03-02T09:00:05Z").unwrap();
    let verification_method = verification_method(DID, key);
    credential().to_sign(&ProofOptions { cryptosuite, verification_method, created })
}

fn verify(value: &Value, key: &PublicKey) -> Result<(), ProofFailure> {
    match Document::parse(value.to_string().as_bytes()) {
        Ok(document) => verify_proof(&document, key),
        Err(_) => Err(ProofFailure::NoProof),
    }
}

#[test]
fn what_each_suite_signs_with_each_key_verifies_and_with_a_bit_flipped_does_not() {
    for (secret, suites) in Secret::all().into_iter().zip([
        [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022],
        [Cryptosuite::EcdsaRdfc2019, Cryptosuite::EcdsaJcs2019],
        [Cryptosuite::EcdsaRdfc2019, Cryptosuite::EcdsaJcs2019],
    ]) {
        let key = secret.public();
        assert_eq!(Cryptosuite::for_key(&key), suites[0]);
        for suite in suites {
            let to_sign = to_sign(suite, &key).unwrap();
            let signature = secret.sign(&to_sign);
            let length = if key.kind_name() == "P-384" { 96 } else { 64 };
            assert_eq!((to_sign.bytes().len(), signature.len()), (length, length));
            let signed = value(&to_sign.finish(&signature, &key).unwrap());
            assert_eq!(signed["proof"][0]["cryptosuite"], suite.name());
            let has_context = signed["proof"][0].get("@context").is_some();
            assert_eq!(has_context, suite.name().contains("jcs"));
            assert_eq!(verify(&signed, &key), Ok(()), "{}", suite.name());
            for (change, document) in with_a_bit_flipped(&signed).into_iter().step_by(11) {
                assert!(verify(&document, &key).is_err(), "{}: {change} went unnoticed", suite.name());
            }
        }
    }
}

#[test]
fn a_suite_that_does_not_fit_the_key_or_is_not_issued_signs_nothing() {
    let [ed25519, p256, _] = Secret::all();
    let refused = |suite, secret: &Secret| to_sign(suite, &secret.public()).unwrap_err();
    assert_eq!(refused(Cryptosuite::EcdsaRdfc2019, &ed25519), ProofFailure::KeyKind);
    assert_eq!(refused(Cryptosuite::EddsaJcs2022, &p256), ProofFailure::KeyKind);
    for suite in [Cryptosuite::EcdsaSd2023, Cryptosuite::Ed25519Signature2020] {
        assert_eq!(refused(suite, &p256), ProofFailure::Suite(suite.name().to_owned()));
    }
}

#[test]
fn a_wrong_signature_and_one_in_der_are_not_released() {
    let [_, secret, _] = Secret::all();
    let key = secret.public();
    let to_sign = to_sign(Cryptosuite::EcdsaRdfc2019, &key).unwrap();
    let mut signature = secret.sign(&to_sign);
    let der = p256::ecdsa::Signature::from_slice(&signature).unwrap().to_der().as_bytes().to_vec();
    assert_eq!(to_sign.clone().finish(&der, &key), Err(ProofFailure::Signature));
    signature[63] ^= 1;
    assert_eq!(to_sign.clone().finish(&signature, &key), Err(ProofFailure::Signature));
    assert_eq!(to_sign.finish(&[0; 64], &key), Err(ProofFailure::Signature));
}

/// FIPS 186-5 does not prescribe one of the two values of S, and tokens return either.
#[test]
fn both_values_of_s_count() {
    let [_, secret, _] = Secret::all();
    let to_sign = to_sign(Cryptosuite::EcdsaRdfc2019, &secret.public()).unwrap();
    let signature = p256::ecdsa::Signature::from_slice(&secret.sign(&to_sign)).unwrap();
    let (r, s) = signature.split_scalars();
    let other = p256::ecdsa::Signature::from_scalars(r, -s).unwrap();
    for signature in [signature, other] {
        assert!(to_sign.clone().finish(&signature.to_bytes(), &secret.public()).is_ok());
    }
}
