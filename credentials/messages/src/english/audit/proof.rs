use credentials::proof::ProofFailure;

use super::super::proof;

/// Why a proof is not good, as a clause without a full stop.
pub(super) fn clause(failure: &ProofFailure) -> String {
    let clause = match failure {
        ProofFailure::NoProof => "the document carries no proof",
        ProofFailure::TooManyProofs => "the document carries more than eight proofs",
        ProofFailure::Member(member) => return format!("the proof's {member} is missing or malformed"),
        ProofFailure::Purpose => "the proof was made for another purpose",
        ProofFailure::Domain => "the proof was made for another domain",
        ProofFailure::Challenge => "the proof answers another challenge",
        ProofFailure::Expired(at) => return format!("the proof expired on {at}"),
        ProofFailure::Suite(name) => {
            return format!("the proof is of the kind \"{name}\", which is not supported");
        }
        ProofFailure::Chain(fault) => {
            return format!("the chain of proofs is broken: {}", proof::chain(*fault));
        }
        ProofFailure::BaseProof => {
            "this is a base proof, which is for the holder alone: ask the holder for a proof derived from it"
        }
        ProofFailure::KeyKind => "the key does not fit the kind of proof",
        ProofFailure::Context => "the proof was made under another @context",
        ProofFailure::Canonical(_) => "the document could not be put into canonical form",
        ProofFailure::Signature => "the signature does not match the document",
    };
    clause.to_owned()
}
