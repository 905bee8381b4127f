//! A document with its proofs, prepared for verification: costly steps are computed once for all proofs.

use std::borrow::Cow;
use std::cell::OnceCell;

use serde_json::{Map, Value};

use super::cryptosuite::Canonicalisation;
use super::signature::check_signature;
use super::{Cryptosuite, Proof, ProofFailure, chain, hash_data_with, jcs, sd};
use crate::canonical::{self, CanonicalError, Directions, Processing, RdfcHash, Terms};
use crate::multikey::PublicKey;
use crate::work::Work;

/// Maximum number of proofs of one document that are verified.
pub const MOST_PROOFS: usize = 8;

/// The cost in units of verifying one signature of a derived proof; there is one for each disclosed statement.
const UNITS_OF_A_SIGNATURE: u64 = 200;

/// A canonical form: computed on first use, or supplied.
type Canonical<'a> = OnceCell<Result<Cow<'a, str>, CanonicalError>>;

/// A document with proofs. Nothing of it is copied.
#[derive(Debug)]
pub struct SecuredDocument<'a> {
    document: &'a Value,
    members: &'a Map<String, Value>,
    proofs: Vec<&'a Value>,
    processing: Processing<'a>,
    work: Work,
    sha256: Canonical<'a>,
    sha384: Canonical<'a>,
    json: OnceCell<String>,
}

impl<'a> SecuredDocument<'a> {
    /// Finds the proofs of a document; `proof` may be an object or an array.
    ///
    /// # Errors
    /// [`ProofFailure::NoProof`], [`ProofFailure::TooManyProofs`] above [`MOST_PROOFS`].
    pub fn read(document: &'a Value) -> Result<Self, ProofFailure> {
        Self::read_with(document, &[])
    }

    /// As [`SecuredDocument::read`], with further contexts that the caller vouches for.
    ///
    /// # Errors
    /// As [`SecuredDocument::read`].
    pub fn read_with(
        document: &'a Value,
        processing: impl Into<Processing<'a>>,
    ) -> Result<Self, ProofFailure> {
        let Value::Object(members) = document else { return Err(ProofFailure::NoProof) };
        let proofs: Vec<&Value> = match members.get("proof") {
            Some(Value::Array(proofs)) => proofs.iter().take(MOST_PROOFS + 1).collect(),
            Some(proof) => vec![proof],
            None => Vec::new(),
        };
        match proofs.len() {
            0 => Err(ProofFailure::NoProof),
            1..=MOST_PROOFS => Ok(Self {
                document,
                members,
                proofs,
                processing: processing.into(),
                work: Work::default(),
                sha256: OnceCell::new(),
                sha384: OnceCell::new(),
                json: OnceCell::new(),
            }),
            _ => Err(ProofFailure::TooManyProofs),
        }
    }

    /// Supplies the result of [`canonical_unsecured`](crate::canonical::canonical_unsecured) with SHA-256 for this
    /// document, so that it is not computed again. The text of another document would make the result of every proof
    /// wrong.
    #[must_use]
    pub fn with_canonical(self, canonical: &'a str) -> Self {
        let sha256 = OnceCell::from(Ok(Cow::Borrowed(canonical)));
        Self { sha256, ..self }
    }

    /// Counts the work on its proofs in this budget instead of a separate one.
    #[must_use]
    pub fn within(self, work: &Work) -> Self {
        Self { work: work.clone(), ..self }
    }

    /// Canonical N-Quads (SHA-256) of the document without its proofs.
    ///
    /// # Errors
    /// As [`canonical_unsecured`](crate::canonical::canonical_unsecured).
    pub fn canonical(&self) -> Result<&str, CanonicalError> {
        self.nquads(RdfcHash::Sha256)
    }

    /// The number of proofs.
    #[must_use]
    pub fn count(&self) -> usize {
        self.proofs.len()
    }

    /// The proof at an index, counted from 0.
    ///
    /// # Errors
    /// As [`Proof::read`]; [`ProofFailure::NoProof`] after the last.
    pub fn proof(&self, at: usize) -> Result<Proof<'a>, ProofFailure> {
        Proof::read(self.proofs.get(at).ok_or(ProofFailure::NoProof)?)
    }

    /// The indexes of all proofs that must hold before the one at this index counts, without itself.
    ///
    /// # Errors
    /// [`ProofFailure::Chain`] for names that match no proof or two, and for circles; [`ProofFailure::Member`].
    pub fn depends_on(&self, at: usize) -> Result<Vec<usize>, ProofFailure> {
        chain::depends_on(&self.proofs, at)
    }

    /// Verifies that the proof at this index covers the document and the proofs that it names, under this key.
    ///
    /// This alone does not make it count: everything in [`SecuredDocument::depends_on`] must hold too, and the proof
    /// must have the expected purpose ([`Proof::meets`]).
    ///
    /// # Errors
    /// [`ProofFailure`].
    pub fn verify(&self, at: usize, key: &PublicKey) -> Result<(), ProofFailure> {
        self.covered(at, key).map(drop)
    }

    /// As [`SecuredDocument::verify`]: returns whether the directions of texts are covered too, or dropped. A proof
    /// does not record its maker's choice, so both are tried.
    pub(crate) fn covered(&self, at: usize, key: &PublicKey) -> Result<Directions, ProofFailure> {
        match self.verify_on(at, key, Directions::Datatype) {
            Err(ProofFailure::Signature) if first_direction(self.document).is_some() => {
                self.verify_on(at, key, Directions::Dropped).map(|()| Directions::Dropped)
            }
            verified => verified.map(|()| Directions::Datatype),
        }
    }

    fn verify_on(&self, at: usize, key: &PublicKey, directions: Directions) -> Result<(), ProofFailure> {
        let proof = self.proof(at)?;
        let hash = proof.cryptosuite().hash(key)?;
        let previous = chain::direct(&self.proofs, at)?;
        let previous: Vec<&Value> =
            previous.into_iter().filter_map(|at| self.proofs.get(at).copied()).collect();
        match proof.cryptosuite().canonicalisation() {
            Canonicalisation::Jcs => {
                let signature = proof.signature(key)?;
                let document = self.json(&proof, &previous)?;
                self.work.spend_bytes(document.len())?;
                let bytes = hash_data_with(&document, &jcs::config(&proof), hash);
                check_signature(&bytes, &signature, key)
            }
            Canonicalisation::Rdfc if proof.cryptosuite() == Cryptosuite::EcdsaSd2023 => {
                let bytes = sd::decode(proof.text("proofValue").unwrap_or_default())?;
                let derived = sd::DerivedProof::read(&bytes)?;
                let document = self.statements(&previous, hash, directions)?;
                self.work.spend_bytes(document.len())?;
                self.work.spend(UNITS_OF_A_SIGNATURE * derived.signatures())?;
                derived.verify(&document, &self.config(&proof, hash)?, key)
            }
            Canonicalisation::Rdfc => {
                let signature = proof.signature(key)?;
                let document = self.statements(&previous, hash, directions)?;
                self.work.spend_bytes(document.len())?;
                check_signature(
                    &hash_data_with(&document, &self.config(&proof, hash)?, hash),
                    &signature,
                    key,
                )
            }
        }
    }

    /// Canonical proof configuration of the `rdfc` suites, under the document's own `@context`.
    fn config(&self, proof: &Proof<'_>, hash: RdfcHash) -> Result<String, CanonicalError> {
        let context = self.members.get("@context").unwrap_or(&Value::Null);
        canonical::proof_config(context, proof.members(), self.terms(hash, Directions::Datatype))
    }

    fn terms(&self, hash: RdfcHash, directions: Directions) -> Terms<'_> {
        Terms { processing: self.processing, hash, directions, work: &self.work }
    }

    /// Canonical N-Quads of the document with the given proofs as `proof`, or without it if there are none.
    fn statements(
        &self,
        previous: &[&Value],
        hash: RdfcHash,
        directions: Directions,
    ) -> Result<Cow<'_, str>, CanonicalError> {
        let terms = self.terms(hash, directions);
        if previous.is_empty() {
            return match directions {
                Directions::Datatype => self.nquads(hash).map(Cow::Borrowed),
                Directions::Dropped => canonical::unsecured(self.document, terms).map(Cow::Owned),
            };
        }
        let mut document = self.members.clone();
        document.insert("proof".to_owned(), previous.iter().copied().cloned().collect());
        canonical::whole(&Value::Object(document), terms).map(Cow::Owned)
    }

    /// As [`SecuredDocument::statements`], as canonical JSON.
    fn json(&self, proof: &Proof<'_>, previous: &[&Value]) -> Result<Cow<'_, str>, ProofFailure> {
        let context = jcs::context(self.members, proof)?;
        if previous.is_empty() && context == self.members.get("@context") {
            let text = self.json.get_or_init(|| jcs::document(self.members, context, previous));
            return Ok(Cow::Borrowed(text));
        }
        Ok(Cow::Owned(jcs::document(self.members, context, previous)))
    }

    fn nquads(&self, hash: RdfcHash) -> Result<&str, CanonicalError> {
        let place = match hash {
            RdfcHash::Sha256 => &self.sha256,
            RdfcHash::Sha384 => &self.sha384,
        };
        let terms = self.terms(hash, Directions::Datatype);
        let made = place.get_or_init(|| canonical::unsecured(self.document, terms).map(Cow::Owned));
        made.as_deref().map_err(Clone::clone)
    }
}

/// The first place with a `@direction`, as a JSON Pointer (RFC 6901).
pub(crate) fn first_direction(document: &Value) -> Option<String> {
    fn look(value: &Value, at: &str) -> Option<String> {
        let each = |name: &str, value: &Value| {
            let here = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
            if name == "@direction" { Some(here) } else { look(value, &here) }
        };
        match value {
            Value::Array(items) => {
                items.iter().enumerate().find_map(|(index, item)| each(&index.to_string(), item))
            }
            Value::Object(members) => members.iter().find_map(|(name, member)| each(name, member)),
            _ => None,
        }
    }
    look(document, "")
}
