//! Controller documents: ours to publish, others' to find a key in (Controlled Identifiers 1.0, section 3).

use serde_json::{Value, json};

use super::{DidError, did_key, verification_method};
use crate::json::Document;
use crate::multikey::PublicKey;
use crate::time::Timestamp;

/// The document of an issuer of ours: every key as `Multikey`, listed by reference under `assertionMethod`.
///
/// Retired keys belong in `keys` too: a key that is taken out breaks every badge it signed.
#[must_use]
pub fn document(did: &str, keys: &[PublicKey]) -> Value {
    let ids: Vec<String> = keys.iter().map(|key| verification_method(did, key)).collect();
    let methods: Vec<Value> = keys
        .iter()
        .zip(&ids)
        .map(|(key, id)| {
            json!({"id": id, "type": "Multikey", "controller": did, "publicKeyMultibase": key.multibase()})
        })
        .collect();
    json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": ids,
    })
}

/// A controller document that was read and belongs to the identifier that it was fetched for.
#[derive(Debug, Clone)]
pub struct DidDocument {
    id: String,
    value: Value,
}

impl DidDocument {
    /// Reads a document; `expected_id` is the DID that it was asked for.
    ///
    /// # Errors
    /// [`DidError::Malformed`] when it is not strict JSON with an `id`; [`DidError::WrongId`].
    pub fn parse(bytes: &[u8], expected_id: &str) -> Result<Self, DidError> {
        let value = Document::parse(bytes).map_err(|_| DidError::Malformed("it is not JSON"))?.into_value();
        match value.get("id").and_then(Value::as_str) {
            Some(id) if id == expected_id => Ok(Self { id: id.to_owned(), value }),
            Some(_) => Err(DidError::WrongId),
            None => Err(DidError::Malformed("it has no id")),
        }
    }

    /// The document of a `did:key`, which is computed and not fetched.
    ///
    /// # Errors
    /// [`DidError::Form`] when it is not a `did:key` of base58btc; [`DidError::Key`].
    pub fn for_did_key(did: &str) -> Result<Self, DidError> {
        let text = did.strip_prefix("did:key:").filter(|text| text.starts_with('z')).ok_or(DidError::Form)?;
        let key = PublicKey::parse(text)?;
        if did_key(&key) != did {
            return Err(DidError::Form);
        }
        Ok(Self { id: did.to_owned(), value: document(did, &[key]) })
    }

    /// The DID that this document belongs to.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The key of a verification method that may sign credentials at time `now`.
    ///
    /// `vm_id` is the proof's `verificationMethod`. The steps are those of Controlled Identifiers 1.0 section
    /// 3.3, with a revoked key refused for every proof, whatever the proof says about its own date.
    ///
    /// # Errors
    /// [`DidError`], one variant for each step.
    pub fn assertion_key(&self, vm_id: &str, now: Timestamp) -> Result<PublicKey, DidError> {
        let (document, fragment) = vm_id.split_once('#').ok_or(DidError::Form)?;
        if document != self.id {
            return Err(DidError::WrongId);
        }
        let bare = format!("#{fragment}");
        let is_it = |id: &str| id == vm_id || id == bare;
        let relationship = entries(&self.value, "assertionMethod")?;
        let embedded = relationship.iter().find(|entry| id_of(entry).is_some_and(is_it));
        let listed = relationship.iter().any(|entry| entry.as_str().is_some_and(is_it));
        let shared = entries(&self.value, "verificationMethod")?;
        let method = shared.iter().find(|entry| id_of(entry).is_some_and(is_it)).or(embedded);
        let method = method.ok_or(DidError::UnknownKey)?;
        if !listed && embedded.is_none() {
            return Err(DidError::NotForAssertion);
        }
        if method.get("controller").and_then(Value::as_str) != Some(self.id.as_str()) {
            return Err(DidError::WrongController);
        }
        if let Some(revoked) = moment(method, "revoked")?.filter(|revoked| *revoked <= now) {
            return Err(DidError::Revoked(revoked));
        }
        if let Some(expires) = moment(method, "expires")?.filter(|expires| *expires <= now) {
            return Err(DidError::Expired(expires));
        }
        key_of(method)
    }
}

fn entries<'a>(document: &'a Value, name: &str) -> Result<&'a [Value], DidError> {
    match document.get(name) {
        None => Ok(&[]),
        Some(Value::Array(entries)) => Ok(entries),
        Some(_) => Err(DidError::Malformed("a list of keys is not an array")),
    }
}

fn id_of(entry: &Value) -> Option<&str> {
    entry.get("id").and_then(Value::as_str)
}

fn moment(method: &Value, name: &str) -> Result<Option<Timestamp>, DidError> {
    let malformed = DidError::Malformed("a key's date is not a date and time");
    match method.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Timestamp::parse_or_utc(text).map(Some).map_err(|_| malformed),
        Some(_) => Err(malformed),
    }
}

fn key_of(method: &Value) -> Result<PublicKey, DidError> {
    let kind = method.get("type").and_then(Value::as_str);
    let text = method.get("publicKeyMultibase").and_then(Value::as_str);
    match (kind, text) {
        (Some("Multikey"), Some(text)) => Ok(PublicKey::parse(text)?),
        // The older name for the same bytes, still met in the wild.
        (Some("Ed25519VerificationKey2020"), Some(text)) => match PublicKey::parse(text)? {
            key @ PublicKey::Ed25519(_) => Ok(key),
            PublicKey::P256(_) | PublicKey::P384(_) => Err(DidError::KeyType),
        },
        _ => Err(DidError::KeyType),
    }
}
