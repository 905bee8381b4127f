//! A status list of a copy: signed by its issuer, valid now, and recorded in the ledger.

use super::read;
use crate::{Entries, Finding};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::did::{DidDocument, DidError, did_web_document_url};
use credentials::json::{Document, JsonError};
use credentials::proof::{ProofFailure, verify_proof};
use credentials::time::Timestamp;
use serde_json::Value;
use std::path::Path;
use url::Url;

/// Why a list is not good.
#[derive(Debug, thiserror::Error)]
enum ListError {
    /// It is not JSON.
    #[error("it cannot be read: {0}")]
    Json(#[from] JsonError),
    /// A member that each list has is missing.
    #[error("it has no readable {0}")]
    Member(&'static str),
    /// The document with the issuer's keys is not part of the copy. The list may be good.
    #[error("the DID document of its issuer is not in the copy")]
    NoDocument,
    /// The document is invalid, or does not list the key.
    #[error("its key is not one of its issuer: {0}")]
    Key(#[from] DidError),
    /// The proof is invalid.
    #[error("its signature is not good: {0}")]
    Proof(#[from] ProofFailure),
    /// It is not yet valid, or no longer.
    #[error("it is valid from {0} to {1}, and not now")]
    NotNow(String, String),
    /// The signer did not record it.
    #[error("it is signed, but the ledger has no entry for it: the signer did not record it")]
    NoEntry,
}

/// Checks the list with the DID documents of the copy, and finds its entry.
pub(super) fn judge(name: &str, list: &[u8], copy: &Path, entries: &Entries, now: Timestamp) -> Finding {
    match check(list, copy, entries, now) {
        Ok(index) => Finding::good(format!(
            "the status list {name} is signed by its issuer, valid now, and entry {index} of the ledger"
        )),
        Err(open @ ListError::NoDocument) => Finding::unchecked(format!("the status list {name}: {open}")),
        Err(wrong) => Finding::wrong(format!("the status list {name}: {wrong}")),
    }
}

/// The index of the list's entry.
fn check(list: &[u8], copy: &Path, entries: &Entries, now: Timestamp) -> Result<usize, ListError> {
    let document = Document::parse(list)?;
    let text = |member: &'static str, pointer: &str| {
        document.value().pointer(pointer).and_then(Value::as_str).ok_or(ListError::Member(member))
    };
    let issuer = text("issuer", "/issuer").or_else(|_| text("issuer", "/issuer/id"))?;
    let method = text("verificationMethod", "/proof/0/verificationMethod")
        .or_else(|_| text("verificationMethod", "/proof/verificationMethod"))?;
    let key = keys_of(issuer, copy)?.assertion_key(method, now)?;
    verify_proof(&document, &key)?;
    let (from, until) = (text("validFrom", "/validFrom")?, text("validUntil", "/validUntil")?);
    let time = |member, text| Timestamp::parse(text).map_err(|_| ListError::Member(member));
    if now < time("validFrom", from)? || time("validUntil", until)? < now {
        return Err(ListError::NotNow(from.to_owned(), until.to_owned()));
    }
    entry_of(&document, entries).ok_or(ListError::NoEntry)
}

/// The issuer's keys: of a `did:key` itself, else from the copy.
fn keys_of(issuer: &str, copy: &Path) -> Result<DidDocument, ListError> {
    if issuer.starts_with("did:key:") {
        return Ok(DidDocument::for_did_key(issuer)?);
    }
    let url = Url::parse(&did_web_document_url(issuer)?).map_err(|_| ListError::NoDocument)?;
    let bytes = read(&copy.join(url.path().trim_start_matches('/'))).map_err(|_| ListError::NoDocument)?;
    Ok(DidDocument::parse(&bytes, issuer)?)
}

/// The index of the newest entry that commits to this list.
fn entry_of(list: &Document, entries: &Entries) -> Option<usize> {
    let canonical = canonical_unsecured(list.value(), &[], RdfcHash::Sha256).ok()?;
    entries.iter().rposition(|(_, entry)| {
        let salt = entry.salt.as_deref();
        entry.kind == "status-list" && salt.is_some_and(|salt| entry.is_of(&canonical, salt))
    })
}
