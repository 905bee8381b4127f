//! The options of a proof.

use serde_json::{Map, Value, json};

use super::Cryptosuite;
use super::cryptosuite::Canonicalisation;
use crate::time::Timestamp;

/// The options of a proof by the signer, for the purpose `assertionMethod`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofOptions {
    /// One of the four suites for issuing; it must match the key ([`Cryptosuite::for_key`]).
    pub cryptosuite: Cryptosuite,
    /// `<issuer did>#<multibase key>`.
    pub verification_method: String,
    /// The time of the proof; written to the second.
    pub created: Timestamp,
}

impl ProofOptions {
    /// The proof configuration that is canonicalised and hashed: the proof without its value, under the
    /// document's own `@context` (VC DI `EdDSA` 1.0, sections 3.2.5 and 3.3.5).
    #[must_use]
    pub fn config(&self, context: &Value) -> Value {
        let mut config = Map::new();
        config.insert("@context".into(), context.clone());
        config.extend(self.members());
        config.into()
    }

    /// The proof for the document, with its value (multibase). The `jcs` suites keep the `@context` in it.
    pub(crate) fn finished(&self, context: &Value, proof_value: String) -> Value {
        let mut proof = self.members();
        if self.cryptosuite.canonicalisation() == Canonicalisation::Jcs {
            proof.insert("@context".into(), context.clone());
        }
        proof.insert("proofValue".into(), proof_value.into());
        proof.into()
    }

    fn members(&self) -> Map<String, Value> {
        let members = json!({
            "type": "DataIntegrityProof",
            "cryptosuite": self.cryptosuite.name(),
            "created": self.created.rfc3339(),
            "verificationMethod": self.verification_method,
            "proofPurpose": "assertionMethod",
        });
        match members {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }
}
