//! A status list of a copy: signed by its issuer, valid now, and recorded in the ledger.

use super::read;
use crate::{Entries, Finding};
use audit_facts::{ListFact, ListFault};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::did::{DidDocument, did_web_document_url};
use credentials::json::Document;
use credentials::proof::verify_proof;
use credentials::time::Timestamp;
use serde_json::Value;
use std::path::Path;
use url::Url;

/// Checks the list with the DID documents of the copy, and finds its entry.
pub(super) fn judge(name: &str, list: &[u8], copy: &Path, entries: &Entries, now: Timestamp) -> Finding {
    let name = name.to_owned();
    match check(list, copy, entries, now) {
        Ok(entry) => Finding::good(ListFact::Good { name, entry }),
        Err(fault @ ListFault::NoDocument) => Finding::unchecked(ListFact::Bad { name, fault }),
        Err(fault) => Finding::wrong(ListFact::Bad { name, fault }),
    }
}

/// The index of the list's entry.
fn check(list: &[u8], copy: &Path, entries: &Entries, now: Timestamp) -> Result<usize, ListFault> {
    let document = Document::parse(list)?;
    let text = |member: &'static str, pointer: &str| {
        document.value().pointer(pointer).and_then(Value::as_str).ok_or(ListFault::Member(member))
    };
    let issuer = text("issuer", "/issuer").or_else(|_| text("issuer", "/issuer/id"))?;
    let method = text("verificationMethod", "/proof/0/verificationMethod")
        .or_else(|_| text("verificationMethod", "/proof/verificationMethod"))?;
    let key = keys_of(issuer, copy)?.assertion_key(method, now)?;
    verify_proof(&document, &key)?;
    let (from, until) = (text("validFrom", "/validFrom")?, text("validUntil", "/validUntil")?);
    let time = |member, text| Timestamp::parse(text).map_err(|_| ListFault::Member(member));
    if now < time("validFrom", from)? || time("validUntil", until)? < now {
        return Err(ListFault::NotNow { from: from.to_owned(), until: until.to_owned() });
    }
    entry_of(&document, entries).ok_or(ListFault::NoEntry)
}

/// The issuer's keys: of a `did:key` itself, else from the copy.
fn keys_of(issuer: &str, copy: &Path) -> Result<DidDocument, ListFault> {
    if issuer.starts_with("did:key:") {
        return Ok(DidDocument::for_did_key(issuer)?);
    }
    let url = Url::parse(&did_web_document_url(issuer)?).map_err(|_| ListFault::NoDocument)?;
    let bytes = read(&copy.join(url.path().trim_start_matches('/'))).map_err(|_| ListFault::NoDocument)?;
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
