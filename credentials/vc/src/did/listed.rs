//! Finding a key in a controller document (Controlled Identifiers 1.0, section 3.3).

use serde_json::Value;

use super::{DidDocument, DidError, method};
use crate::jose::Key;
use crate::multikey::PublicKey;
use crate::time::Timestamp;

/// The purposes for which a key may be listed (Controlled Identifiers 1.0, section 2.3).
const RELATIONSHIPS: [&str; 5] =
    ["assertionMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"];

/// The ways in which a proof or a token names its key.
#[derive(Debug, Clone, Copy)]
pub enum KeyName<'a> {
    /// By the id of a verification method, or by the identifier of a document with only one key.
    Id(&'a str),
    /// By the key itself.
    Key(&'a Key),
}

impl DidDocument {
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
    /// `vm_id` is the proof's `verificationMethod`, `relationship` its `proofPurpose`. The steps are those of
    /// Controlled Identifiers 1.0, section 3.3, except that a revoked key is refused for every proof, whatever the
    /// proof's own date. A retired key counts as long as it is listed.
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
        let (document, _) = vm_id.split_once('#').ok_or(DidError::Form)?;
        if document != self.id() {
            return Err(DidError::WrongId);
        }
        self.find(KeyName::Id(vm_id), relationship, now)
    }

    /// The key of that name, listed for a purpose by reference, or embedded for that purpose alone. Its id may be
    /// under another address; its controller must be the document's identifier.
    ///
    /// # Errors
    /// [`DidError::UnknownKey`] when the document does not contain it; [`DidError::WhichKey`]; otherwise as
    /// [`DidDocument::key_for`].
    pub fn find(&self, name: KeyName<'_>, relationship: &str, now: Timestamp) -> Result<Key, DidError> {
        if !RELATIONSHIPS.contains(&relationship) {
            return Err(DidError::NotForAssertion);
        }
        let listed = self.entries(relationship)?;
        let ids: Vec<String> = listed.iter().filter_map(|entry| self.id_of(entry)).collect();
        let methods: Vec<&Value> = self.methods(relationship)?;
        match name {
            KeyName::Id(id) if id == self.id() => {
                let mut distinct = ids.clone();
                distinct.sort_unstable();
                distinct.dedup();
                match distinct.as_slice() {
                    [] => Err(DidError::UnknownKey),
                    [only] => self.named(only, &ids, &methods, now),
                    _ => Err(DidError::WhichKey),
                }
            }
            KeyName::Id(id) => self.named(id, &ids, &methods, now),
            KeyName::Key(key) => {
                self.allows(key, now)?;
                let is_it = |method: &&Value| {
                    self.id_of(method).is_some_and(|id| ids.contains(&id))
                        && method::check_controller(method, self.id()).is_ok()
                        && method::key(method).as_ref() == Ok(key)
                };
                if methods.iter().any(is_it) { Ok(key.clone()) } else { Err(DidError::UnknownKey) }
            }
        }
    }

    fn named(
        &self,
        id: &str,
        listed: &[String],
        methods: &[&Value],
        now: Timestamp,
    ) -> Result<Key, DidError> {
        let mut bearers = methods.iter().filter(|method| self.id_of(method).as_deref() == Some(id));
        let method = bearers.next().ok_or(DidError::UnknownKey)?;
        // Some documents list the same method twice, in identical form.
        if bearers.any(|other| other != method) {
            return Err(DidError::Malformed("two keys have one id"));
        }
        if !listed.iter().any(|one| one == id) {
            return Err(DidError::NotForAssertion);
        }
        let key = method::read(method, self.id(), now)?;
        self.allows(&key, now)?;
        Ok(key)
    }

    /// Refuses a key that this document marks as revoked or expired under any name and for any purpose.
    ///
    /// # Errors
    /// [`DidError::Revoked`], [`DidError::Expired`], [`DidError::Malformed`].
    pub fn allows(&self, key: &Key, now: Timestamp) -> Result<(), DidError> {
        let mut methods = self.entries("verificationMethod")?.iter().collect::<Vec<_>>();
        for relationship in RELATIONSHIPS {
            methods.extend(self.entries(relationship)?);
        }
        let dated = |method: &&Value| method.get("revoked").is_some() || method.get("expires").is_some();
        let same = methods.into_iter().filter(dated).filter(|method| method::key(method).as_ref() == Ok(key));
        same.map(|method| method::check_period(method, now)).find(Result::is_err).unwrap_or(Ok(()))
    }

    /// The key that the document has under a name, for any purpose and whether or not it still counts.
    #[must_use]
    pub fn listed_key(&self, id: &str) -> Option<Key> {
        let id = if id.starts_with('#') { format!("{}{id}", self.id()) } else { id.to_owned() };
        let places = std::iter::once("verificationMethod").chain(RELATIONSHIPS);
        let methods = places.filter_map(|name| self.entries(name).ok()).flatten();
        let mut named =
            methods.filter(|entry| entry.is_object() && self.id_of(entry).as_deref() == Some(id.as_str()));
        method::key(named.next()?).ok()
    }

    /// Whether the document lists any key that may have this purpose.
    #[must_use]
    pub fn lists_keys(&self, relationship: &str) -> bool {
        let has = |name: &str| match self.value().get(name) {
            None => false,
            Some(Value::Array(entries)) => !entries.is_empty(),
            Some(_) => true,
        };
        has("verificationMethod") || has(relationship)
    }

    /// Whether the document lists an id, or the address that the id begins with, by reference for a purpose.
    #[must_use]
    pub fn refers_to(&self, id: &str, relationship: &str) -> bool {
        let address = id.split('#').next();
        self.references(relationship).any(|listed| listed == id || Some(listed) == address)
    }

    /// Whether the document lists keys for a purpose at other addresses.
    #[must_use]
    pub fn refers_elsewhere(&self, relationship: &str) -> bool {
        self.references(relationship)
            .any(|listed| listed.starts_with("https://") && listed.split('#').next() != Some(self.id()))
    }

    /// `jwks_uri`: the key set that holds the keys of this issuer.
    #[must_use]
    pub fn key_set_address(&self) -> Option<&str> {
        self.value().get("jwks_uri").and_then(Value::as_str)
    }

    fn references(&self, relationship: &str) -> impl Iterator<Item = &str> {
        self.entries(relationship).unwrap_or_default().iter().filter_map(Value::as_str)
    }

    /// The full id of a reference or of a method: a bare fragment is under the document's own identifier.
    fn id_of(&self, entry: &Value) -> Option<String> {
        let id = entry.as_str().or_else(|| entry.get("id").and_then(Value::as_str))?;
        Some(if id.starts_with('#') { format!("{}{id}", self.id()) } else { id.to_owned() })
    }

    /// The methods for any purpose, and those embedded for this one.
    fn methods(&self, relationship: &str) -> Result<Vec<&Value>, DidError> {
        let shared = self.entries("verificationMethod")?.iter();
        let methods = shared.chain(self.entries(relationship)?);
        Ok(methods.filter(|entry| entry.is_object()).collect())
    }

    /// The entries of a list of keys. JSON-LD may write a set of one as its only value.
    fn entries(&self, name: &str) -> Result<&[Value], DidError> {
        match self.value().get(name) {
            None => Ok(&[]),
            Some(Value::Array(entries)) => Ok(entries),
            Some(one @ (Value::String(_) | Value::Object(_))) => Ok(std::slice::from_ref(one)),
            Some(_) => Err(DidError::Malformed("a list of keys is neither an array nor a key")),
        }
    }
}
