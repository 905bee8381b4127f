//! From a credential that may be signed to one that is.

use serde_json::Value;

use super::{Finding, Kind, UnsignedCredential};
use crate::canonical::{CanonicalError, canonical_nquads};
use crate::did;
use crate::multikey::{self, PublicKey};
use crate::proof::{ProofFailure, ProofOptions, check_signature, hash_data};
use crate::status::StatusEntry;
use crate::time::Timestamp;

/// A credential that may be signed. Only [`super::lint`] makes one.
#[derive(Debug, Clone)]
pub struct Linted {
    credential: UnsignedCredential,
    kind: Kind,
    canonical: String,
    id: String,
    issuer: String,
    valid_from: Timestamp,
    valid_until: Option<Timestamp>,
}

impl Linted {
    /// The only maker: refuses unless there are no findings.
    pub(super) fn new(
        credential: UnsignedCredential,
        kind: Kind,
        canonical: String,
        findings: Vec<Finding>,
    ) -> Result<Self, Vec<Finding>> {
        let value = credential.value();
        let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str);
        let moment = |pointer: &str| text(pointer).and_then(|text| Timestamp::parse(text).ok());
        let issuer = match kind {
            Kind::OpenBadge => text("/issuer/id"),
            Kind::StatusList => text("/issuer"),
            Kind::Credential => text("/issuer").or_else(|| text("/issuer/id")),
        };
        match (findings.is_empty(), text("/id"), issuer, moment("/validFrom")) {
            (true, Some(id), Some(issuer), Some(valid_from)) => Ok(Self {
                id: id.to_owned(),
                issuer: issuer.to_owned(),
                valid_from,
                valid_until: moment("/validUntil"),
                kind,
                canonical,
                credential,
            }),
            _ => Err(findings),
        }
    }

    /// Badge or status list.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The credential's own `id`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The issuer's DID.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The whole credential.
    #[must_use]
    pub fn value(&self) -> &Value {
        self.credential.value()
    }

    /// Its canonical N-Quads.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The exact text as it was received.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.credential.text
    }

    /// `validFrom`.
    #[must_use]
    pub fn valid_from(&self) -> Timestamp {
        self.valid_from
    }

    /// `validUntil`.
    #[must_use]
    pub fn valid_until(&self) -> Option<Timestamp> {
        self.valid_until
    }

    /// The `Achievement` object of a badge.
    #[must_use]
    pub fn achievement(&self) -> Option<&Value> {
        self.value().pointer("/credentialSubject/achievement")
    }

    /// The status entry of a badge.
    #[must_use]
    pub fn status(&self) -> Option<StatusEntry> {
        self.value().get("credentialStatus").and_then(|entry| StatusEntry::parse(entry).ok())
    }

    /// What is to be signed for a proof with these options.
    ///
    /// # Errors
    /// [`CanonicalError`] when the options cannot be brought into canonical form, such as a verification method
    /// that is no absolute URI.
    pub fn to_sign(&self, options: &ProofOptions) -> Result<ToSign, CanonicalError> {
        let context = self.value().get("@context").unwrap_or(&Value::Null);
        let config = canonical_nquads(&options.config(context))?;
        Ok(ToSign {
            bytes: hash_data(&self.canonical, &config),
            credential: self.value().clone(),
            issuer: self.issuer.clone(),
            options: options.clone(),
        })
    }
}

/// What a key is to sign, and what the finished credential will be made of.
#[derive(Debug, Clone)]
pub struct ToSign {
    bytes: [u8; 64],
    credential: Value,
    issuer: String,
    options: ProofOptions,
}

impl ToSign {
    /// The 64 bytes that are the message of Ed25519.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 64] {
        &self.bytes
    }

    /// The finished credential as JSON text: members as received, and last `proof`, an array of one.
    ///
    /// The signature is verified first, so that nothing leaves that would not verify elsewhere.
    ///
    /// # Errors
    /// [`ProofFailure::Member`] when the proof names another key or issuer than `key` and the credential's,
    /// [`ProofFailure::KeyKind`], [`ProofFailure::Signature`].
    pub fn finish(self, signature: &[u8; 64], key: &PublicKey) -> Result<String, ProofFailure> {
        if self.options.verification_method != did::verification_method(&self.issuer, key) {
            return Err(ProofFailure::Member("verificationMethod"));
        }
        check_signature(&self.bytes, signature, key)?;
        let proof = self.options.finished(multikey::encode_base58btc(signature));
        let Value::Object(mut finished) = self.credential else { return Err(ProofFailure::NoProof) };
        finished.insert("proof".into(), Value::Array(vec![proof]));
        Ok(Value::Object(finished).to_string())
    }
}
