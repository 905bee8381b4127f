//! The digest by which a holder shows that they have a credential.

use crate::storage::StoredCredential;
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use sha2::{Digest as _, Sha256};

/// Is this the SHA-256 of the credential's canonical form (lower-case hex)? Only a holder of the credential knows
/// it.
pub(super) async fn has_digest(stored: &StoredCredential, digest: &str, contexts: &FurtherContexts) -> bool {
    let Some(document) = stored.document.clone() else { return false };
    let contexts = contexts.clone();
    let made = tokio::task::spawn_blocking(move || digest_of(&document, &contexts)).await;
    made.is_ok_and(|made| made.as_deref() == Some(digest))
}

/// SHA-256 (lower-case hex) of the canonical form of a signed document without its proofs.
fn digest_of(document: &str, contexts: &FurtherContexts) -> Option<String> {
    let document = Document::parse(document.as_bytes()).ok()?;
    let canonical =
        canonical_unsecured(document.value(), contexts.processing(&contexts.extra()), RdfcHash::Sha256)
            .ok()?;
    Some(hex::encode(Sha256::digest(canonical)))
}
