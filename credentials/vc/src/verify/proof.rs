//! The proofs of a document, and whether one of them covers its text.

use serde_json::Value;

use super::plain::{plain, short_key};
use super::report::{Check, CheckName};
use crate::canonical::{Directions, Processing};
use crate::multikey::PublicKey;
use crate::proof::{Expected, ProofFailure, SecuredDocument};
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
        let places = self.secured.stands_on(self.at)?;
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
        let which = match self.secured.count() {
            1 => String::new(),
            count => format!(" This is proof {} of {count}.", self.at + 1),
        };
        let key = short_key(&key.multibase());
        Check::passed(NAME, "unchanged", format!("Nothing was altered since the key {key} signed it.{which}"))
    }

    /// The check for a proof without a key to try.
    pub(super) fn without_key() -> Check {
        Check::not_checked(
            NAME,
            "no-key",
            "The key that signed it could not be fetched, so whether it was changed is unknown.",
        )
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
    match failure {
        ProofFailure::NoProof => {
            Check::failed(NAME, "no-proof", "It carries no proof, so anybody could have written it.")
                .with_next_step("Ask the holder for the file as the issuer made it.")
        }
        ProofFailure::TooManyProofs => {
            Check::not_checked(NAME, "too-many-proofs", "It carries more than eight proofs.")
        }
        ProofFailure::Suite(suite) => {
            let suite = plain(suite, 60);
            let says = format!("Its proof is of the kind {suite}, which this version does not check.");
            Check::not_checked(NAME, "unknown-cryptosuite", says)
                .with_next_step("Use a verifier that knows this kind of proof.")
        }
        ProofFailure::Expired(expired) => {
            let says = format!("Its proof was good until {} only.", expired.long_date());
            Check::failed(NAME, "proof-expired", says)
        }
        ProofFailure::Signature => {
            let says = "It was altered after it was signed; do not rely on anything it says.";
            Check::failed(NAME, "changed", says)
                .with_next_step("Ask the holder for the file that they downloaded from the issuer.")
        }
        ProofFailure::Purpose => {
            let says = "Its proof was made for another purpose than issuing a badge.";
            Check::failed(NAME, "proof-purpose", says)
        }
        ProofFailure::Domain => Check::failed(NAME, "proof-domain", "Its proof was made for another site."),
        ProofFailure::Challenge => {
            Check::failed(NAME, "proof-challenge", "Its proof answers another question than the one asked.")
        }
        ProofFailure::KeyKind => {
            Check::failed(NAME, "key-kind", "The key that it names is of another kind than its proof.")
        }
        ProofFailure::Context => {
            Check::failed(NAME, "proof-context", "Its proof was made under another list of vocabularies.")
        }
        ProofFailure::BaseProof => {
            let says = "Its proof is one for the holder alone, and not for showing to others.";
            Check::failed(NAME, "base-proof", says)
                .with_next_step("Ask the holder for a copy that their wallet made for showing.")
        }
        ProofFailure::Chain(how) => {
            Check::failed(NAME, "broken-chain", format!("Its proofs do not fit together: {how}."))
        }
        ProofFailure::Member("verificationMethod") => {
            let says = "The verificationMethod of its proof is missing or malformed: it must be the address of one key, \
                        with at most one fragment (“#”).";
            Check::failed(NAME, "proof-malformed", says)
        }
        ProofFailure::Member(member) => {
            let says = format!("The {member} of its proof is missing or malformed.");
            Check::failed(NAME, "proof-malformed", says)
        }
        ProofFailure::Canonical(error) => {
            let says = format!("Its proof cannot be judged: {}.", plain(&error.to_string(), 120));
            if error.is_unsupported() {
                Check::not_checked(NAME, "unsupported-proof", says)
            } else {
                Check::failed(NAME, "proof-malformed", says)
            }
        }
    }
}
