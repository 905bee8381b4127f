//! Controller documents: ours to publish, others' to find a key in (Controlled Identifiers 1.0, section 3).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{DidError, PublishedLedger, did_key, method, verification_method};
use crate::jose::{Jwk, Key};
use crate::json::Document;
use crate::multikey::PublicKey;
use crate::time::Timestamp;

/// What a key may be listed for (Controlled Identifiers 1.0, section 2.3).
const RELATIONSHIPS: [&str; 5] =
    ["assertionMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"];

/// Longest part after `did:jwk:`: an RSA key of 8192 bits takes about 2,000 characters.
const MAX_DID_JWK: usize = 4096;

/// A key of an issuer of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuerKey {
    /// The public half.
    pub public_key: PublicKey,
    /// When it fell into other hands: at and after this moment nothing made with it is verified.
    pub revoked: Option<Timestamp>,
}

impl From<PublicKey> for IssuerKey {
    fn from(public_key: PublicKey) -> Self {
        Self { public_key, revoked: None }
    }
}

/// [`issuer_document`] of keys none of which fell into other hands.
#[must_use]
pub fn document(did: &str, keys: &[PublicKey]) -> Value {
    let keys: Vec<IssuerKey> = keys.iter().copied().map(IssuerKey::from).collect();
    issuer_document(did, &keys)
}

/// The document of an issuer of ours: every key as `Multikey`, listed by reference under `assertionMethod`.
///
/// Retired keys belong in `keys` too: a key that is taken out breaks every badge it signed. A key that fell into other
/// hands has `revoked` (Controlled Identifiers 1.0, section 2.2).
#[must_use]
pub fn issuer_document(did: &str, keys: &[IssuerKey]) -> Value {
    let ids: Vec<String> = keys.iter().map(|key| verification_method(did, &key.public_key)).collect();
    let methods: Vec<Value> = keys
        .iter()
        .zip(&ids)
        .map(|(key, id)| {
            let mut method = json!({
                "id": id,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": key.public_key.multibase(),
            });
            if let (Some(revoked), Value::Object(method)) = (key.revoked, &mut method) {
                method.insert("revoked".to_owned(), json!(revoked.rfc3339()));
            }
            method
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
        let id = verification_method(did, &key);
        let method = json!({"id": id, "type": "Multikey", "controller": did, "publicKeyMultibase": text});
        Ok(Self::computed(did, &id, &method))
    }

    /// The document of a `did:jwk`, which is computed and not fetched. Its only key is `<did>#0`.
    ///
    /// # Errors
    /// [`DidError::Form`] when it is not a `did:jwk` of JSON in base64url without padding; [`DidError::Jwk`].
    pub fn for_did_jwk(did: &str) -> Result<Self, DidError> {
        let text = did.strip_prefix("did:jwk:").filter(|text| text.len() <= MAX_DID_JWK);
        let bytes = text.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok()).ok_or(DidError::Form)?;
        let jwk = Document::parse(&bytes).map_err(|_| DidError::Form)?.into_value();
        Jwk::parse(&jwk)?;
        let id = format!("{did}#0");
        let method = json!({"id": id, "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk});
        Ok(Self::computed(did, &id, &method))
    }

    /// The document of an identifier that is its key: listed for credentials and for presentations.
    fn computed(did: &str, id: &str, method: &Value) -> Self {
        let value = json!({
            "id": did,
            "verificationMethod": [method],
            "assertionMethod": [id],
            "authentication": [id],
        });
        Self { id: did.to_owned(), value }
    }

    /// The DID that this document belongs to.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The ledger that the issuer publishes, if its document names one.
    #[must_use]
    pub fn ledger(&self) -> Option<PublishedLedger> {
        PublishedLedger::among(self.value.get("service")?)
    }

    /// The key of a verification method that may sign credentials at time `now`: [`DidDocument::key_for`] under
    /// `assertionMethod`.
    ///
    /// # Errors
    /// As [`DidDocument::key_for`].
    pub fn assertion_key(&self, vm_id: &str, now: Timestamp) -> Result<PublicKey, DidError> {
        self.key_for(vm_id, "assertionMethod", now)
    }

    /// The key of a verification method that may be used for a purpose at time `now`.
    ///
    /// `vm_id` is the proof's `verificationMethod`, `relationship` its `proofPurpose`. The steps are those of Controlled
    /// Identifiers 1.0 section 3.3, with a revoked key refused for every proof, whatever the proof says about its own
    /// date. A retired key counts as long as it is listed.
    ///
    /// # Errors
    /// [`DidError`], one variant for each step; [`DidError::KeyType`] for a key that no cryptosuite uses.
    pub fn key_for(&self, vm_id: &str, relationship: &str, now: Timestamp) -> Result<PublicKey, DidError> {
        match self.token_key_for(vm_id, relationship, now)? {
            Key::Curve(key) => Ok(key),
            Key::Rsa(_) => Err(DidError::KeyType),
        }
    }

    /// As [`DidDocument::key_for`], with the keys that only tokens use (RSA).
    ///
    /// # Errors
    /// As [`DidDocument::key_for`].
    pub fn token_key_for(&self, vm_id: &str, relationship: &str, now: Timestamp) -> Result<Key, DidError> {
        let method = self.method(vm_id, relationship)?;
        if method.get("controller").and_then(Value::as_str) != Some(self.id.as_str()) {
            return Err(DidError::WrongController);
        }
        method::check_period(method, now)?;
        method::key(method)
    }

    /// Whether one of the keys under `assertionMethod` is this key, at time `now`.
    #[must_use]
    pub fn asserts_with(&self, key: &Key, now: Timestamp) -> bool {
        let entries = entries(&self.value, "assertionMethod").unwrap_or_default();
        let ids =
            entries.iter().filter_map(|entry| entry.as_str().or(entry.get("id").and_then(Value::as_str)));
        ids.map(|id| if id.starts_with('#') { format!("{}{id}", self.id) } else { id.to_owned() })
            .any(|id| self.token_key_for(&id, "assertionMethod", now).as_ref() == Ok(key))
    }

    /// The map of a verification method, listed for a purpose by reference, or embedded for that purpose alone.
    fn method(&self, vm_id: &str, relationship: &str) -> Result<&Value, DidError> {
        let (document, fragment) = vm_id.split_once('#').ok_or(DidError::Form)?;
        if document != self.id {
            return Err(DidError::WrongId);
        }
        let bare = format!("#{fragment}");
        let is_it = |id: &str| id == vm_id || id == bare;
        let named = |entry: &&Value| entry.get("id").and_then(Value::as_str).is_some_and(is_it);
        if !RELATIONSHIPS.contains(&relationship) {
            return Err(DidError::NotForAssertion);
        }
        let relationship = entries(&self.value, relationship)?;
        let embedded = relationship.iter().filter(named);
        let shared = entries(&self.value, "verificationMethod")?.iter().filter(named);
        let mut methods = shared.chain(embedded.clone());
        let method = methods.next().ok_or(DidError::UnknownKey)?;
        if methods.next().is_some() {
            return Err(DidError::Malformed("two keys have one id"));
        }
        let listed = relationship.iter().any(|entry| entry.as_str().is_some_and(is_it));
        if listed || embedded.count() > 0 { Ok(method) } else { Err(DidError::NotForAssertion) }
    }
}

fn entries<'a>(document: &'a Value, name: &str) -> Result<&'a [Value], DidError> {
    match document.get(name) {
        None => Ok(&[]),
        Some(Value::Array(entries)) => Ok(entries),
        Some(_) => Err(DidError::Malformed("a list of keys is not an array")),
    }
}
