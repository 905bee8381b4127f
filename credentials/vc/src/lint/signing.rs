//! From a linted credential to a signed one.

use serde_json::Value;
use sha2::{Digest, Sha256, Sha384};

use super::{Finding, Kind, UnsignedCredential};
use crate::canonical::{Canonical, Processing, RdfcHash, canonical_nquads_with};
use crate::json::jcs;
use crate::multikey::{self, PublicKey};
use crate::proof::{Canonicalisation, Cryptosuite, ProofFailure, ProofOptions, Verifier, hash_data_with};
use crate::status::StatusEntry;
use crate::time::Timestamp;

/// A credential that may be signed. Only [`super::lint`] makes one.
#[derive(Debug, Clone)]
pub struct Linted {
    credential: UnsignedCredential,
    kind: Kind,
    canonical: String,
    statements: usize,
    id: String,
    issuer: String,
    valid_from: Timestamp,
    valid_until: Option<Timestamp>,
    status: Option<StatusEntry>,
}

impl Linted {
    /// The only constructor: refuses unless there are no findings.
    pub(super) fn new(
        credential: UnsignedCredential,
        kind: Kind,
        canonical: Canonical,
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
                status: value.get("credentialStatus").and_then(|entry| StatusEntry::parse(entry).ok()),
                kind,
                statements: canonical.statements.quads().len(),
                canonical: canonical.nquads,
                credential,
            }),
            _ => Err(findings),
        }
    }

    /// Kind of the credential.
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

    /// The number of its statements.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.statements
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
        self.status.clone()
    }

    /// The bytes to sign for a proof with these options.
    ///
    /// # Errors
    /// [`ProofFailure::Suite`] for a suite that is not issued; [`ProofFailure::Member`] when the verification method
    /// does not end with its key; [`ProofFailure::KeyKind`] when suite and key do not match;
    /// [`ProofFailure::Canonical`] when the options have no canonical form, for example because of a verification
    /// method that is not an absolute URI.
    pub fn to_sign(&self, options: &ProofOptions) -> Result<ToSign, ProofFailure> {
        self.to_sign_with(options, Processing::default())
    }

    /// As [`Linted::to_sign`], with the contexts that the credential was linted with ([`super::lint_with`]).
    ///
    /// # Errors
    /// As [`Linted::to_sign`].
    pub fn to_sign_with<'a>(
        &self,
        options: &ProofOptions,
        processing: impl Into<Processing<'a>>,
    ) -> Result<ToSign, ProofFailure> {
        let processing = processing.into();
        let named = options.verification_method.split_once('#').map(|(_, key)| PublicKey::parse(key));
        let Some(Ok(key)) = named else { return Err(ProofFailure::Member("verificationMethod")) };
        let hash = suite_hash(options.cryptosuite, &key)?;
        let config = canonical_config(self.value(), options, hash, processing)?;
        self.clone().into_to_sign(options.clone(), hash, &config, processing)
    }

    /// With the given canonical configuration of the proof.
    pub(super) fn into_to_sign(
        self,
        options: ProofOptions,
        hash: RdfcHash,
        config: &str,
        processing: Processing<'_>,
    ) -> Result<ToSign, ProofFailure> {
        let bytes = match (options.cryptosuite.canonicalisation(), hash) {
            (Canonicalisation::Jcs, _) => hash_data_with(&jcs(self.value()), config, hash),
            (Canonicalisation::Rdfc, RdfcHash::Sha256) => hash_data_with(&self.canonical, config, hash),
            (Canonicalisation::Rdfc, RdfcHash::Sha384) => {
                hash_data_with(&canonical_nquads_with(self.value(), processing, hash)?, config, hash)
            }
        };
        Ok(ToSign {
            bytes,
            hash,
            length: self.credential.text.len(),
            credential: self.credential.document.into_value(),
            issuer: self.issuer,
            options,
        })
    }
}

/// The hash of an issued suite with this key.
pub(super) fn suite_hash(suite: Cryptosuite, key: &PublicKey) -> Result<RdfcHash, ProofFailure> {
    if suite.is_issued() { suite.hash(key) } else { Err(ProofFailure::Suite(suite.name().to_owned())) }
}

/// The canonical form of a proof's configuration, for a credential with this context.
pub(super) fn canonical_config(
    credential: &Value,
    options: &ProofOptions,
    hash: RdfcHash,
    processing: Processing<'_>,
) -> Result<String, ProofFailure> {
    let config = options.config(credential.get("@context").unwrap_or(&Value::Null));
    Ok(match options.cryptosuite.canonicalisation() {
        Canonicalisation::Jcs => jcs(&config),
        Canonicalisation::Rdfc => canonical_nquads_with(&config, processing, hash)?,
    })
}

/// The bytes for a key to sign, and the parts of the finished credential.
#[derive(Debug, Clone)]
pub struct ToSign {
    bytes: Vec<u8>,
    hash: RdfcHash,
    /// The length of the received text.
    length: usize,
    credential: Value,
    issuer: String,
    options: ProofOptions,
}

impl ToSign {
    /// The message of the signature: 64 bytes, or 96 with P-384.
    ///
    /// An Ed25519 key signs these bytes directly (`CKM_EDDSA` without parameters); for a token that signs with ECDSA
    /// use [`ToSign::digest`].
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The digest that ECDSA signs (`CKM_ECDSA`): SHA-256 of [`ToSign::bytes`] for P-256, SHA-384 for P-384; 32 or 48
    /// bytes. An Ed25519 key never signs it.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        match self.hash {
            RdfcHash::Sha256 => Sha256::digest(&self.bytes).to_vec(),
            RdfcHash::Sha384 => Sha384::digest(&self.bytes).to_vec(),
        }
    }

    /// The finished credential as JSON text: the members as received, then `proof`, an array of one.
    ///
    /// `signature` is 64 bytes, or 96 with P-384: R and S of Ed25519, or of ECDSA concatenated (IEEE P1363), not DER.
    /// It is verified first, so that only credentials that verify are returned.
    ///
    /// # Errors
    /// [`ProofFailure::Member`] when the proof names another key or issuer than `key` and the credential's,
    /// [`ProofFailure::Signature`].
    pub fn finish(self, signature: &[u8], key: &PublicKey) -> Result<String, ProofFailure> {
        let multibase = key.multibase();
        self.check_method(&multibase)?;
        Verifier::of(key).ok_or(ProofFailure::Signature)?.check(&self.bytes, signature)?;
        self.written(signature, &multibase)
    }

    /// Checks that the proof names the credential's issuer, and the key of this Multikey.
    fn check_method(&self, multibase: &str) -> Result<(), ProofFailure> {
        if self.options.verification_method.split_once('#') == Some((&self.issuer, multibase)) {
            return Ok(());
        }
        Err(ProofFailure::Member("verificationMethod"))
    }

    /// The finished credential, for a signature that the key of this Multikey was verified to have made.
    pub(super) fn written(self, signature: &[u8], multibase: &str) -> Result<String, ProofFailure> {
        self.check_method(multibase)?;
        // Lint refuses a credential that has a proof, or no members.
        let members = self.credential.as_object().filter(|members| !members.contains_key("proof"));
        let context = members.and_then(|members| members.get("@context")).ok_or(ProofFailure::NoProof)?;
        let proof = self.options.finished(context, multikey::encode_base58btc(signature));
        let mut text = Vec::with_capacity(self.length + PROOF_LENGTH);
        // Neither writing to memory nor serialising a parsed value can fail. The proof comes last, in place of the
        // closing brace.
        serde_json::to_writer(&mut text, &self.credential).map_err(|_| ProofFailure::NoProof)?;
        text.pop();
        text.extend_from_slice(b",\"proof\":[");
        serde_json::to_writer(&mut text, &proof).map_err(|_| ProofFailure::NoProof)?;
        text.extend_from_slice(b"]}");
        String::from_utf8(text).map_err(|_| ProofFailure::NoProof)
    }
}

/// Approximate length of a proof in a text, in bytes.
const PROOF_LENGTH: usize = 512;
