//! The keys that signed a credential, and whether each signature has the form that the signer makes.

use serde_json::Value;

use super::super::examination::Examination;
use super::super::members::{text, values};
use crate::did::{DidDocument, KeyName};
use crate::jose::{Key, KeyReference};
use crate::multikey::PublicKey;
use crate::proof::Cryptosuite;

/// A signature of the issuer.
pub(super) struct Signature {
    /// The key, where the issuer's document lists it or the credential contains it.
    pub(super) key: Option<Key>,
    /// The suite; none for a token.
    suite: Option<Cryptosuite>,
}

impl Signature {
    /// The key, if the signature has the signer's form: one embedded proof, of the suite that belongs to the key.
    pub(super) fn as_the_signer_makes_it(&self) -> Option<PublicKey> {
        match &self.key {
            Some(Key::Curve(key)) if self.suite == Some(Cryptosuite::for_key(key)) => Some(*key),
            _ => None,
        }
    }
}

/// The issuer's signatures on a credential: those by keys listed in its document, inline or at their own addresses,
/// and those that claim to be the issuer's. A token has one.
pub(super) fn all(badge: &Examination, issuer: Option<&DidDocument>) -> Vec<Signature> {
    let signer = badge.signer();
    let listed = |name: &str| {
        let id = if name.starts_with('#') { format!("{signer}{name}") } else { name.to_owned() };
        issuer.and_then(|document| document.find(KeyName::Id(&id), "assertionMethod", badge.now()).ok())
    };
    if let Some(token) = badge.token() {
        let key = match token.key() {
            KeyReference::Named(kid) => listed(kid),
            KeyReference::Embedded(jwk) => Some(jwk.key.clone()),
            KeyReference::Missing => None,
        };
        return vec![Signature { key, suite: None }];
    }
    let of_proof = |proof: &Value| {
        let method = text(proof, "verificationMethod")?;
        let key = listed(method);
        let is_the_issuers = || {
            method.split('#').next() == Some(signer.as_str())
                || issuer.is_some_and(|document| document.refers_to(method, "assertionMethod"))
        };
        if key.is_none() && !is_the_issuers() {
            return None;
        }
        // A proof that covers another proof does not cover the text that the ledger has.
        let alone = proof.get("previousProof").is_none();
        let suite = proof.as_object().and_then(|members| Cryptosuite::of(members).ok());
        Some(Signature { key, suite: suite.filter(|_| alone) })
    };
    values(badge.document().get("proof")).iter().filter_map(of_proof).collect()
}
