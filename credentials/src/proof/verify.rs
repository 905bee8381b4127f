//! Verifying one proof of a document, given the key.

use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Map, Value};

use super::{CRYPTOSUITE, hash_data};
use crate::canonical::{CanonicalError, canonical_nquads};
use crate::json::Document;
use crate::multikey::{self, PublicKey};
use crate::time::Timestamp;

/// Why a proof was not found good.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFailure {
    /// The document has no `proof`.
    #[error("the document carries no proof")]
    NoProof,
    /// A member of the proof is missing or malformed; the name is the member's.
    #[error("the proof's {0} is missing or malformed")]
    Member(&'static str),
    /// The proof is for another purpose than `assertionMethod`.
    #[error("the proof was made for another purpose than issuing a credential")]
    Purpose,
    /// The proof is of a suite that is not verified here. Says nothing about the document.
    #[error("the proof is of a kind that is not supported")]
    Suite,
    /// A chain of proofs (`previousProof`), which is not verified here. Says nothing about the document.
    #[error("the proof is part of a chain of proofs, which is not supported")]
    Chain,
    /// The key is of another kind than the suite needs.
    #[error("the key does not fit the kind of proof")]
    KeyKind,
    /// The document or the proof could not be brought into canonical form.
    #[error("the document could not be put into canonical form")]
    Canonical(#[from] CanonicalError),
    /// The signature is not this key's over this document: something was changed, or another key signed.
    #[error("the signature does not match the document")]
    Signature,
}

impl ProofFailure {
    /// Whether this only says that we cannot judge the proof: then it is neither good nor bad.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        match self {
            Self::Suite | Self::Chain => true,
            Self::Canonical(error) => error.is_unsupported(),
            Self::NoProof | Self::Member(_) | Self::Purpose | Self::KeyKind | Self::Signature => false,
        }
    }
}

/// Verifies the document's `eddsa-rdfc-2022` proof with a key that was found to be the issuer's.
///
/// `proof` may be an object or an array. Of several proofs any one that verifies is enough (Open Badges 3.0,
/// section 8.2.3). Dates in the proof are checked for form only: when it counts is the caller's question.
///
/// # Errors
/// [`ProofFailure`], that of the last proof tried.
pub fn verify_proof(document: &Document, key: &PublicKey) -> Result<(), ProofFailure> {
    let Value::Object(members) = document.value() else { return Err(ProofFailure::NoProof) };
    let proofs = match members.get("proof") {
        Some(Value::Array(proofs)) => proofs.as_slice(),
        Some(proof) => std::slice::from_ref(proof),
        None => return Err(ProofFailure::NoProof),
    };
    let mut unsecured = members.clone();
    unsecured.shift_remove("proof");
    let context = unsecured.get("@context").cloned().unwrap_or(Value::Null);
    let unsecured = Value::Object(unsecured);
    let mut canonical: Option<Result<String, CanonicalError>> = None;
    let mut failure = ProofFailure::NoProof;
    for proof in proofs {
        let judged = read(proof, &context, key).and_then(|(config, signature)| {
            let document = canonical.get_or_insert_with(|| canonical_nquads(&unsecured)).clone()?;
            check_signature(&hash_data(&document, &canonical_nquads(&config)?), &signature, key)
        });
        match judged {
            Ok(()) => return Ok(()),
            Err(why) => failure = why,
        }
    }
    Err(failure)
}

/// The proof configuration and the signature of a proof that this suite can judge.
fn read(proof: &Value, context: &Value, key: &PublicKey) -> Result<(Value, [u8; 64]), ProofFailure> {
    let Value::Object(proof) = proof else { return Err(ProofFailure::Member("proof")) };
    let text = |name: &'static str| proof.get(name).and_then(Value::as_str).ok_or(ProofFailure::Member(name));
    if text("type")? != "DataIntegrityProof" || text("cryptosuite")? != CRYPTOSUITE {
        return Err(ProofFailure::Suite);
    }
    if text("proofPurpose")? != "assertionMethod" {
        return Err(ProofFailure::Purpose);
    }
    if proof.contains_key("previousProof") {
        return Err(ProofFailure::Chain);
    }
    text("verificationMethod")?;
    for name in ["created", "expires"] {
        if proof.contains_key(name) && Timestamp::parse_or_utc(text(name)?).is_err() {
            return Err(ProofFailure::Member(name));
        }
    }
    if !matches!(key, PublicKey::Ed25519(_)) {
        return Err(ProofFailure::KeyKind);
    }
    let value = text("proofValue")?;
    // The suite names base58btc, and one signature must have one text.
    let bytes = value.starts_with('z').then(|| multikey::decode_multibase(value).ok()).flatten();
    let signature =
        bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(ProofFailure::Member("proofValue"))?;
    let mut config = Map::new();
    config.insert("@context".into(), context.clone());
    config
        .extend(proof.iter().filter(|(name, _)| *name != "proofValue").map(|(n, v)| (n.clone(), v.clone())));
    Ok((Value::Object(config), signature))
}

/// Ed25519 over the 64 bytes of [`hash_data`], strictly: no point of small order, one encoding of S.
pub(crate) fn check_signature(
    hash_data: &[u8; 64],
    signature: &[u8; 64],
    key: &PublicKey,
) -> Result<(), ProofFailure> {
    let PublicKey::Ed25519(raw) = key else { return Err(ProofFailure::KeyKind) };
    let key = VerifyingKey::from_bytes(raw).map_err(|_| ProofFailure::Signature)?;
    key.verify_strict(hash_data, &Signature::from_bytes(signature)).map_err(|_| ProofFailure::Signature)
}
