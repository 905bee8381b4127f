//! The server's check of the signer's answers before they are stored or released. The signed document must equal the
//! sent one, with a valid proof by the key pinned when the institution was set up.

use credentials::contexts::FurtherContexts;
use credentials::json::{Document, JsonError};
use credentials::multikey::{MultikeyError, PublicKey};
use credentials::proof::{ProofFailure, verify_proof_with};
use serde_json::Value;

/// Why a signed document is rejected.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAsAsked {
    /// It cannot be read.
    #[error("reading the signed document")]
    Json(#[from] JsonError),
    /// It is not the sent document with a proof.
    #[error("the signed document is not the one that was sent")]
    OtherDocument,
    /// Its proof names another key than the pinned one.
    #[error("the proof is by another key than the pinned one")]
    OtherKey,
    /// The pinned key cannot be read.
    #[error("reading the pinned key")]
    Key(#[from] MultikeyError),
    /// The proof is not valid.
    #[error("checking the proof")]
    Proof(#[from] ProofFailure),
    /// The check was interrupted.
    #[error("the check was cut short")]
    CutShort,
}

/// Checks on a blocking thread, because canonicalization takes milliseconds. `contexts` are the configured ones, which
/// the signer has too.
///
/// # Errors
/// [`NotAsAsked`].
pub(crate) async fn check_signed(
    unsigned: &str,
    signed: &str,
    verification_method: &str,
    contexts: &FurtherContexts,
) -> Result<(), NotAsAsked> {
    let (unsigned, signed, method) = (unsigned.to_owned(), signed.to_owned(), verification_method.to_owned());
    let contexts = contexts.clone();
    tokio::task::spawn_blocking(move || check(&unsigned, &signed, &method, &contexts))
        .await
        .map_err(|_| NotAsAsked::CutShort)?
}

fn check(
    unsigned: &str,
    signed: &str,
    verification_method: &str,
    contexts: &FurtherContexts,
) -> Result<(), NotAsAsked> {
    let sent = Document::parse(unsigned.as_bytes())?;
    let signed = Document::parse(signed.as_bytes())?;
    let Value::Object(mut without) = signed.value().clone() else { return Err(NotAsAsked::OtherDocument) };
    let proof = without.shift_remove("proof");
    if &Value::Object(without) != sent.value() {
        return Err(NotAsAsked::OtherDocument);
    }
    let named =
        proof.as_ref().and_then(|proof| proof.pointer("/0/verificationMethod")).and_then(Value::as_str);
    if named != Some(verification_method) {
        return Err(NotAsAsked::OtherKey);
    }
    let (_, key) = verification_method.split_once('#').ok_or(NotAsAsked::OtherKey)?;
    Ok(verify_proof_with(&signed, contexts.processing(&contexts.extra()), &PublicKey::parse(key)?)?)
}
