//! Is a document one of those that a verification asks other servers for? A relay answers with nothing else, so that it
//! cannot be used to read arbitrary pages.

use serde_json::Value;

use super::members::values;
use super::status;
use crate::json::Document;

/// Members of a document that publishes keys: a DID document (DID Core 1.0, section 5.2), a key set (RFC 7517, section
/// 5), a single key as a JSON Web Key, Multikey or PEM.
const KEYS: [&str; 8] = [
    "assertionMethod",
    "keys",
    "kty",
    "publicKey",
    "publicKeyJwk",
    "publicKeyMultibase",
    "publicKeyPem",
    "verificationMethod",
];

/// Whether the bytes are a DID document, keys, a status list, a 1EdTech revocation list or a ledger proof, by their form
/// alone: nothing is verified.
#[must_use]
pub fn is_supporting_document(bytes: &[u8]) -> bool {
    if status::open(bytes).is_ok() {
        return true;
    }
    let Ok(document) = Document::parse(bytes) else { return false };
    let document = document.value();
    // A badge or another credential is none of them.
    if document.get("credentialSubject").is_some() {
        return false;
    }
    let has = |name: &str| document.get(name).is_some();
    let is_did_document = document.get("id").and_then(Value::as_str).is_some_and(|id| id.starts_with("did:"));
    let is_revocation_list = values(document.get("type")).iter().any(|one| *one == "1EdTechRevocationList");
    let is_ledger_proof = ["entry", "salt", "proof"].into_iter().all(has) || has("inLedger") || has("erased");
    is_did_document || is_revocation_list || is_ledger_proof || KEYS.into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::is_supporting_document;

    #[test]
    fn a_document_that_a_verification_asks_for_is_known_by_its_form() {
        for text in [
            r#"{"id": "did:web:a.example", "verificationMethod": []}"#,
            r#"{"id": "did:web:a.example"}"#,
            r#"{"id": "https://a.example", "type": "Profile", "assertionMethod": []}"#,
            r#"{"keys": []}"#,
            r#"{"kty": "OKP", "crv": "Ed25519", "x": ""}"#,
            r#"{"id": "https://a.example/key", "publicKeyMultibase": "z"}"#,
            r#"{"id": "https://a.example/r", "type": "1EdTechRevocationList", "revokedCredential": []}"#,
            r#"{"entry": "{}", "salt": "00", "proof": "x"}"#,
            r#"{"inLedger": false}"#,
            r#"{"erased": true}"#,
        ] {
            assert!(is_supporting_document(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_badge_a_page_and_other_data_are_not() {
        for text in [
            r#"{"id": "did:web:a.example", "type": "VerifiableCredential", "credentialSubject": {}, "keys": []}"#,
            r#"{"id": "https://a.example", "type": "Profile", "name": "A"}"#,
            r#"{"access_token": "x"}"#,
            "<!doctype html><title>keys</title>",
            "[]",
            "\"keys\"",
            "",
            "\u{0}",
        ] {
            assert!(!is_supporting_document(text.as_bytes()), "{text}");
        }
    }
}
