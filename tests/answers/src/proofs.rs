//! Proofs: made with a seed from the test, and verified with a key from the test.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::canonical::{ExtraContext, RdfcHash, canonical_nquads_with, canonical_unsecured};
use credentials::json::{Document, jcs};
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{
    Cryptosuite, ProofFailure, ProofOptions, SecuredDocument, hash_data_with, verify_proof,
};
use credentials::time::Timestamp;
use ed25519_dalek::Signer as _;
use serde_json::{Value, json};

use crate::canonical::{extra, general_path, not_canonical, not_read};
use crate::question::Kind;

pub(crate) fn verify(text: &str, key: &str, contexts: &BTreeMap<String, String>) -> Value {
    let document = match Document::parse(text.as_bytes()) {
        Ok(document) => document,
        Err(error) => return not_read(&error),
    };
    let key = match PublicKey::parse(key) {
        Ok(key) => key,
        Err(error) => return refused("key", &error.to_string(), false),
    };
    match verified(&document, &key, &extra(contexts)) {
        Ok(()) => json!({"verified": true}),
        Err(ProofFailure::Canonical(error)) => not_canonical(&error),
        Err(failure) => refused("proof", &failure.to_string(), failure.is_unsupported()),
    }
}

/// As [`verify_proof`]; with further contexts, the first proof alone.
fn verified(document: &Document, key: &PublicKey, extra: &[ExtraContext<'_>]) -> Result<(), ProofFailure> {
    if extra.is_empty() {
        return verify_proof(document, key);
    }
    SecuredDocument::read_with(document.value(), general_path(extra))?.verify(0, key)
}

/// A secret key from the test.
pub(crate) struct Secret {
    pub(crate) kind: Kind,
    /// Base64.
    pub(crate) bytes: String,
}

impl Secret {
    /// The hash of suites with this key, also inside RDFC-1.0.
    fn hash(&self) -> RdfcHash {
        match self.kind {
            Kind::Ed25519 | Kind::P256 => RdfcHash::Sha256,
            Kind::P384 => RdfcHash::Sha384,
        }
    }

    fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let secret = STANDARD.decode(&self.bytes).ok()?;
        Some(match self.kind {
            Kind::Ed25519 => {
                ed25519_dalek::SigningKey::from_bytes(secret.first_chunk()?).sign(message).to_bytes().to_vec()
            }
            Kind::P256 => {
                let signature: p256::ecdsa::Signature =
                    p256::ecdsa::SigningKey::from_slice(&secret).ok()?.sign(message);
                signature.to_bytes().to_vec()
            }
            Kind::P384 => {
                let signature: p384::ecdsa::Signature =
                    p384::ecdsa::SigningKey::from_slice(&secret).ok()?.sign(message);
                signature.to_bytes().to_vec()
            }
        })
    }
}

pub(crate) fn sign(text: &str, suite: &str, secret: &Secret, method: String, created: &str) -> Value {
    match signed(text, suite, secret, method, created) {
        Ok(text) => json!({"signed": text}),
        Err(refusal) => refusal,
    }
}

/// Signs like the signer, without its checks.
fn signed(text: &str, suite: &str, secret: &Secret, method: String, created: &str) -> Result<String, Value> {
    let mut document = Document::parse(text.as_bytes()).map_err(|error| not_read(&error))?.into_value();
    let cryptosuite =
        Cryptosuite::by_name(suite).map_err(|error| refused("suite", &error.to_string(), true))?;
    let created = Timestamp::parse(created).map_err(|error| refused("created", &error.to_string(), false))?;
    let options = ProofOptions { cryptosuite, verification_method: method, created };
    let mut proof = options.config(document.get("@context").unwrap_or(&Value::Null));
    let is_json = suite.contains("-jcs-");
    let bytes = if is_json {
        hash_data_with(&jcs(&document), &jcs(&proof), secret.hash())
    } else {
        let hash = secret.hash();
        let canonical =
            canonical_unsecured(&document, general_path(&[]), hash).map_err(|error| not_canonical(&error))?;
        let config =
            canonical_nquads_with(&proof, general_path(&[]), hash).map_err(|error| not_canonical(&error))?;
        hash_data_with(&canonical, &config, hash)
    };
    let signature = secret.sign(&bytes).ok_or_else(|| refused("secret", "not a secret key", false))?;
    if let (Some(proof), Some(document)) = (proof.as_object_mut(), document.as_object_mut()) {
        if !is_json {
            proof.shift_remove("@context");
        }
        proof.insert("proofValue".to_owned(), encode_base58btc(&signature).into());
        document.insert("proof".to_owned(), json!([proof]));
    }
    Ok(document.to_string())
}

fn refused(code: &str, says: &str, unsupported: bool) -> Value {
    json!({"refused": code, "says": says, "unsupported": unsupported})
}
