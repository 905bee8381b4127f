//! Controller documents: writes our own, and finds keys in those of others (Controlled Identifiers 1.0, section 3).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{DidError, PublishedLedger, StatusListKeeper, UnreadableLedger, did_key, verification_method};
use crate::jose::{Jwk, Key};
use crate::json::Document;
use crate::multikey::PublicKey;
use crate::time::Timestamp;

/// Maximum length after `did:jwk:`: an RSA key of 8192 bits takes about 2,000 characters.
const MAX_DID_JWK: usize = 4096;

/// A key of one of our issuers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuerKey {
    /// The public half.
    pub public_key: PublicKey,
    /// When the key was compromised: from this moment on no signature by it verifies.
    pub revoked: Option<Timestamp>,
}

impl From<PublicKey> for IssuerKey {
    fn from(public_key: PublicKey) -> Self {
        Self { public_key, revoked: None }
    }
}

/// [`issuer_document`] of keys none of which was compromised.
#[must_use]
pub fn document(did: &str, keys: &[PublicKey]) -> Value {
    let keys: Vec<IssuerKey> = keys.iter().copied().map(IssuerKey::from).collect();
    issuer_document(did, &keys)
}

/// The document of one of our issuers: every key as `Multikey`, listed by reference under `assertionMethod`.
///
/// Retired keys belong in `keys` too: removing a key invalidates every badge that it signed. A compromised key has
/// `revoked` (Controlled Identifiers 1.0, section 2.2).
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

/// A parsed controller document that belongs to the identifier for which it was fetched.
#[derive(Debug, Clone)]
pub struct DidDocument {
    id: String,
    value: Value,
}

impl DidDocument {
    /// Reads a document; `expected_id` is the DID for which it was fetched.
    ///
    /// # Errors
    /// [`DidError::Malformed`] when it is not strict JSON with an `id`; [`DidError::WrongId`].
    pub fn parse(bytes: &[u8], expected_id: &str) -> Result<Self, DidError> {
        let document = Self::read(bytes)?;
        if document.id == expected_id { Ok(document) } else { Err(DidError::WrongId) }
    }

    /// Reads a document with any `id`. Its keys belong to nobody until the `id` is compared.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, DidError> {
        let value = Document::parse(bytes).map_err(|_| DidError::Malformed("it is not JSON"))?.into_value();
        match value.get("id").and_then(Value::as_str) {
            Some(id) => Ok(Self { id: id.to_owned(), value }),
            None => Err(DidError::Malformed("it has no id")),
        }
    }

    /// The document of a `did:key`, computed and not fetched.
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

    /// The document of a `did:jwk`, computed and not fetched. Its only key is `<did>#0`.
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

    /// The document of an identifier that contains its key, listed for credentials and for presentations.
    fn computed(did: &str, id: &str, method: &Value) -> Self {
        let value = json!({
            "id": did,
            "verificationMethod": [method],
            "assertionMethod": [id],
            "authentication": [id],
        });
        Self { id: did.to_owned(), value }
    }

    /// The identifier that owns this document.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The ledger that the issuer publishes, if its document names one.
    ///
    /// # Errors
    /// [`UnreadableLedger`], also where it covers a verification method that the document does not have: then it is
    /// unknown whether a badge is covered.
    pub fn ledger(&self) -> Result<Option<PublishedLedger>, UnreadableLedger> {
        let Some(services) = self.value.get("service") else { return Ok(None) };
        let ledger = PublishedLedger::among(services)?;
        let covered = ledger.as_ref().and_then(|ledger| ledger.covers.as_deref()).unwrap_or_default();
        let known = covered.iter().all(|method| self.listed_key(method).is_some());
        if known { Ok(ledger) } else { Err(UnreadableLedger) }
    }

    /// Whether a ledger of this document's issuer records signatures by this key. Keys are compared by value, because
    /// one key can have two names.
    #[must_use]
    pub fn is_covered(&self, ledger: &PublishedLedger, key: &Key) -> bool {
        let covers = |methods: &Vec<String>| {
            methods.iter().any(|method| self.listed_key(method).as_ref() == Some(key))
        };
        ledger.covers.as_ref().is_none_or(covers)
    }

    /// The keeper of the issuer's status lists, if its document names one.
    #[must_use]
    pub fn status_list_keeper(&self) -> Option<StatusListKeeper> {
        StatusListKeeper::among(self.value.get("service")?, &self.id)
    }

    /// Whether a document lists keys for badges, whatever its id.
    #[must_use]
    pub fn holds_keys(bytes: &[u8]) -> bool {
        let value = Document::parse(bytes).map(Document::into_value).unwrap_or_default();
        Self { id: String::new(), value }.lists_keys("assertionMethod")
    }

    /// An empty document, for an `https` issuer whose address serves something else, such as a home page.
    #[must_use]
    pub fn without_keys(id: &str) -> Self {
        Self { id: id.to_owned(), value: json!({"id": id}) }
    }

    pub(super) fn value(&self) -> &Value {
        &self.value
    }
}
