//! Failures of verifying a proof.

use crate::canonical::CanonicalError;
use crate::time::Timestamp;
use crate::work::TooMuchWork;

/// A fault of the references to earlier proofs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// A proof names one that is not in the document.
    #[error("it names an earlier proof that is not there")]
    Absent,
    /// Two proofs have the same `id`.
    #[error("two proofs have one id")]
    SameId,
    /// A proof depends on itself.
    #[error("it comes back to where it began")]
    Circle,
}

/// The reason why a proof could not be verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFailure {
    /// The document has no `proof`.
    #[error("the document carries no proof")]
    NoProof,
    /// The document has more proofs than [`super::MOST_PROOFS`]; no fault of the document.
    #[error("the document carries more than eight proofs")]
    TooManyProofs,
    /// A member of the proof is missing or malformed; the text is the member's name.
    #[error("the proof's {0} is missing or malformed")]
    Member(&'static str),
    /// The proof is for another purpose than the one it is used for.
    #[error("the proof was made for another purpose")]
    Purpose,
    /// The proof is for another domain than the one expected.
    #[error("the proof was made for another domain")]
    Domain,
    /// The proof answers another challenge than the one expected.
    #[error("the proof answers another challenge")]
    Challenge,
    /// The proof expired at this time.
    #[error("the proof expired on {0}")]
    Expired(Timestamp),
    /// The proof's suite is not supported; the text is the suite's name as written. No fault of the document.
    #[error("the proof is of the kind \"{0}\", which is not supported")]
    Suite(String),
    /// The reference to earlier proofs (`previousProof`) is invalid.
    #[error("the chain of proofs is broken: {0}")]
    Chain(#[source] ChainFault),
    /// A base proof of `ecdsa-sd-2023`: made for the holder, who derives proofs from it for verifiers.
    #[error(
        "this is a base proof, which is for the holder alone: ask the holder for a proof derived from it"
    )]
    BaseProof,
    /// The key is not of the kind that the suite needs.
    #[error("the key does not fit the kind of proof")]
    KeyKind,
    /// The document's `@context` does not begin with that of its `jcs` proof.
    #[error("the proof was made under another @context")]
    Context,
    /// The document or the proof has no canonical form.
    #[error("the document could not be put into canonical form")]
    Canonical(#[from] CanonicalError),
    /// The signature is not by this key over this document: something was changed, or another key signed.
    #[error("the signature does not match the document")]
    Signature,
}

impl From<TooMuchWork> for ProofFailure {
    fn from(_: TooMuchWork) -> Self {
        Self::Canonical(CanonicalError::TooMuchWork)
    }
}

impl ProofFailure {
    /// Whether the proof cannot be judged here: then it is neither good nor bad.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        match self {
            Self::Suite(_) | Self::TooManyProofs => true,
            Self::Canonical(error) => error.is_unsupported(),
            Self::NoProof
            | Self::Member(_)
            | Self::Purpose
            | Self::Domain
            | Self::Challenge
            | Self::Expired(_)
            | Self::Chain(_)
            | Self::BaseProof
            | Self::KeyKind
            | Self::Context
            | Self::Signature => false,
        }
    }

    /// The problem type that RFC 9457 requires (VC Data Integrity 1.0, section 4.7; VC Data Model 2.0, section 7.1).
    #[must_use]
    pub fn problem_type(&self) -> &'static str {
        match self {
            Self::NoProof => "https://www.w3.org/TR/vc-data-model#PARSING_ERROR",
            Self::Domain => "https://w3id.org/security#INVALID_DOMAIN_ERROR",
            Self::Challenge => "https://w3id.org/security#INVALID_CHALLENGE_ERROR",
            Self::Canonical(CanonicalError::UndefinedTerm(_) | CanonicalError::UndefinedType(_)) => {
                "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR"
            }
            Self::Canonical(_) => "https://w3id.org/security#PROOF_TRANSFORMATION_ERROR",
            Self::Signature => "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR",
            Self::TooManyProofs
            | Self::Member(_)
            | Self::Purpose
            | Self::Expired(_)
            | Self::Suite(_)
            | Self::Chain(_)
            | Self::BaseProof
            | Self::KeyKind
            | Self::Context => "https://w3id.org/security#PROOF_VERIFICATION_ERROR",
        }
    }
}
