//! The proofs of a document, and whether one of them covers its text.

use serde_json::Value;

use super::reason::{NamedKey, ProofReason};
use super::report::{Check, CheckName};
use crate::canonical::{Directions, Processing};
use crate::multikey::PublicKey;
use crate::proof::{Expected, ProofFailure, SecuredDocument};
use crate::sanitizer::ForeignText;
use crate::work::Work;

const NAME: CheckName = CheckName::Proof;

/// A request to judge the proofs of a document.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The document with its proofs.
    pub(super) document: &'a Value,
    /// The result of `canonical_unsecured` with SHA-256, if already computed.
    pub(super) canonical: Option<&'a str>,
    /// Further contexts that the document may name, and the general path.
    pub(super) processing: Processing<'a>,
    /// Who must have signed it: issuer or holder.
    pub(super) signer: &'a str,
    /// The values that the proof must have.
    pub(super) expected: Expected<'a>,
    /// The budget.
    pub(super) work: &'a Work,
}

impl<'a> Question<'a> {
    /// The document with its proofs, or a check with the reason why there are none to judge.
    pub(super) fn secured(&self) -> Result<SecuredDocument<'a>, Check> {
        let secured = SecuredDocument::read_with(self.document, self.processing)
            .map_err(|failure| refusal(&failure))?;
        let secured = secured.within(self.work);
        Ok(match self.canonical {
            Some(canonical) => secured.with_canonical(canonical),
            None => secured,
        })
    }
}

/// A proof that can be judged, given its key.
pub(super) struct Candidate<'s, 'a> {
    secured: &'s SecuredDocument<'a>,
    /// The index among the proofs, from 0.
    at: usize,
    /// `verificationMethod`: a DID with a fragment, or an address.
    pub(super) method: String,
    /// The purpose: the controller must list the key under that relationship.
    pub(super) purpose: &'a str,
}

impl<'s, 'a> Candidate<'s, 'a> {
    /// The proof at an index, if its kind is known and it has the expected values.
    pub(super) fn read(
        secured: &'s SecuredDocument<'a>,
        at: usize,
        expected: &Expected<'_>,
    ) -> Result<Self, ProofFailure> {
        let proof = secured.proof(at)?;
        proof.meets(expected)?;
        let method =
            whole_id(proof.verification_method()).ok_or(ProofFailure::Member("verificationMethod"))?;
        Ok(Self { secured, at, method, purpose: proof.purpose() })
    }

    /// The earlier proofs on which it depends.
    pub(super) fn earlier(&self, expected: &Expected<'_>) -> Result<Vec<Self>, ProofFailure> {
        let places = self.secured.depends_on(self.at)?;
        places.into_iter().map(|at| Self::read(self.secured, at, expected)).collect()
    }

    /// The controller that the proof names: the method without its fragment.
    pub(super) fn controller(&self) -> &str {
        self.method.split('#').next().unwrap_or_default()
    }

    /// The key contained in the method's own name. It shows whether the text was changed, not whose key it is.
    pub(super) fn named_key(&self) -> Option<PublicKey> {
        self.method.split_once('#').and_then(|(_, fragment)| PublicKey::parse(fragment).ok())
    }

    /// Whether the proof, under this key, covers the text and the proofs that it names; with the directions of texts
    /// or without.
    pub(super) fn covers(&self, key: &PublicKey) -> Result<Directions, ProofFailure> {
        self.secured.covered(self.at, key)
    }

    /// The check for a proof that covers the text.
    pub(super) fn unchanged(&self, key: &PublicKey) -> Check {
        let proof = Some(self.secured.count()).filter(|count| *count != 1).map(|count| (self.at + 1, count));
        Check::passed(NAME, ProofReason::Unchanged { key: NamedKey::of(key), proof })
    }

    /// The check for a proof without a key to try.
    pub(super) fn without_key() -> Check {
        Check::not_checked(NAME, ProofReason::NoKey)
    }
}

/// The id of a key as a proof names it. Some issuers name their only key by the identifier itself; a key at an
/// `https` address needs no fragment (Open Badges 3.0, section 8.5).
fn whole_id(method: &str) -> Option<String> {
    match method.split_once('#') {
        Some((_, fragment)) => (!fragment.contains('#')).then(|| method.to_owned()),
        None => match (method.strip_prefix("did:key:"), method.starts_with("did:jwk:")) {
            (Some(key), _) => Some(format!("{method}#{key}")),
            (None, true) => Some(format!("{method}#0")),
            (None, false) => ["https://", "did:"]
                .iter()
                .any(|scheme| method.starts_with(scheme))
                .then(|| method.to_owned()),
        },
    }
}

/// The proofs of a document that can be judged, and a check for each of the others.
pub(super) fn candidates<'s, 'a>(
    secured: &'s SecuredDocument<'a>,
    expected: &Expected<'_>,
) -> Vec<Result<Candidate<'s, 'a>, Check>> {
    let read = |at| Candidate::read(secured, at, expected).map_err(|failure| refusal(&failure));
    (0..secured.count()).map(read).collect()
}

/// The check that a failure becomes in the report.
pub(super) fn refusal(failure: &ProofFailure) -> Check {
    let failed = |reason| Check::failed(NAME, reason);
    match failure {
        ProofFailure::NoProof => failed(ProofReason::NoProof),
        ProofFailure::TooManyProofs => Check::not_checked(NAME, ProofReason::TooManyProofs),
        ProofFailure::Suite(suite) => {
            Check::not_checked(NAME, ProofReason::UnknownSuite(ForeignText::new(suite, 60)))
        }
        ProofFailure::Expired(expired) => failed(ProofReason::Expired(*expired)),
        ProofFailure::Signature => failed(ProofReason::Changed),
        ProofFailure::Purpose => failed(ProofReason::Purpose),
        ProofFailure::Domain => failed(ProofReason::Domain),
        ProofFailure::Challenge => failed(ProofReason::Challenge),
        ProofFailure::KeyKind => failed(ProofReason::KeyKind),
        ProofFailure::Context => failed(ProofReason::Context),
        ProofFailure::BaseProof => failed(ProofReason::BaseProof),
        ProofFailure::Chain(fault) => failed(ProofReason::BrokenChain(*fault)),
        ProofFailure::Member("verificationMethod") => failed(ProofReason::Method),
        ProofFailure::Member(member) => failed(ProofReason::Member(member)),
        ProofFailure::Canonical(error) if error.is_unsupported() => {
            Check::not_checked(NAME, ProofReason::Unsupported(error.clone()))
        }
        ProofFailure::Canonical(error) => failed(ProofReason::NotCanonical(error.clone())),
    }
}
