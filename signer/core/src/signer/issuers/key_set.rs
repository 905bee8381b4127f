//! The issuer's keys as JSON Web Keys with their certificates: `jwks.json` next to `did.json`.
//!
//! Not a statement of the ledger: the keys are those of the DID document, which is one, and an authority vouches for
//! each certificate. Written whenever the DID document is written, and when a chain is stored.

use crate::environment::Certificates;
use crate::ledger::state::State;
use credentials::did;
use credentials::jose::public_jwk;
use host_files::atomic_file;
use serde_json::json;
use std::path::Path;

/// Publishes the key set of an issuer. A failure is only logged: nothing that is signed depends on it.
pub(super) fn write_key_set(certificates: &dyn Certificates, public: &Path, state: &State, issuer: &str) {
    let Some(bound) = state.issuers.get(issuer) else { return };
    let keys = bound.keys().iter().filter_map(|own| state.key(&own.label));
    let keys: Vec<_> = keys
        .filter(|key| key.revoked.is_none())
        .filter_map(|key| {
            let chain = certificates.chain(&key.label, &key.public_key);
            let kid = did::verification_method(issuer, &key.public_key);
            public_jwk(&key.public_key, &kid, &chain)
        })
        .collect();
    let directory = public.join("issuers").join(&bound.institution);
    let (path, text) = (directory.join("jwks.json"), format!("{}\n", json!({"keys": keys})));
    let written = atomic_file::make_directory(&directory, atomic_file::PUBLIC_DIRECTORY)
        .and_then(|()| atomic_file::write(&path, text.as_bytes(), atomic_file::PUBLIC_FILE));
    if let Err(e) = written {
        crate::log::say(&format!("writing {}: {e}", path.display()));
    }
}
