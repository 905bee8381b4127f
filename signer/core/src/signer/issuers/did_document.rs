//! The text of an issuer's DID document, and its file.

use crate::ledger::log_key;
use crate::ledger::state::{Issuer, State};
use credentials::did::{self, IssuerKey, PublishedLedger};
use host_files::atomic_file;
use protocol::{Fault, FaultReason};
use std::path::{Path, PathBuf};

/// Does the issuer have a public DID document? Yes if it was published, or if an approved change must be in one.
pub(super) fn is_public(state: &State, issuer: &Issuer) -> bool {
    let is_revoked = |label: &str| state.key(label).is_some_and(|key| key.revoked.is_some());
    issuer.document.is_some()
        || issuer.keeper.is_some()
        || issuer.keys().len() > 1
        || issuer.keys().iter().any(|own| is_revoked(&own.label))
}

/// The DID document's text, with a newline at its end. It names the ledger by its address once the ledger has a key.
pub(super) fn text(state: &State, did: &str, ledger: &str) -> Result<String, Fault> {
    let labels = state.issuers.get(did).map(Issuer::keys).unwrap_or_default();
    let pinned = labels.iter().filter_map(|own| state.key(&own.label));
    let keys: Vec<_> = pinned
        .map(|key| IssuerKey {
            public_key: key.public_key,
            revoked: key.revoked.as_ref().map(|revoked| revoked.since),
        })
        .collect();
    let mut document = did::issuer_document(did, &keys);
    let kept = state.issuers.get(did).and_then(|issuer| issuer.keeper.as_ref());
    let keeper = kept.map(|keeper| {
        serde_json::json!({
            "id": format!("{did}#status"),
            "type": "StatusListKeeper",
            "serviceEndpoint": keeper.lists,
            "keeper": keeper.did,
        })
    });
    let services: Vec<_> =
        published(state, ledger).map(|published| published.service(did)).into_iter().chain(keeper).collect();
    if let Some(members) = document.as_object_mut().filter(|_| !services.is_empty()) {
        members.insert("service".to_owned(), serde_json::Value::Array(services));
    }
    let text = serde_json::to_string_pretty(&document).map_err(|_| Fault::new(FaultReason::DidDocument))?;
    Ok(format!("{text}\n"))
}

fn published(state: &State, address: &str) -> Option<PublishedLedger> {
    let (_, origin) = address.split_once("://")?;
    let key = log_key(origin, &state.checkpoint_key?).ok()?;
    PublishedLedger::new(address, key.verifier().clone())
}

/// Path of an institution's `did.json`.
pub(super) fn path(public: &Path, institution: &str) -> PathBuf {
    public.join("issuers").join(institution).join("did.json")
}

/// Writes it.
pub(super) fn write(public: &Path, institution: &str, document: &str) -> Result<(), Fault> {
    let path = path(public, institution);
    let directory = path.parent().unwrap_or(public);
    atomic_file::make_directory(directory, atomic_file::PUBLIC_DIRECTORY)
        .and_then(|()| atomic_file::write(&path, document.as_bytes(), atomic_file::PUBLIC_FILE))
        .map_err(|e| {
            crate::log::say(&format!("writing {}: {e}", path.display()));
            Fault::new(FaultReason::DidFile)
        })
}
