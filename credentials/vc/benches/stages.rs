//! The cost of one verification and one issue, by stage: `cargo bench --package credentials`.
#![expect(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "criterion's macros document nothing; a benchmark stops at the first surprise"
)]

use std::hint::black_box;

use credentials::canonical::{RdfcHash, canonical_proof_config, canonical_unsecured};
use credentials::json::Document;
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{Cryptosuite, ProofOptions, hash_data, verify_proof};
use credentials::time::Timestamp;
use criterion::{Criterion, criterion_group, criterion_main};
use ed25519_dalek::{Signer, SigningKey};
use jsonld::general_nquads;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const DOCUMENTS: [(&str, &str); 2] = [
    ("minimal", include_str!("../tests/fixtures/ob3-minimal.json")),
    ("full", include_str!("../tests/fixtures/ob3-full.json")),
];

/// The document with one `eddsa-rdfc-2022` proof by a key of this benchmark.
fn signed(text: &str, key: &SigningKey) -> String {
    let mut document: Value = serde_json::from_str(text).unwrap();
    let public = PublicKey::Ed25519(key.verifying_key().to_bytes());
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: format!("did:web:badges.example#{}", public.multibase()),
        created: Timestamp::parse("2026-03-02T09:00:05Z").unwrap(),
    };
    let mut proof = options.config(&document["@context"]).as_object().unwrap().clone();
    let canonical = canonical_unsecured(&document, &[], RdfcHash::Sha256).unwrap();
    let config = canonical_proof_config(&document["@context"], &proof, &[], RdfcHash::Sha256).unwrap();
    proof.shift_remove("@context");
    proof.insert(
        "proofValue".into(),
        encode_base58btc(&key.sign(&hash_data(&canonical, &config)).to_bytes()).into(),
    );
    document["proof"] = json!([proof]);
    document.to_string()
}

fn stages(c: &mut Criterion) {
    let key = SigningKey::from_bytes(&[7; 32]);
    let public = PublicKey::Ed25519(key.verifying_key().to_bytes());
    for (name, text) in DOCUMENTS {
        let text = signed(text, &key);
        let document = Document::parse(text.as_bytes()).unwrap();
        let value = document.value();
        let mut unsecured = value.clone();
        unsecured.as_object_mut().unwrap().shift_remove("proof");
        let canonical = canonical_unsecured(value, &[], RdfcHash::Sha256).unwrap();
        let proof = value["proof"][0].as_object().unwrap();
        let mut group = c.benchmark_group(name);
        group.bench_function("parse strictly", |b| {
            b.iter(|| Document::parse(black_box(text.as_bytes())).unwrap());
        });
        group.bench_function("parse with serde_json", |b| {
            b.iter(|| serde_json::from_str::<Value>(black_box(&text)).unwrap());
        });
        group.bench_function("canonical document", |b| {
            b.iter(|| canonical_unsecured(black_box(value), &[], RdfcHash::Sha256).unwrap());
        });
        group.bench_function("canonical proof configuration", |b| {
            b.iter(|| {
                canonical_proof_config(&value["@context"], black_box(proof), &[], RdfcHash::Sha256).unwrap()
            });
        });
        group.bench_function("SHA-256 of the canonical document", |b| {
            b.iter(|| Sha256::digest(black_box(&canonical)));
        });
        group.bench_function("verify a parsed document", |b| {
            b.iter(|| verify_proof(black_box(&document), &public).unwrap());
        });
        group.bench_function("verify from bytes", |b| {
            b.iter(|| verify_proof(&Document::parse(black_box(text.as_bytes())).unwrap(), &public).unwrap());
        });
        group.sample_size(20);
        group.bench_function("general path, canonical document", |b| {
            b.iter(|| general_nquads(black_box(&unsecured), &[], RdfcHash::Sha256).unwrap());
        });
        group.finish();
    }
    let message = [5; 64];
    let (signature, verifying) = (key.sign(&message), key.verifying_key());
    c.bench_function("Ed25519, strictly", |b| {
        b.iter(|| verifying.verify_strict(black_box(&message), &signature).unwrap());
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
