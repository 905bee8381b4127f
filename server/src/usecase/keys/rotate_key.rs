//! The next key, created in the token and requested by a person. Other people approve its activation.

use super::changes::{Asked, ChangeError, ChangeRequests, kept_institution};
use crate::signer_client::SignerClient;
use crate::storage::Storage;
use domain::KeyKeeper;
use protocol::{Change, KeyInfo, KeyState};
use sha2::{Digest as _, Sha256};

/// Requests the next key.
#[derive(Clone)]
pub struct RotateKey {
    storage: Storage,
    signer: SignerClient,
    changes: ChangeRequests,
}

impl RotateKey {
    pub(super) fn new(storage: Storage, signer: SignerClient, changes: ChangeRequests) -> Self {
        Self { storage, signer, changes }
    }

    /// Creates a key in the token, unless an unbound one exists, and requests that it follows the active key. A
    /// repeated request, also after a crash, yields the same key and the same change.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn rotate(&self, keeper: &KeyKeeper) -> Result<Asked, ChangeError> {
        let issuer = kept_institution(&self.storage, keeper).await?.did;
        if !issuer.starts_with("did:web:") {
            return Err(ChangeError::IdentifierIsKey);
        }
        let known = self.signer.list_public_keys().await?;
        let key = match known.iter().find(|key| key.state == KeyState::Created) {
            Some(made) => made.label.clone(),
            None => self.signer.create_key(&next_label(&issuer, &known)).await?.label,
        };
        self.changes.ask_for(Change::RotateKey { issuer, key }).await
    }
}

/// The name of the next key. It depends only on the known keys, whose number only grows. So concurrent requests, and a
/// retry after a crash, name the same key.
fn next_label(issuer: &str, known: &[KeyInfo]) -> String {
    let newest = known.last().map_or("", |key| &*key.public_key);
    let digest = Sha256::digest(format!("{issuer} {} {newest}", known.len()));
    format!("key-{}", hex::encode(digest.get(..10).unwrap_or_default()))
}
