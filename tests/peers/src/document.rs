//! The measured document, signed with a key for this measurement only.

use credentials::canonical::{RdfcHash, canonical_proof_config, canonical_unsecured};
use credentials::did;
use credentials::json::Document;
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{Cryptosuite, ProofOptions, hash_data};
use credentials::time::Timestamp;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Map, Value, json};

/// 1 December 2026.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_796_083_200_000);

/// A document with its proof, and everything needed to make it again.
pub(crate) struct Signed {
    pub(crate) unsigned: String,
    pub(crate) text: String,
    pub(crate) key: PublicKey,
    pub(crate) options: ProofOptions,
    pub(crate) signature: [u8; 64],
    /// The issuer's document, with the key.
    pub(crate) issuer: Vec<u8>,
}

impl Signed {
    pub(crate) fn new(unsigned: &str) -> Self {
        let secret = SigningKey::from_bytes(&[7; 32]);
        let key = PublicKey::Ed25519(secret.verifying_key().to_bytes());
        let document = Document::parse(unsigned.as_bytes()).unwrap().into_value();
        let issuer = document.pointer("/issuer/id").and_then(Value::as_str).unwrap().to_owned();
        let options = ProofOptions {
            cryptosuite: Cryptosuite::EddsaRdfc2022,
            verification_method: did::verification_method(&issuer, &key),
            created: Timestamp::parse("2026-03-02T09:00:05Z").unwrap(),
        };
        let signature = secret.sign(&message(&document, &options)).to_bytes();
        Self {
            unsigned: unsigned.to_owned(),
            text: finished(document, &options, &signature),
            key,
            options,
            signature,
            issuer: did::document(&issuer, &[key]).to_string().into_bytes(),
        }
    }
}

/// The 64 bytes that are signed.
pub(crate) fn message(document: &Value, options: &ProofOptions) -> [u8; 64] {
    let context = document.get("@context").unwrap();
    let config = options.config(context);
    let config: &Map<String, Value> = config.as_object().unwrap();
    let canonical = canonical_unsecured(document, &[], RdfcHash::Sha256).unwrap();
    hash_data(&canonical, &canonical_proof_config(context, config, &[], RdfcHash::Sha256).unwrap())
}

/// The document's text with its proof.
pub(crate) fn finished(mut document: Value, options: &ProofOptions, signature: &[u8]) -> String {
    let mut proof = options.config(&Value::Null);
    let members = proof.as_object_mut().unwrap();
    members.shift_remove("@context");
    members.insert("proofValue".to_owned(), encode_base58btc(signature).into());
    document.as_object_mut().unwrap().insert("proof".to_owned(), json!([proof]));
    document.to_string()
}
