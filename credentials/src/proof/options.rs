//! What a proof says about itself.

use serde_json::{Map, Value, json};

use crate::time::Timestamp;

/// The only suite that is issued and, so far, verified.
pub const CRYPTOSUITE: &str = "eddsa-rdfc-2022";

/// The options of a proof that the signer makes: suite `eddsa-rdfc-2022`, purpose `assertionMethod`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofOptions {
    /// `<issuer did>#<multibase key>`.
    pub verification_method: String,
    /// When the proof is made; written to the second.
    pub created: Timestamp,
}

impl ProofOptions {
    /// The proof configuration that is canonicalised and hashed: the proof without its value, under the
    /// document's own `@context` (VC DI `EdDSA` 1.0, section 3.2.5).
    #[must_use]
    pub fn config(&self, context: &Value) -> Value {
        let mut config = Map::new();
        config.insert("@context".into(), context.clone());
        config.extend(self.members());
        config.into()
    }

    /// The proof that goes into the document, with its value (multibase).
    pub(crate) fn finished(&self, proof_value: String) -> Value {
        let mut proof = self.members();
        proof.insert("proofValue".into(), proof_value.into());
        proof.into()
    }

    fn members(&self) -> Map<String, Value> {
        let members = json!({
            "type": "DataIntegrityProof",
            "cryptosuite": CRYPTOSUITE,
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
