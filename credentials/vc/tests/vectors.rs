//! Official vectors and worked examples, byte for byte: canonical text, hashes, signature.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::PathBuf;

use credentials::canonical::{ExtraContext, RdfcHash, canonical_nquads, canonical_nquads_with};
use credentials::contexts;
use credentials::json::Document;
use credentials::multikey::{self, PublicKey};
use credentials::proof::{Cryptosuite, ProofFailure, ProofOptions, hash_data, verify_proof};
use credentials::time::Timestamp;
use ed25519_dalek::{Signer, SigningKey};
use jsonld::general_nquads;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const MINIMAL: &str = include_str!("fixtures/ob3-minimal.json");
const SIGNED: &str = include_str!("fixtures/ob3-minimal-signed.json");
const VECTOR: &str = include_str!("fixtures/ob3-minimal-signed.vector.json");
const FULL: &str = include_str!("fixtures/ob3-full.json");

fn value(text: &str) -> Value {
    Document::parse(text.as_bytes()).unwrap().into_value()
}

fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// A folder of official vectors.
fn official(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(folder)
}

#[test]
fn the_worked_example_is_reproduced_to_the_last_byte_of_its_signature() {
    let vector = value(VECTOR);
    let text = |name: &str| vector[name].as_str().unwrap();
    let document = canonical_nquads(&value(MINIMAL)).unwrap();
    assert_eq!(document, text("canonicalDocument"));
    assert_eq!(sha256(&document), text("documentHash"));

    let key = PublicKey::parse(text("publicKeyMultibase")).unwrap();
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: credentials::did::verification_method(
            "did:web:badges.northfield.example:issuers:7f3a",
            &key,
        ),
        created: Timestamp::parse("2026-03-02T09:00:05Z").unwrap(),
    };
    let config = canonical_nquads(&options.config(&value(MINIMAL)["@context"])).unwrap();
    assert_eq!(config, text("canonicalProofConfig"));
    assert_eq!(sha256(&config), text("proofConfigHash"));

    let bytes = hash_data(&document, &config);
    assert_eq!(hex::encode(bytes), text("hashData"));
    let seed: [u8; 32] = Sha256::digest(text("seedLabel")).into();
    assert_eq!(hex::encode(seed), text("seedHex"));
    let signature = SigningKey::from_bytes(&seed).sign(&bytes).to_bytes();
    assert_eq!(hex::encode(signature), text("signatureHex"));
    assert_eq!(multikey::encode_base58btc(&signature), text("proofValue"));
}

#[test]
fn the_signed_example_verifies_with_its_proof_as_array_and_as_object() {
    let key = PublicKey::parse(value(VECTOR)["publicKeyMultibase"].as_str().unwrap()).unwrap();
    let array = Document::parse(SIGNED.as_bytes()).unwrap();
    assert_eq!(verify_proof(&array, &key), Ok(()));
    let mut object = value(SIGNED);
    object["proof"] = object["proof"][0].take();
    assert_eq!(verify_proof(&Document::parse(object.to_string().as_bytes()).unwrap(), &key), Ok(()));
    let other = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
    assert_eq!(verify_proof(&array, &other), Err(ProofFailure::Signature));
}

#[test]
fn the_reference_hash_of_the_full_example_is_reproduced() {
    let canonical = canonical_nquads(&value(FULL)).unwrap();
    assert_eq!(sha256(&canonical), "917151695e5668b4075382b8d276ef8fe527cc2adb2a26ce41b167ab641ed75f");
}

#[test]
fn the_endorsement_inside_the_full_example_verifies_alone() {
    let endorsement = value(FULL)["endorsement"][0].take();
    let key = PublicKey::parse("z6MkeWeJrwKoMVK2RPLm3TKeZTu63AUeJh4MvT2wRo2nMiqa").unwrap();
    assert_eq!(verify_proof(&Document::parse(endorsement.to_string().as_bytes()).unwrap(), &key), Ok(()));
}

#[test]
#[ignore = "its documents may not be copied into the project: `scripts/test-shared` runs it"]
fn the_vector_of_the_open_badges_implementation_guide_is_reproduced() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/ob30-impl");
    let document = std::fs::read_to_string(folder.join("document-canon.txt")).unwrap();
    let config = std::fs::read_to_string(folder.join("proof-canon.txt")).unwrap();
    assert_eq!(sha256(&document), "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773");
    assert_eq!(sha256(&config), "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19");
    let key = PublicKey::parse("z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi").unwrap();
    let PublicKey::Ed25519(raw) = key else { panic!() };
    assert_eq!(hex::encode(raw), "4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5");
    let value = "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr";
    let signature = multikey::decode_multibase(value).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(&signature).unwrap();
    let key = ed25519_dalek::VerifyingKey::from_bytes(&raw).unwrap();
    key.verify_strict(&hash_data(&document, &config), &signature).unwrap();

    let credential = json!({
        "@context": [credentials::contexts::V2, credentials::contexts::OB_3_0_3],
        "id": "http://example.com/credentials/3527",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Teamwork Badge",
        "issuer": {"id": "https://example.edu/issuers/565049", "type": ["Profile"], "name": "Example Corp", "url": "https://www.imsglobal.org"},
        "validFrom": "2010-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.com/achievements/21st-century-skills/teamwork",
                "type": ["Achievement"],
                "criteria": {"narrative": "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management."},
                "description": "This badge recognizes the development of the capacity to collaborate within a group environment.",
                "name": "Teamwork"
            }
        },
        "proof": [{
            "type": "DataIntegrityProof",
            "created": "2010-01-01T19:23:24Z",
            "verificationMethod": "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
            "cryptosuite": "eddsa-rdfc-2022",
            "proofPurpose": "assertionMethod",
            "proofValue": value
        }]
    });
    let mut unsigned = credential.clone();
    unsigned.as_object_mut().unwrap().shift_remove("proof");
    assert_eq!(canonical_nquads(&unsigned).unwrap(), document);
    let signed = Document::parse(credential.to_string().as_bytes()).unwrap();
    assert_eq!(verify_proof(&signed, &PublicKey::Ed25519(raw)), Ok(()));
}

#[test]
fn the_badges_of_the_1edtech_validator_verify_as_far_as_their_signature_goes() {
    let folder = official("1edtech-ob30");
    let judge = |name: &str| {
        let document = Document::parse(&std::fs::read(folder.join(name)).unwrap()).unwrap();
        let proof = &document.value()["proof"];
        let method =
            proof["verificationMethod"].as_str().or(proof[0]["verificationMethod"].as_str()).unwrap();
        verify_proof(&document, &PublicKey::parse(method.split_once('#').unwrap().1).unwrap())
    };
    for name in ["simple.json", "simple-context-alias.json", "complete.json", "simple-err-expired.json"] {
        println!("{name}: {:?}", judge(name));
    }
    for name in ["simple.json", "complete.json"] {
        assert_eq!(judge(name), Ok(()), "{name}");
    }
    assert_eq!(judge("simple-err-proof-value.json"), Err(ProofFailure::Signature));
}

#[test]
fn the_context_of_open_badges_is_the_one_that_is_published() {
    let published = std::fs::read_to_string(official("contexts").join("ob-3.0.3-2026-06.jsonld")).unwrap();
    assert_eq!(value(contexts::get(contexts::OB_3_0_3).unwrap().text), value(&published));
}

/// 1EdTech added two terms to the context of Open Badges 3.0.3 in June 2026, at the same address. Badges that use
/// neither term have the same canonical form under both versions.
#[test]
fn badges_without_the_two_terms_of_june_2026_have_one_canonical_form() {
    const OLDER: &str = "https://context.example/ob-3.0.3-before-june-2026.json";
    let mut context = value(contexts::get(contexts::OB_3_0_3).unwrap().text);
    let terms = context.pointer_mut("/@context").unwrap().as_object_mut().unwrap();
    assert!(terms.shift_remove("endorsementJwt").is_some() && terms.shift_remove("jti").is_some());
    let text = context.to_string();
    let extra = [ExtraContext { url: OLDER, text: &text }];

    // The general path, which accepts contexts for one call, does not cover all of the full example.
    for badge in [MINIMAL, SIGNED] {
        let newer = value(badge);
        let mut older = newer.clone();
        for name in older.pointer_mut("/@context").unwrap().as_array_mut().unwrap() {
            if name == contexts::OB_3_0_3 {
                *name = OLDER.into();
            }
        }
        assert_ne!(older, newer);
        let expected = canonical_nquads(&newer).unwrap();
        assert_eq!(canonical_nquads_with(&older, &extra, RdfcHash::Sha256).unwrap(), expected);
        assert_eq!(general_nquads(&older, &extra, RdfcHash::Sha256).unwrap(), expected);
    }
}
