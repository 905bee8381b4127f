//! The `@context` of the `jcs` suites (VC DI `EdDSA` 1.0, section 3.3.2): the document's must begin with the proof's.

use credentials::canonical::RdfcHash;
use credentials::json::jcs;
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{ProofFailure, hash_data_with};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::support::verify;

const V2: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// A document signed under `signed`, which then has `shown` as its `@context`; the proof has `kept`.
fn judged(signed: Option<&Value>, kept: Option<&Value>, shown: Option<&Value>) -> Result<(), ProofFailure> {
    let with = |mut value: Value, context: Option<&Value>| {
        if let Some(context) = context {
            value["@context"] = context.clone();
        }
        value
    };
    let document = json!({"id": "urn:uuid:1", "name": "Coastal Flood Modelling", "points": 10});
    let proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": "did:web:example.com#key",
        "proofPurpose": "assertionMethod",
    });
    let mut proof = with(proof, kept);
    let text = jcs(&with(document.clone(), signed));
    let bytes = hash_data_with(&text, &jcs(&proof), RdfcHash::Sha256);
    proof["proofValue"] = json!(encode_base58btc(&key().sign(&bytes).to_bytes()));
    let mut secured = with(document, shown);
    secured["proof"] = proof;
    verify(&secured, &[], &PublicKey::from_ed25519(key().verifying_key().to_bytes()).unwrap())
}

#[test]
fn the_document_may_have_grown_contexts_behind_those_that_were_signed() {
    let (short, long) = (json!([V2]), json!([V2, OB]));
    assert_eq!(judged(Some(&short), Some(&short), Some(&short)), Ok(()));
    assert_eq!(judged(Some(&short), Some(&short), Some(&long)), Ok(()));
    assert_eq!(judged(Some(&json!(V2)), Some(&json!(V2)), Some(&long)), Ok(()));
    for other in [json!([OB, V2]), json!([OB]), json!([]), json!(OB)] {
        assert_eq!(judged(Some(&short), Some(&short), Some(&other)), Err(ProofFailure::Context), "{other}");
    }
    assert_eq!(judged(Some(&long), Some(&long), Some(&short)), Err(ProofFailure::Context));
    assert_eq!(judged(Some(&short), Some(&short), None), Err(ProofFailure::Context));
}

#[test]
fn without_a_context_in_the_proof_the_documents_own_counts() {
    let (short, long) = (json!([V2]), json!([V2, OB]));
    assert_eq!(judged(Some(&short), None, Some(&short)), Ok(()));
    assert_eq!(judged(None, None, None), Ok(()));
    assert_eq!(judged(Some(&short), None, Some(&long)), Err(ProofFailure::Signature));
    assert_eq!(judged(Some(&short), None, None), Err(ProofFailure::Signature));
    // JSON is signed literally: a single context is not a list of one.
    assert_eq!(judged(Some(&short), None, Some(&json!(V2))), Err(ProofFailure::Signature));
}
