//! Proofs: made with a seed that the test knows, and judged with a key that it names.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::canonical::{RdfcHash, canonical_nquads, canonical_unsecured};
use credentials::json::Document;
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{ProofFailure, ProofOptions, hash_data, verify_proof};
use credentials::time::Timestamp;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::canonical::{not_canonical, not_read};

pub(crate) fn verify(text: &str, key: &str) -> Value {
    let document = match Document::parse(text.as_bytes()) {
        Ok(document) => document,
        Err(error) => return not_read(&error),
    };
    let key = match PublicKey::parse(key) {
        Ok(key) => key,
        Err(error) => return refused("key", &error.to_string(), false),
    };
    match verify_proof(&document, &key) {
        Ok(()) => json!({"verified": true}),
        Err(ProofFailure::Canonical(error)) => not_canonical(&error),
        Err(failure) => refused("proof", &failure.to_string(), failure.is_unsupported()),
    }
}

pub(crate) fn sign(text: &str, seed: &str, method: String, created: &str) -> Value {
    match signed(text, seed, method, created) {
        Ok(text) => json!({"signed": text}),
        Err(refusal) => refusal,
    }
}

fn signed(text: &str, seed: &str, method: String, created: &str) -> Result<String, Value> {
    let mut document = Document::parse(text.as_bytes()).map_err(|error| not_read(&error))?.into_value();
    let seed = STANDARD.decode(seed).ok().and_then(|seed| seed.try_into().ok());
    let key = SigningKey::from_bytes(&seed.ok_or_else(|| refused("seed", "not 32 bytes in base64", false))?);
    let created = Timestamp::parse(created).map_err(|error| refused("created", &error.to_string(), false))?;
    let options = ProofOptions { verification_method: method, created };
    let mut proof = options.config(document.get("@context").unwrap_or(&Value::Null));
    let canonical = canonical_unsecured(&document, &[], RdfcHash::Sha256).map_err(|e| not_canonical(&e))?;
    let config = canonical_nquads(&proof).map_err(|error| not_canonical(&error))?;
    let value = encode_base58btc(&key.sign(&hash_data(&canonical, &config)).to_bytes());
    if let (Some(proof), Some(document)) = (proof.as_object_mut(), document.as_object_mut()) {
        proof.shift_remove("@context");
        proof.insert("proofValue".to_owned(), value.into());
        document.insert("proof".to_owned(), json!([proof]));
    }
    Ok(document.to_string())
}

fn refused(code: &str, says: &str, unsupported: bool) -> Value {
    json!({"refused": code, "says": says, "unsupported": unsupported})
}
