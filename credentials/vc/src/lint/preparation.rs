//! The common parts of all credentials that one key signs, computed once for a batch.

use serde_json::Value;

use super::signing::{Linted, ToSign, canonical_config, suite_hash};
use crate::canonical::Processing;
use crate::multikey::PublicKey;
use crate::proof::{Cryptosuite, ProofFailure, ProofOptions, Verifier};
use crate::time::Timestamp;

/// A key prepared for many signatures with its suite ([`Cryptosuite::for_key`]).
#[derive(Debug)]
pub struct Preparation<'a> {
    key: PublicKey,
    multibase: String,
    verifier: Verifier,
    processing: Processing<'a>,
    /// The last proof's configuration in canonical form, with the `@context` and the options that it was made from. In a
    /// batch the next one's is nearly always the same.
    config: Option<(Value, ProofOptions, String)>,
}

impl<'a> Preparation<'a> {
    /// Prepares this key, for credentials that were linted with these contexts ([`super::lint_with`]).
    ///
    /// # Errors
    /// [`ProofFailure::Signature`] for bytes that are no point of the key's curve.
    pub fn new(key: &PublicKey, processing: impl Into<Processing<'a>>) -> Result<Self, ProofFailure> {
        let verifier = Verifier::of(key).ok_or(ProofFailure::Signature)?;
        Ok(Self {
            key: *key,
            multibase: key.multibase(),
            verifier,
            processing: processing.into(),
            config: None,
        })
    }

    /// The bytes to sign for a proof by this key with this time.
    ///
    /// # Errors
    /// [`ProofFailure::Canonical`] when the issuer is not an absolute URI.
    pub fn to_sign(&mut self, credential: Linted, created: Timestamp) -> Result<ToSign, ProofFailure> {
        let cryptosuite = Cryptosuite::for_key(&self.key);
        let verification_method = format!("{}#{}", credential.issuer(), self.multibase);
        let options = ProofOptions { cryptosuite, verification_method, created };
        let hash = suite_hash(cryptosuite, &self.key)?;
        let context = credential.value().get("@context").unwrap_or(&Value::Null);
        let config = match self.config.take() {
            Some(config) if config.0 == *context && config.1 == options => config,
            _ => {
                let canonical = canonical_config(credential.value(), &options, hash, self.processing)?;
                (context.clone(), options.clone(), canonical)
            }
        };
        let to_sign = credential.into_to_sign(options, hash, &config.2, self.processing);
        self.config = Some(config);
        to_sign
    }

    /// As [`ToSign::finish`] with this key, for many signatures: returns all credentials, or those before the first
    /// failure, with its cause. The signatures are verified as a batch, and one by one where the batch fails. For
    /// `seed` see [`Verifier::check_all`].
    pub fn finish_all(
        &self,
        signed: Vec<(ToSign, Vec<u8>)>,
        seed: &[u8; 32],
    ) -> (Vec<String>, Option<ProofFailure>) {
        let pairs: Vec<_> =
            signed.iter().map(|(one, signature)| (one.bytes(), signature.as_slice())).collect();
        let all_verify = self.verifier.check_all(&pairs, seed);
        let mut finished = Vec::with_capacity(signed.len());
        for (one, signature) in signed {
            let verified = if all_verify { Ok(()) } else { self.verifier.check(one.bytes(), &signature) };
            match verified.and_then(|()| one.written(&signature, &self.multibase)) {
                Ok(text) => finished.push(text),
                Err(failure) => return (finished, Some(failure)),
            }
        }
        (finished, None)
    }
}
