//! Verifying a document with one key.

use super::{ProofFailure, SecuredDocument};
use crate::canonical::Processing;
use crate::json::Document;
use crate::multikey::PublicKey;

/// Verifies a document's proof with a key that was shown to be the issuer's; purpose `assertionMethod`, any suite.
///
/// `proof` may be an object or an array. One proof that verifies is enough (Open Badges 3.0, section 8.2.3); its
/// dependencies (`previousProof`) must verify under the same key. Dates in the proof are checked for form only:
/// validity in time is the caller's question. For chains with several keys, for presentations and for several
/// documents in a row use [`SecuredDocument`].
///
/// # Errors
/// [`ProofFailure`], that of the last proof tried.
pub fn verify_proof(document: &Document, key: &PublicKey) -> Result<(), ProofFailure> {
    verify_proof_with(document, &[], key)
}

/// As [`verify_proof`], with further contexts that the caller vouches for.
///
/// # Errors
/// As [`verify_proof`].
pub fn verify_proof_with<'a>(
    document: &'a Document,
    processing: impl Into<Processing<'a>>,
    key: &PublicKey,
) -> Result<(), ProofFailure> {
    let secured = SecuredDocument::read_with(document.value(), processing)?;
    let mut failure = ProofFailure::NoProof;
    for at in 0..secured.count() {
        match verify_one(&secured, at, key) {
            Ok(()) => return Ok(()),
            Err(why) => failure = why,
        }
    }
    Err(failure)
}

fn verify_one(secured: &SecuredDocument<'_>, at: usize, key: &PublicKey) -> Result<(), ProofFailure> {
    if secured.proof(at)?.purpose() != "assertionMethod" {
        return Err(ProofFailure::Purpose);
    }
    for before in secured.depends_on(at)? {
        secured.verify(before, key)?;
    }
    secured.verify(at, key)
}
