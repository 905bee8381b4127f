//! Every intermediate value of the W3C's vectors, byte for byte, and one flipped bit at a time.

use credentials::canonical::{ExtraContext, RdfcHash, canonical_proof_config, canonical_unsecured};
use credentials::json::jcs;
use credentials::multikey::{PublicKey, decode_multibase};
use credentials::proof::{Cryptosuite, Expected, SecuredDocument, hash_data_with};
use credentials::time::Timestamp;
use p256::ecdsa::signature::Signer as _;
use serde_json::Value;
use sha2::{Digest, Sha256, Sha384};

use crate::support::{examples, extra, general, keys_beside, official, value, verify, with_a_bit_flipped};

/// The location of a suite's vectors.
struct Folder {
    repository: &'static str,
    name: &'static str,
    /// The suffix of each file's name.
    end: &'static str,
    keys: &'static str,
    suite: Cryptosuite,
    hash: RdfcHash,
}

const EDDSA: &str = "w3c-vc-di-eddsa";
const ECDSA: &str = "w3c-vc-di-ecdsa";

fn folder(
    repository: &'static str,
    name: &'static str,
    end: &'static str,
    keys: &'static str,
    suite: Cryptosuite,
) -> Folder {
    let hash = if keys.contains("384") { RdfcHash::Sha384 } else { RdfcHash::Sha256 };
    Folder { repository, name, end, keys, suite, hash }
}

/// The vectors of one suite: texts by the prefix of their file's name.
fn check(folder: &Folder) {
    let (at, examples) = (official(folder.repository), examples());
    let extra = extra(&examples);
    let read = |file: &str| std::fs::read_to_string(at.join(file)).unwrap();
    let part = |begin: &str, kind: &str| read(&format!("{}/{begin}{}.{kind}", folder.name, folder.end));
    let keys = value(&read(folder.keys));
    let key = PublicKey::parse(keys["publicKeyMultibase"].as_str().unwrap()).unwrap();
    let secret = keys["secretKeyMultibase"].as_str().or(keys["privateKeyMultibase"].as_str()).unwrap();
    let secret = decode_multibase(secret).unwrap()[2..].to_vec();
    let signed = value(&part("signed", "json"));
    let proof = signed["proof"].as_object().unwrap();
    assert_eq!(Cryptosuite::of(proof), Ok(folder.suite));

    let (document, config) = if folder.name.contains("jcs") {
        let mut unsecured = signed.clone();
        unsecured.as_object_mut().unwrap().shift_remove("proof");
        assert_eq!(unsecured, value(&read("unsigned.json")));
        let mut config = signed["proof"].clone();
        config.as_object_mut().unwrap().shift_remove("proofValue");
        (jcs(&unsecured), jcs(&config))
    } else {
        let context = &signed["@context"];
        let config = canonical_proof_config(context, proof, general(&extra), folder.hash).unwrap();
        (canonical_unsecured(&signed, general(&extra), folder.hash).unwrap(), config)
    };
    assert_eq!(document, part("canonDoc", "txt"));
    assert_eq!(config, part("proofCanon", "txt"));
    let hash = |text: &str| match folder.hash {
        RdfcHash::Sha256 => hex::encode(Sha256::digest(text)),
        RdfcHash::Sha384 => hex::encode(Sha384::digest(text)),
    };
    assert_eq!(hash(&document), part("docHash", "txt"));
    assert_eq!(hash(&config), part("proofHash", "txt"));
    let bytes = hash_data_with(&document, &config, folder.hash);
    assert_eq!(hex::encode(&bytes), part("combinedHash", "txt"));

    let signature = sign(&key, &secret, &bytes);
    assert_eq!(hex::encode(&signature), part("sigHex", "txt"));
    assert_eq!(decode_multibase(&part("sigBTC58", "txt")).unwrap(), signature);
    assert_eq!(proof["proofValue"], part("sigBTC58", "txt"));

    assert_eq!(verify(&signed, &extra, &key), Ok(()));
    // Without the argument the context stays unknown: no switch allows it.
    if !folder.name.contains("jcs") {
        assert!(verify(&signed, &[], &key).unwrap_err().is_unsupported());
    }
    flip(&signed, &extra, &key);
}

/// Our own deterministic signature (RFC 8032; RFC 6979).
fn sign(key: &PublicKey, secret: &[u8], bytes: &[u8]) -> Vec<u8> {
    match key {
        PublicKey::Ed25519(_) => {
            ed25519_dalek::SigningKey::from_bytes(secret.try_into().unwrap()).sign(bytes).to_bytes().to_vec()
        }
        PublicKey::P256(_) => {
            let signature: p256::ecdsa::Signature =
                p256::ecdsa::SigningKey::from_slice(secret).unwrap().sign(bytes);
            signature.to_bytes().to_vec()
        }
        PublicKey::P384(_) => {
            let signature: p384::ecdsa::Signature =
                p384::ecdsa::SigningKey::from_slice(secret).unwrap().sign(bytes);
            signature.to_bytes().to_vec()
        }
    }
}

/// No document with one bit flipped verifies, and no other key verifies the document.
fn flip(signed: &Value, extra: &[ExtraContext<'_>], key: &PublicKey) {
    let changed = with_a_bit_flipped(signed);
    assert!(changed.len() > 50, "{}", changed.len());
    for (change, document) in changed {
        assert!(verify(&document, extra, key).is_err(), "{change} went unnoticed");
    }
    let others = keys_beside(key);
    assert!(others.len() > 50, "{}", others.len());
    for other in others {
        let secured = SecuredDocument::read_with(signed, general(extra)).unwrap();
        assert!(secured.verify(0, &other).is_err(), "{} verified it too", other.multibase());
    }
}

#[test]
fn eddsa_rdfc_2022_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(EDDSA, "eddsa-rdfc-2022", "DataInt", "keyPair.json", Cryptosuite::EddsaRdfc2022));
}

#[test]
fn eddsa_jcs_2022_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(EDDSA, "eddsa-jcs-2022", "JCS", "keyPair.json", Cryptosuite::EddsaJcs2022));
}

#[test]
fn ed25519_signature_2020_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(EDDSA, "Ed25519Signature2020", "EdSig", "keyPair.json", Cryptosuite::Ed25519Signature2020));
}

#[test]
fn ecdsa_rdfc_2019_with_p256_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(
        ECDSA,
        "ecdsa-rdfc-2019-p256",
        "ECDSAP256",
        "p256KeyPair.json",
        Cryptosuite::EcdsaRdfc2019,
    ));
}

#[test]
fn ecdsa_rdfc_2019_with_p384_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(
        ECDSA,
        "ecdsa-rdfc-2019-p384",
        "ECDSAP384",
        "p384KeyPair.json",
        Cryptosuite::EcdsaRdfc2019,
    ));
}

#[test]
fn ecdsa_jcs_2019_with_p256_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(
        ECDSA,
        "ecdsa-jcs-2019-p256",
        "JCSECDSAP256",
        "p256KeyPair.json",
        Cryptosuite::EcdsaJcs2019,
    ));
}

#[test]
fn ecdsa_jcs_2019_with_p384_is_reproduced_and_no_flipped_bit_verifies() {
    check(&folder(
        ECDSA,
        "ecdsa-jcs-2019-p384",
        "JCSECDSAP384",
        "p384KeyPair.json",
        Cryptosuite::EcdsaJcs2019,
    ));
}

/// 1EdTech's only badge under VC 1.1; its issuer's key is part of the method's name.
#[test]
fn the_badge_of_1edtech_after_vc_1_1_verifies() {
    let at = official("1edtech-ob30");
    let badge = value(&std::fs::read_to_string(at.join("simple_v1.json")).unwrap());
    let secured = SecuredDocument::read(&badge).unwrap();
    let proof = secured.proof(0).unwrap();
    let key = PublicKey::parse(proof.verification_method().split_once('#').unwrap().1).unwrap();
    let now = Timestamp::parse("2026-03-02T09:00:05Z").unwrap();
    assert_eq!(proof.meets(&Expected::of_credential(now)), Ok(()));
    assert_eq!(secured.verify(0, &key), Ok(()));
    for (change, document) in with_a_bit_flipped(&badge) {
        assert!(verify(&document, &[], &key).is_err(), "{change} went unnoticed");
    }
}
